/** Fills the gaps of a text: `fill('Sisa {n}', { n: 3 })` gives `Sisa 3`. */
export function fill(text: string, gaps: Record<string, unknown>): string {
  return text.replace(/\{(\w+)\}/g, (gap, name: string) =>
    name in gaps ? String(gaps[name]) : gap,
  );
}

/** Looks a word up by a code that came from the server; an unknown code is shown as it is. */
export function word(words: Record<string, string>, code: string | null | undefined): string {
  return code ? (words[code] ?? code) : '';
}
