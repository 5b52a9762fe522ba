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

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Says whether a plain number's last character fits the others (Luhn in base 32): no slip in it. */
export function fits(number: string): boolean {
  const base = ALPHABET.length;
  const sum = Array.from(number, (character) => ALPHABET.indexOf(character))
    .reverse()
    .reduce((so, value, place) => {
      const twice = value * 2;
      return so + (place % 2 === 0 ? value : Math.floor(twice / base) + (twice % base));
    }, 0);
  return sum % base === 0;
}
