/** Fails when a page's first load (HTML, CSS, JS; gzip) is over its budget. Sizes in KB = 1024 bytes. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const DIST = join(import.meta.dirname, '../dist');
const LANGUAGES = ['id', 'en'];
const CSS_LIMIT = 14;

/** Page, KB in all, KB of scripts, and what is fetched before the page is of use. */
const BUDGETS = [
  { page: '', all: 50, js: 15, data: [] },
  { page: 'lapor/', all: 40, js: 15, data: ['data/agencies/32.json'] },
  { page: 'lacak/', all: 50, js: 50, data: [] },
  { page: 'laporan-saya/', all: 50, js: 50, data: [] },
  { page: 'laporan/', all: 50, js: 50, data: ['data/agencies/national.json'] },
  { page: 'laporan/detail/', all: 50, js: 50, data: [] },
  { page: 'bukti/', all: 50, js: 50, data: [] },
  { page: { id: 'privasi/', en: 'privacy/' }, all: 50, js: 0, data: [] },
  { page: 'petugas/masuk/', all: 80, js: 80, data: [] },
  { page: 'petugas/ringkasan/', all: 80, js: 80, data: [] },
  { page: 'petugas/akun/', all: 80, js: 80, data: [] },
  { page: 'petugas/kantor/', all: 80, js: 80, data: [] },
  { page: 'petugas/aturan/', all: 80, js: 80, data: [] },
  { page: 'petugas/kunci/', all: 80, js: 80, data: [] },
  { page: 'petugas/jejak/', all: 80, js: 80, data: [] },
  { page: 'petugas/', all: 80, js: 80, data: [] },
  {
    page: 'petugas/laporan/',
    all: 80,
    js: 80,
    data: ['data/agencies/32.json'],
  },
];

const size = (path) => gzipSync(readFileSync(join(DIST, path)), { level: 9 }).length / 1024;
const sum = (paths) => paths.reduce((total, path) => total + size(path), 0);
const kb = (value) => value.toFixed(1).padStart(7);

function filesOf(html, pattern) {
  return [...new Set([...html.matchAll(pattern)].map(([, path]) => path))];
}

const over = [];
console.log('page                          html    css     js   data    all  limit');
for (const lang of LANGUAGES) {
  for (const { page: named, all, js, data } of BUDGETS) {
    const page = named[lang] ?? named;
    const path = `${lang}/${page}index.html`;
    const html = readFileSync(join(DIST, path), 'utf8');
    const scripts = sum(filesOf(html, /(?:src|href)="\/(assets\/[^"]+\.js)"/g));
    const styles = sum(filesOf(html, /href="\/(assets\/[^"]+\.css)"/g));
    const total = size(path) + scripts + styles + sum(data);
    const row = [size(path), styles, scripts, sum(data), total, all].map(kb).join('');
    console.log(`/${lang}/${page}`.padEnd(27) + row);
    if (total > all) over.push(`/${lang}/${page}: ${total.toFixed(1)} KB of ${all}`);
    if (scripts > js) over.push(`/${lang}/${page}: ${scripts.toFixed(1)} KB of scripts of ${js}`);
    if (styles > CSS_LIMIT)
      over.push(`/${lang}/${page}: ${styles.toFixed(1)} KB of CSS of ${CSS_LIMIT}`);
  }
}

if (over.length > 0) {
  console.error(`Over budget:\n${over.join('\n')}`);
  process.exit(1);
}
