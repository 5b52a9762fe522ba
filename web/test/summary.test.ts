import { describe, expect, test } from 'vitest';
import type { Report, ReportEvent } from '../src/api/types';
import { APPROVAL, declined } from '../src/console/approval';
import { type Figures, isBounded, stretches } from '../src/console/figures';

const figure = (count: number, more = false) => ({ count, more });
const figures = (changed: Partial<Figures> = {}): Figures => ({
  open: figure(10),
  late: figure(2),
  soon: figure(3),
  approval: figure(1),
  states: null,
  ...changed,
});

describe('the bar of a part', () => {
  test('is late, soon due and the rest, without gaps, as long as its share', () => {
    expect(stretches(figures(), 20)).toEqual([
      { kind: 'late', from: 0, width: 10 },
      { kind: 'soon', from: 10, width: 15 },
      { kind: 'rest', from: 25, width: 25 },
    ]);
  });

  test('of the greatest part is whole', () => {
    const [last] = stretches(figures(), 10).reverse();
    expect((last?.from ?? 0) + (last?.width ?? 0)).toBe(100);
  });

  test('leaves out what is not there, and what was not counted', () => {
    const some = figures({ soon: null, late: figure(10) });
    expect(stretches(some, 10)).toEqual([{ kind: 'late', from: 0, width: 100 }]);
    expect(stretches(figures({ open: figure(0), late: figure(0), soon: figure(0) }), 0)).toEqual(
      [],
    );
  });
});

test.each(['open', 'late', 'soon', 'approval'])('a lower bound in %s is told', (name) => {
  expect(isBounded(figures())).toBe(false);
  expect(isBounded(figures({ soon: null, approval: null }))).toBe(false);
  expect(isBounded(figures({ [name]: figure(5, true) }))).toBe(true);
});

const life = (...kinds: string[]): Pick<Report, 'events'> => ({
  events: kinds.map((kind, n) => ({ seq: n + 1, kind }) as ReportEvent),
});

test.each([
  [['proposed', 'declined'], 2],
  [['proposed', 'declined', 'noted'], 2],
  [['proposed', 'declined', 'proposed'], null],
  [['proposed', 'declined', 'followed_up'], null],
  [['proposed', 'declined', 'forwarded'], null],
  [['submitted'], null],
])('after %j the reason for giving back is that of event %s', (kinds, seq) => {
  expect(declined(life(...kinds))?.seq ?? null).toBe(seq);
});

test('what is approved is the proposal that the page shows', () => {
  const report = { proposal: { of: 7, at: '2026-11-24T03:00:00Z' } } as Report;
  expect(APPROVAL.approve?.body({ of: 'typed' }, report)).toEqual({ of: 7 });
});
