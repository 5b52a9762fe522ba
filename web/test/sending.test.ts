import { expect, test } from 'vitest';
import { kindOf, unfit } from '../src/files/sending';

const file = (name: string, type: string, size = 9) => ({ name, type, size });

test('a file is what the browser says, or what its ending says where the browser is silent', () => {
  expect(kindOf(file('IMG_1.JPG', 'image/jpeg'))).toBe('image/jpeg');
  expect(kindOf(file('IMG_2.HEIC', ''))).toBe('image/heic');
  expect(kindOf(file('IMG_3.heif', 'image/heif'))).toBe('image/heic');
  expect(kindOf(file('surat.pdf', 'application/pdf'))).toBe('application/pdf');
});

test('what cannot be taken is told before it is sent', () => {
  const wrong = [
    file('foto.jpg.exe', 'application/x-msdownload'),
    file('foto.jpg.exe', ''),
    file('gambar.svg', 'image/svg+xml'),
    file('foto', ''),
    file('foto.jpg', 'image/jpeg', 0),
    file('foto.jpg', 'image/jpeg', 10_000_001),
  ];
  const said = wrong.map(unfit);
  expect(said.every(Boolean)).toBe(true);
  expect(new Set(said).size).toBe(3);
  expect(unfit(file('foto.jpg', 'image/jpeg', 10_000_000))).toBeNull();
});
