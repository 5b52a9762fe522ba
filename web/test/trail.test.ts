import { describe, expect, test } from 'vitest';
import { type Entry, factsOf, placesIn, subjectOf } from '../src/console/trailWords';

const NAMES: Record<string, string> = {
  '32.73': 'Pemerintah Kota Bandung',
  '32.73:dinas-pu': 'Dinas Pekerjaan Umum',
};
const nameOf = (code: string): string => NAMES[code] ?? code;

const entry = (subject: string, data: Record<string, unknown> = {}): Entry => ({
  id: '2026-11-24T02:15:00.000Z#0123456789abcdef',
  at: '2026-11-24T02:15:00.000Z',
  kind: 'identity_read',
  by: { role: 'agency', id: 'admin.bandung', agency: '32.73' },
  subject,
  data,
});

describe('what an audit row is about', () => {
  test.each([
    ['report#ABCDEFGHJKMN', 'Laporan ABCD-EFGH-JKMN', 'ABCD-EFGH-JKMN'],
    ['officer#pu.bandung', 'Petugas pu.bandung', null],
    ['key#a1bd2eda56461856', 'Kunci lapor_a1bd2eda56461856_…', null],
    ['office#32.73:dinas-pu', 'Dinas Pekerjaan Umum', null],
    ['office#99:baru', '99:baru', null],
    ['lainnya#7', '7', null],
  ])('%s', (subject, words, number) => {
    expect(subjectOf(entry(subject), nameOf)).toEqual({ words, number });
  });
});

describe('the facts of an audit row', () => {
  test.each([
    [{ fields: ['name', 'phone', 'email'] }, [['Data', 'nama, nomor HP, alamat email']]],
    [{ fields: ['words', 'messages'] }, [['Data', 'isi laporan, pesan terkirim']]],
    [
      { role: 'unit', was: 'agency' },
      [
        ['Peran', 'Pejabat penghubung'],
        ['Peran sebelumnya', 'Admin instansi'],
      ],
    ],
    [
      { agency: '32.73', unit: '32.73:dinas-pu' },
      [
        ['Instansi', 'Pemerintah Kota Bandung'],
        ['Unit', 'Dinas Pekerjaan Umum'],
      ],
    ],
    [{ scopes: ['read', 'submit'] }, [['Izin kunci', 'membaca laporan, mengirim laporan']]],
    [{ days: 90 }, [['Masa berlaku', '90 hari']]],
    [{ until: '2027-01-18T02:15:00.000Z' }, [['Sampai', '18 Jan 2027, 09.15 WIB']]],
    [{ event: 'restricted' }, [['Tindakan', 'Penggunaan data pribadi dibatasi']]],
    [{ right: 'erase' }, [['Hak', 'penghapusan data pribadi']]],
    [{ reason: 'spam-berulang' }, [['Alasan', expect.not.stringContaining('spam-berulang')]]],
    [{ right: null, fields: [], unit: '' }, []],
    [{ baru: 'x' }, [['baru', 'x']]],
  ])('%j', (data, facts) => {
    expect(factsOf(entry('report#ABCDEFGHJKMN', data), nameOf)).toEqual(facts);
  });
});

test('every office that rows name is looked up once', () => {
  const moved = entry('officer#pu.bandung', { agency: '32.73', unit: '32.73:dinas-pu' });
  expect(placesIn([moved, moved, entry('office#32:bapenda', { agency: null })])).toEqual([
    '32.73',
    '32.73:dinas-pu',
    '32:bapenda',
  ]);
});
