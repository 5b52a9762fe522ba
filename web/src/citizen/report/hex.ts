/** Bytes as hex digits, and back. */
export const toHex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

export const fromHex = (hex: string): number[] =>
  (hex.match(/../g) ?? []).map((pair) => parseInt(pair, 16));
