import { expect, test } from 'vitest';
import { fits } from '../src/api/number';

const ALPHABET = Array.from('0123456789ABCDEFGHJKMNPQRSTVWXYZ');
/** As `lapor.domain.ids.number_for` makes them. */
const NUMBERS = ['F8N6ASJ5XQMQ', '0FX1GYSXADF7', 'ZDPFZGSJWP69', 'H3D0DV0AVFX0', '000000000000'];

test.each(NUMBERS)('%s fits, and no slip of one character does', (number) => {
  expect(fits(number)).toBe(true);
  for (let at = 0; at < number.length; at++)
    for (const other of ALPHABET.filter((one) => one !== number[at]))
      expect(fits(number.slice(0, at) + other + number.slice(at + 1))).toBe(false);
});

test.each(NUMBERS.slice(0, 4))('%s with two neighbours exchanged is noticed', (number) => {
  const [one, two, ...rest] = number;
  expect(fits([two, one, ...rest].join(''))).toBe(one === two);
});
