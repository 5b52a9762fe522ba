/** Names of agencies and units for pages that get only their codes. */
import { useEffect, useState } from 'preact/hooks';
import { agenciesIn, shardOf } from '../api/registers';
import { officesOf } from './officesApi';
import { officer } from './session';
import type { NameOf } from './trailWords';

/** The one agency that no list for choosing has: the national administration. */
const ABOVE = 'national';

const agencyOf = (code: string): string => code.split(':')[0] ?? code;

/** Looks up one list: the static one of a region's agencies, or an agency's open units. */
async function listed(key: string): Promise<[code: string, name: string][]> {
  const list = key.startsWith('units#')
    ? (await officesOf(key.slice('units#'.length))).units
    : await agenciesIn(key);
  return list.map(({ id, name }) => [id, name]);
}

/** Gives names as they arrive; a code that no list has stays as it is. */
export function usePlaceNames(codes: readonly string[]): NameOf {
  const [names, setNames] = useState<ReadonlyMap<string, string>>(new Map());
  const lists = [
    ...new Set(
      codes.flatMap((code) => {
        const agency = agencyOf(code);
        const shard = agency === ABOVE ? 'above' : shardOf(agency);
        return [shard, ...(code === agency ? [] : [`units#${agency}`])];
      }),
    ),
  ].sort();
  useEffect(() => {
    let wanted = true;
    for (const key of lists) {
      listed(key).then(
        (found) => wanted && setNames((known) => new Map([...known, ...found])),
        () => undefined,
      );
    }
    return () => {
      wanted = false;
    };
  }, [lists.join()]);
  const me = officer();
  return (code) =>
    names.get(code) ?? (code === me?.agency && me.agency_name ? me.agency_name : code);
}
