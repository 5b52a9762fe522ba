import { describe, expect, test } from 'vitest';
import { check, sectionOf } from '../src/citizen/report/rules';
import { bodyOf, FIELDS, type Values } from '../src/citizen/report/values';

const TODAY = new Date(2026, 10, 24, 9);

const answers = (changed: Partial<Values> = {}): Values => ({
  ...(Object.fromEntries(FIELDS.map((name) => [name, ''])) as Values),
  class: 'complaint',
  title: 'Lampu jalan mati',
  body: 'Sudah dua minggu lampu jalan mati dan warga takut lewat.',
  occurred_day: '27',
  occurred_month: '3',
  occurred_year: '2026',
  province: '32',
  regency: '32.73',
  visibility: 'public',
  name: 'Pelapor Contoh',
  ...changed,
});

const codes = (section: number, changed: Partial<Values>) =>
  check(section, answers(changed), TODAY).map(({ field, code }) => `${field}.${code}`);

describe('what is wrong with the answers', () => {
  test('nothing, when all that is needed is there', () => {
    expect([1, 2, 3].flatMap((section) => check(section, answers(), TODAY))).toEqual([]);
  });

  test.each([
    [1, { class: '' }, 'class.missing'],
    [1, { title: '' }, 'title.missing'],
    [1, { title: 'abcd' }, 'title.too_short'],
    [1, { title: 'a'.repeat(121) }, 'title.too_long'],
    [1, { body: 'terlalu pendek' }, 'body.too_short'],
    [1, { body: 'a'.repeat(4001) }, 'body.too_long'],
    [2, { occurred_day: '', occurred_month: '', occurred_year: '' }, 'occurred_day.missing'],
    [2, { occurred_month: '' }, 'occurred_day.no_month'],
    [2, { occurred_day: '31', occurred_month: '2' }, 'occurred_day.bad_format'],
    [2, { occurred_year: '26' }, 'occurred_day.too_old'],
    [2, { occurred_day: 'x' }, 'occurred_day.bad_format'],
    [2, { occurred_day: '25', occurred_month: '11' }, 'occurred_day.future_date'],
    [2, { occurred_year: '2015' }, 'occurred_day.too_old'],
    [2, { regency: '' }, 'regency.missing'],
    [3, { visibility: '' }, 'visibility.missing'],
    [3, { name: '' }, 'name.missing'],
    [3, { phone: '12345' }, 'phone.bad_format'],
    [3, { notify: 'sms' }, 'phone.needed_for_sms'],
    [3, { email: 'nama@contoh' }, 'email.bad_format'],
    [3, { notify: 'email' }, 'email.needed_for_email'],
  ])('section %i with %o: %s', (section, changed, code) => {
    expect(codes(section, changed)).toEqual([code]);
  });

  test('today is not in the future', () => {
    expect(codes(2, { occurred_day: '24', occurred_month: '11' })).toEqual([]);
  });

  test.each(['anonymous', 'anonymous_confidential'])('%s needs no name', (visibility) => {
    expect(codes(3, { visibility, name: '' })).toEqual([]);
  });

  test('an emoji counts as one character', () => {
    expect(codes(1, { title: '😀'.repeat(120) })).toEqual([]);
  });
});

test('each field leads to its section', () => {
  expect(['title', 'category', 'agency', 'notify'].map(sectionOf)).toEqual([1, 1, 2, 3]);
});

describe('the body that is sent', () => {
  test('carries all that was answered', () => {
    const filled = answers({ phone: '0812 0000 0001', notify: 'sms', address: 'Depan pasar' });
    expect(bodyOf(filled)).toEqual({
      class: 'complaint',
      title: 'Lampu jalan mati',
      body: 'Sudah dua minggu lampu jalan mati dan warga takut lewat.',
      occurred_on: '2026-03-27',
      place: { province: '32', regency: '32.73', address: 'Depan pasar' },
      agency: null,
      category: null,
      anonymous: false,
      confidential: false,
      reporter: {
        name: 'Pelapor Contoh',
        phone: '0812 0000 0001',
        email: null,
        notify: 'sms',
        language: 'id',
      },
    });
  });

  test('has no reporter when somebody anonymous leaves no contact', () => {
    const body = bodyOf(answers({ visibility: 'anonymous_confidential', name: '' }));
    expect(body).toMatchObject({ anonymous: true, confidential: true, reporter: null });
  });
});
