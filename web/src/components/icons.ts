/** Paths of the small pictures, on a field of 24 by 24. */
export const ICONS = {
  check: 'M20 6 9 17l-5-5',
  clock: 'M12 6v6l4 2M22 12a10 10 0 1 1-20 0 10 10 0 0 1 20 0',
  alert:
    'M12 9v4m0 4h.01M10.3 3.9 1.8 18a2 2 0 0 0 1.7 3h17a2 2 0 0 0 1.7-3L13.7 3.9a2 2 0 0 0-3.4 0',
  pause: 'M10 4H6v16h4zM18 4h-4v16h4z',
  lock: 'M5 11h14v10H5zM8 11V7a4 4 0 0 1 8 0v4',
  inbox: 'M22 12h-6l-2 3h-4l-2-3H2M5 5h14l3 7v7H2v-7z',
  work: 'M14.7 6.3a4 4 0 0 0-5.4 5.3L3 18l3 3 6.4-6.3a4 4 0 0 0 5.3-5.4l-2.5 2.5-2.8-.7-.7-2.8z',
  send: 'M22 2 11 13M22 2l-7 20-4-9-9-4z',
  archive: 'M3 3h18v5H3zM5 8v13h14V8M10 12h4',
  question:
    'M9 9a3 3 0 1 1 4.5 2.6c-.9.5-1.5 1.2-1.5 2.4m0 3h.01M22 12a10 10 0 1 1-20 0 10 10 0 0 1 20 0',
} as const;

export type IconName = keyof typeof ICONS;
