import { describe, expect, test } from 'vitest';
import type { Report, ReportEvent } from '../src/api/types';
import { ACTIONS, bodyOf, EMPTY, missing } from '../src/citizen/actions';
import { hiddenIn, publicPart, titleEvent } from '../src/console/protect/words';
import { onlyReads } from '../src/console/ReadOnly';
import { linkWords, whyRaised } from '../src/console/rows';

const event = (kind: string, changed: Partial<ReportEvent> = {}): ReportEvent => ({
  seq: 1,
  kind,
  at: '2026-11-20T02:00:00Z',
  by: 'unit',
  text: 'Kata-kata',
  data: {},
  ...changed,
});

describe('words that the public may read', () => {
  test.each([
    ['submitted', 'body'],
    ['followed_up', 'text'],
    ['archived', 'text'],
    ['noted', null],
    ['replied', null],
    ['revealed', null],
  ])('of %s are its %s', (kind, part) => {
    expect(publicPart(event(kind))).toBe(part);
  });

  test('are none where there are no words', () => {
    expect(publicPart(event('submitted', { text: null }))).toBeNull();
  });

  test('of the title stand in the last verification that set one, else in the filing', () => {
    const filed = event('submitted');
    const first = event('verified', { seq: 3, data: { title: 'Lama' } });
    const second = event('verified', { seq: 5, data: { title: 'Baru' } });
    const without = event('verified', { seq: 7 });
    const of = (events: ReportEvent[]) => titleEvent({ events } as Report);
    expect(of([filed, first, second, without])).toBe(second);
    expect(of([filed, without])).toBe(filed);
  });

  test('are hidden by the spans of their own part', () => {
    const filed = event('submitted', { hidden: { body: [[3, 7, 'words']] } });
    expect(hiddenIn(filed, 'body')).toEqual([[3, 7]]);
    expect(hiddenIn(filed, 'title')).toEqual([]);
    expect(hiddenIn(undefined, 'title')).toEqual([]);
  });
});

describe('a row of the queue', () => {
  test('says why there is no title', () => {
    expect(linkWords({ title: 'Jalan rusak', confidential: false })).toBe('Jalan rusak');
    expect(linkWords({ title: null, confidential: true })).toBe('(rahasia)');
    expect(linkWords({ title: null, confidential: false })).toBe('(belum diverifikasi)');
    expect(linkWords({ title: '', confidential: false })).toBe('(judul dihapus)');
  });

  test('says that it was raised by a request when it is not late to the top', () => {
    expect(whyRaised({ level: null }, 'raised')).toBe('Diminta: buka identitas pelapor');
    expect(whyRaised({ level: 'national' }, 'raised')).toBeNull();
    expect(whyRaised({ level: null }, 'late')).toBeNull();
  });
});

test('those who watch are known by their role', () => {
  const me = {
    username: 'a',
    name: 'A',
    agency: null,
    agency_name: null,
    unit: null,
    unit_name: null,
    reads: true,
    may: [],
  };
  const watchers = (['leader', 'monitor', 'ksp', 'unit', 'agency', 'national'] as const).filter(
    (role) => onlyReads({ ...me, role }),
  );
  expect(watchers).toEqual(['leader', 'monitor', 'ksp']);
  expect(onlyReads(null)).toBe(false);
});

test.each(['unanonymise', 'unconceal'])('%s needs a tick, which is not sent', (name) => {
  const action = ACTIONS[name];
  if (!action) throw new Error(name);
  expect(missing(action, EMPTY)).toEqual({ understood: 'Centang bahwa Anda mengerti' });
  expect(missing(action, { ...EMPTY, understood: true })).toEqual({});
  expect(bodyOf(action, { ...EMPTY, understood: true })).toEqual({});
});
