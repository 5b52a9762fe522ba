import { describe, expect, test } from 'vitest';
import { dashed, plain } from '../src/api/number';
import type { Due, Report, ReportEvent } from '../src/api/types';
import { dueText } from '../src/components/DueBadge';
import { stepsOf } from '../src/components/Steps';
import { factsOf } from '../src/components/Timeline';
import { fieldOf, messageOf } from '../src/citizen/report/messages';
import { check } from '../src/citizen/report/rules';
import { FIELDS, type Values } from '../src/citizen/report/values';
import { filtersFrom } from '../src/citizen/Filters';
import { nextPage } from '../src/console/session';
import { toJinja } from '../src/form/filling';
import { dateTime, plainDay, zoneOf } from '../src/i18n/dates';
import { form } from '../src/i18n/texts';
import { stateWords } from '../src/i18n/reportWords';

const NOW = new Date('2026-11-24T03:00:00Z');
const left = (changed: Partial<Due>): Due => ({
  due_at: '2026-12-01T09:00:00Z',
  working_days_left: 5,
  paused: false,
  late: false,
  level: null,
  ...changed,
});

describe('the due badge', () => {
  test.each([
    [left({}), '5 hari kerja lagi', 'green'],
    [left({ working_days_left: 2 }), '2 hari kerja lagi', 'yellow'],
    [left({ due_at: '2026-11-25T09:00:00Z', working_days_left: 1 }), 'Jatuh tempo besok', 'yellow'],
    [
      left({ due_at: '2026-11-24T16:30:00Z', working_days_left: 0 }),
      'Jatuh tempo hari ini',
      'orange',
    ],
    [left({ due_at: '2026-11-24T07:30:00Z', working_days_left: 0 }), '5 jam lagi', 'orange'],
    [left({ late: true, working_days_left: -4 }), 'Terlambat 4 hari kerja', 'red'],
    [left({ late: true, working_days_left: 0 }), 'Terlambat', 'red'],
    [left({ paused: true }), 'Jeda', 'grey'],
  ])('%#: %s', (due, text, tone) => {
    expect(dueText(due, 'Asia/Jakarta', NOW)).toEqual({ text, tone });
  });

  test('is not there when no clock runs', () => {
    expect(dueText(left({ due_at: null }), 'Asia/Jakarta', NOW)).toBeNull();
  });
});

test('a report closed without a reply is not called solved', () => {
  expect(stateWords('closed', 'unanswered')).toBe('Ditutup tanpa tanggapan pelapor');
});

describe('dates', () => {
  test('are shown in the zone of the place', () => {
    expect(zoneOf('51.71')).toBe('Asia/Makassar');
    expect(zoneOf(null)).toBe('Asia/Jakarta');
    expect(dateTime('2026-11-24T02:15:00Z', 'Asia/Makassar')).toBe('24 Nov 2026, 10.15 WITA');
  });

  test('a calendar day stays that day', () => {
    expect(plainDay('2026-03-27')).toBe('27 Maret 2026');
  });
});

test('numbers are read kindly and shown with dashes', () => {
  expect(plain(' 7kq2-m4xa 9rto')).toBe('7KQ2M4XA9RT0');
  expect(dashed('7KQ2M4XA9RTC')).toBe('7KQ2-M4XA-9RTC');
});

const event = (kind: string, data: Record<string, unknown> = {}): ReportEvent => ({
  seq: 1,
  kind,
  at: '2026-11-20T02:00:00Z',
  by: 'unit',
  text: null,
  data,
});

describe('the facts of an event', () => {
  test('name the receiver, the reason and the rating', () => {
    const verified = event('verified', { agency_name: 'Pemerintah Kota Bandung', unit_name: null });
    expect(factsOf(verified)).toEqual(['Kepada: Pemerintah Kota Bandung']);
    expect(factsOf(event('archived', { reason: 'tidak-jelas' }))).toEqual([
      'Alasan: Isi laporan tidak dapat dipahami.',
    ]);
    expect(factsOf(event('rated', { rating: 4, solved: true }))).toEqual([
      'Nilai 4 dari 5',
      'Masalah selesai menurut pelapor',
    ]);
  });

  test('leave out what only the software needs', () => {
    expect(factsOf(event('submitted', { zone: 'Asia/Jakarta', channel: 'web' }))).toEqual([]);
  });
});

test('steps tell how far a report has come', () => {
  const report = {
    state: 'in_progress',
    closed_how: null,
    received_at: '2026-11-18T02:00:00Z',
    events: [event('submitted'), event('verified')],
  } as unknown as Report;
  expect(stepsOf(report).map(({ reached }) => reached)).toEqual([true, true, true, false]);
});

describe('errors of the server', () => {
  test('find their field', () => {
    expect(fieldOf({ pointer: '/place/regency', code: 'not_in_province' })).toBe('regency');
    expect(fieldOf({ pointer: '/reporter/notify', code: 'needed_for_sms' })).toBe('phone');
    expect(fieldOf({ pointer: '/title', code: 'too_short' })).toBe('title');
  });

  test('are told in the words of the form, else of the server', () => {
    expect(messageOf({ field: 'title', code: 'too_short', params: { min: 5 } })).toBe(
      'Judul paling sedikit 5 huruf',
    );
    expect(messageOf({ field: 'address', code: 'too_long', params: { max: 300 } })).toBe(
      'Alamat paling banyak 300 huruf',
    );
    expect(messageOf({ field: 'title', code: 'new_code' }, 'Kata server')).toBe('Kata server');
  });
});

test('the form has its own words for all that it checks itself', () => {
  const today = new Date('2026-11-24');
  const empty = Object.fromEntries(FIELDS.map((name) => [name, ''])) as Values;
  const wrong: Partial<Values>[] = [
    {},
    { title: 'x', body: 'x', name: 'x', phone: '1', email: 'x', address: 'x'.repeat(301) },
    { title: 'x'.repeat(121), body: 'x'.repeat(4001), notify: 'sms' },
    { notify: 'email', occurred_day: '1' },
    { occurred_day: '31', occurred_month: '2', occurred_year: '2026' },
    { occurred_day: '1', occurred_month: '1', occurred_year: '2030' },
    { occurred_day: '1', occurred_month: '1', occurred_year: '1990' },
    { occurred_month: '1' },
    { occurred_day: '1', occurred_year: '2026' },
    { occurred_day: '1', occurred_month: '1' },
  ];
  const found = wrong.flatMap((values) =>
    [1, 2, 3].flatMap((section) => check(section, { ...empty, ...values }, today)),
  );
  const codes = new Set(found.map(({ field, code }) => `${field}.${code}`));
  expect(codes.size).toBeGreaterThanOrEqual(20);
  for (const code of codes) expect(Object.keys(form.errors)).toContain(code);
});

test('only known filters are taken from an address', () => {
  expect(filtersFrom('?province=32&state=&evil=1')).toEqual({ province: '32' });
});

test.each([
  ['?next=%2Fid%2Fpetugas%2Flaporan%2F%3Fn%3DX', '/id/petugas/laporan/?n=X'],
  ['?next=https%3A%2F%2Fevil.example%2F', '/id/petugas/'],
  ['?next=%2F%2Fevil.example%2Fid%2Fpetugas%2F', '/id/petugas/'],
  ['', '/id/petugas/'],
])('after signing in %s leads to %s', (search, page) => {
  expect(nextPage(search)).toBe(page);
});

test('markup becomes a template', () => {
  const html = `<input data-jinja="v.a == 'b'::checked"/><jinja-if test="e">x</jinja-if>`;
  expect(toJinja(html)).toBe(
    `<input{% if v.a == 'b' %} checked{% endif %}/>{% if e %}x{% endif %}`,
  );
});
