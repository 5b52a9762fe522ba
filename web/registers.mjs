/** The registers in `src/lapor/data`, in the shapes that the pages need. */
import { readFileSync } from 'node:fs';

const read = (name) =>
  JSON.parse(readFileSync(new URL(`../src/lapor/data/${name}.json`, import.meta.url), 'utf8'));

export const regions = read('regions');
/** The national administration is no agency to which anybody reports; officers' pages name it. */
const isAbove = (agency) => agency.kind === 'national';
const above = read('agencies').filter(isAbove);
const agencies = read('agencies').filter((agency) => !isAbove(agency));

const today = new Date().toISOString().slice(0, 10);
const categories = read('categories').filter((one) => !one.valid_to || one.valid_to >= today);
const reasons = read('reasons');

const named = (lang) => (one) => ({ id: one.id, name: one.name[lang] });

/** Top-level topics with their children, in one language. */
export const topics = (lang) =>
  categories
    .filter((one) => !one.parent)
    .map((top) => ({
      ...named(lang)(top),
      children: categories.filter((one) => one.parent === top.id).map(named(lang)),
    }));

/** Reasons by move, in one language. */
export const reasonsIn = (lang) =>
  Object.fromEntries(Object.entries(reasons).map(([move, list]) => [move, list.map(named(lang))]));

/** Zone of each province whose clock is not Jakarta's. */
export const zones = Object.fromEntries(
  regions.provinces.filter((one) => one.zone !== 'Asia/Jakarta').map((one) => [one.code, one.zone]),
);

const provinceOf = (code) => code.slice(0, 2);

/** Shape of one agency on the wire. */
const listed = (agency) => ({ id: agency.id, name: agency.name, kind: agency.kind });

export const nationalAgencies = agencies.filter((one) => !one.region).map(listed);

/** Every file under /data: many small ones, so that a phone loads only the place it asks for. */
export function* dataFiles() {
  for (const { code } of regions.provinces) {
    yield [
      `regencies/${code}.json`,
      regions.regencies.filter((one) => provinceOf(one.code) === code),
    ];
    yield [
      `agencies/${code}.json`,
      agencies.filter((one) => one.region && provinceOf(one.region) === code).map(listed),
    ];
  }
  yield ['agencies/national.json', nationalAgencies];
  yield ['agencies/above.json', above.map(listed)];
}

const virtual = {
  'virtual:topics': topics,
  'virtual:reasons': reasonsIn,
  'virtual:zones': () => zones,
  'virtual:provinces': () => regions.provinces.map(({ code, name }) => ({ code, name })),
};

/** Vite plugin: registers as modules in the page's language (both languages when none is fixed). */
export const registersPlugin = (lang) => ({
  name: 'registers',
  resolveId: (id) => (id in virtual ? `\0${id}` : undefined),
  load(id) {
    const make = id.startsWith('\0') && virtual[id.slice(1)];
    if (!make) return undefined;
    if (lang) return `export default ${JSON.stringify(make(lang))}`;
    return `export default (${JSON.stringify({ id: make('id'), en: make('en') })})[__LANG__]`;
  },
});
