/** Checks what the other tools do not: strict CSP in the built pages, and texts that nobody uses. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

const ROOT = join(import.meta.dirname, '..');
const read = (path) => readFileSync(path, 'utf8');
const faults = [];

function filesIn(folder, pattern) {
  const root = join(ROOT, folder);
  if (!existsSync(root)) return [];
  return readdirSync(root, { recursive: true })
    .filter((path) => pattern.test(path))
    .map((path) => join(root, path));
}

/** Attributes and elements that `default-src 'none'; script-src 'self'; style-src 'self'` refuses. */
const REFUSED = [
  { what: 'inline style', pattern: /<[^>]+\sstyle=/ },
  { what: 'event handler attribute', pattern: /<[^>]+\son[a-z]+=/ },
  { what: 'inline script', pattern: /<script(?![^>]*\ssrc=)[^>]*>/ },
  { what: 'style element', pattern: /<style/ },
  { what: 'foreign address', pattern: /(?:src|href|action)="(?:https?:)?\/\// },
];

const pages = [...filesIn('dist', /\.html$/), ...filesIn('../functions/form/templates', /\.html$/)];
for (const page of pages) {
  for (const { what, pattern } of REFUSED) {
    const found = read(page).match(pattern);
    if (found) faults.push(`${relative(ROOT, page)}: ${what}: ${found[0].slice(0, 80)}`);
  }
}
if (pages.length === 0) faults.push('dist/ is empty: run npm run build first');

/** Names under which a section of the dictionary is imported, when they differ from the section. */
const ALIASES = { not_found: ['notFound', 'not_found'] };
const sources = filesIn('src', /\.tsx?$/).map(read);

/** Gives the names by which a source file knows a section: its own, or `form as texts`. */
function namesIn(source, section) {
  const own = ALIASES[section] ?? [section];
  const renamed = own.flatMap((name) =>
    [...source.matchAll(new RegExp(`\\b${name} as (\\w+)`, 'g'))].map(([, alias]) => alias),
  );
  return [...own, ...renamed];
}

const dictionary = JSON.parse(read(join(ROOT, 'src/i18n/id.json')));
for (const [section, texts] of Object.entries(dictionary)) {
  for (const key of Object.keys(texts)) {
    const isUsed = sources.some((source) =>
      namesIn(source, section).some((name) => new RegExp(`\\b${name}\\.${key}\\b`).test(source)),
    );
    if (!isUsed) faults.push(`text ${section}.${key} is not used`);
  }
}

for (const fault of faults) console.error(fault);
console.log(`${pages.length} pages and templates, ${sources.length} sources checked`);
process.exit(faults.length > 0 ? 1 : 0);
