/** The static registers under /data, each file fetched once per page. */
import type { Agency } from './types';

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
