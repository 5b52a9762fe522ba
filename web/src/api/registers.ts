/** The static registers under /data, each file fetched once per page. */
import type { Agency, Unit } from './types';

const files = new Map<string, Promise<unknown>>();

function file<Content>(path: string): Promise<Content> {
  let content = files.get(path);
  if (!content) {
    content = fetch(`/data/${path}.json`).then((answer) => {
      if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
      return answer.json() as Promise<unknown>;
    });
    // A failed load must not be remembered: the next try may be online.
    content.catch(() => files.delete(path));
    files.set(path, content);
  }
  return content as Promise<Content>;
}

const REGIONAL = /^\d\d(\.\d\d)?$/;

/** File that lists an agency: its province's, or the national one. */
export const shardOf = (agency: string): string =>
  REGIONAL.test(agency) ? agency.slice(0, 2) : 'national';

export const regenciesOf = (province: string) =>
  file<{ code: string; name: string }[]>(`regencies/${province}`);

export const agenciesIn = (shard: string) => file<Agency[]>(`agencies/${shard}`);

/** Looks an agency up by its id. */
export async function agencyById(id: string): Promise<Agency | undefined> {
  return (await agenciesIn(shardOf(id))).find((agency) => agency.id === id);
}

/** Units of an agency, with full ids (`32.73:dinas-pu`). */
export async function unitsOf(agency: string): Promise<Unit[]> {
  const found = await agencyById(agency);
  if (!found) return [];
  const units = await file<Unit[]>(`units/${found.units}`);
  return units.map((unit) => ({ id: `${agency}:${unit.id}`, name: unit.name }));
}
