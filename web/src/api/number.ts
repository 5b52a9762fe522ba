/** Report numbers and access codes as people type them: any case, dashes or spaces, O for 0. */

const CONFUSED: Record<string, string> = { O: '0', I: '1', L: '1' };

/** Gives the plain Crockford characters of what somebody typed. */
export function plain(typed: string): string {
  return typed
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replace(/[OIL]/g, (character) => CONFUSED[character] ?? character);
}

/** `ABCD-EFGH-JKMN`. */
export function dashed(number: string): string {
  return (plain(number).match(/.{1,4}/g) ?? []).join('-');
}

export const NUMBER_LENGTH = 12;
