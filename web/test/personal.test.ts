// @vitest-environment node
import { expect, test } from 'vitest';
import { looksPersonal } from '../src/citizen/report/personal';
import table from './personal-cases.json?raw';

/** What is written, and what the public reads of it; `tests/domain/test_masking` holds it too. */
const cases = JSON.parse(table) as { hidden: [string, string][]; shown: string[] };

test.each(cases.hidden)('the reporter is warned of %j', (said) => {
  expect(looksPersonal(said)).toBe(true);
});

test.each(cases.shown)('nobody is warned of %j', (said) => {
  expect(looksPersonal(said)).toBe(false);
});

const MANY =
  'a|1|1 |1\n|a.|@|a@|a@\n|1-|wa no |a at |a dot |0812 • |1;|1 ; |a@b,|a@b. |a[.]b@|B 1 |1\u20e3';

test.each([...MANY.split('|'), `1${' '.repeat(40)}`, `1${'•'.repeat(40)}`])(
  'many times %j is judged while a person types',
  (unit) => {
    const long = unit.repeat(Math.ceil(4000 / unit.length));
    const began = performance.now();
    looksPersonal(long);
    expect(performance.now() - began).toBeLessThan(200);
  },
);
