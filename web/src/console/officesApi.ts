/** Agencies and units as the registrar keeps them; the static registers know only the first ones. */
import type { Unit } from '../api/types';
import { officerCall } from './session';

export interface Office {
  id: string;
  name: string;
  /** 1 for an agency, 2 for a unit, 3 for a sub-unit. */
  level: number;
  /** Of an agency: whether its leader must approve final answers. */
  approves?: boolean;
  /** Only for who keeps offices. */
  email?: string | null;
}

export interface Offices {
  agency: Office;
  units: Office[];
}

export const officesOf = (agency: string): Promise<Offices> =>
  officerCall<Offices>(`/api/offices?agency=${encodeURIComponent(agency)}`);

/** The open units of an agency, a sub-unit behind its unit. */
export const unitsOf = async (agency: string): Promise<Unit[]> =>
  (await officesOf(agency)).units.map(({ id, name, level }) => ({
    id,
    name: level > 2 ? `– ${name}` : name,
  }));
