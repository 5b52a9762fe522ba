/** What deadlines follow: an agency's calendar and limits, and the nation's rules. */
import { officerCall } from './session';

export interface Closure {
  from: string;
  to: string;
  name: string;
}

export interface OwnCalendar {
  /** ISO days: 1 is Monday. */
  week: number[];
  opens: string;
  closes: string;
  works_joint_leave: boolean;
  closures: Closure[];
}

export interface OwnLimits {
  valid_from: string;
  days: Record<string, number>;
}

export interface Holiday {
  date: string;
  name: string;
  kind: 'national' | 'joint';
}

export interface Rung {
  level: string;
  days: number;
  to: string[];
  instead: string | null;
}

export interface AgencyRules {
  agency: string;
  agency_name: string;
  calendar: OwnCalendar | null;
  limits: OwnLimits | null;
  nation: {
    ruleset: string;
    limits: Record<string, { days: number; unit: 'working' | 'calendar' }>;
    years: Record<string, Holiday[]>;
    ladder: { share: number | string; rungs: Rung[] };
  };
  /** How many open reports were looked at anew after the last change. */
  job: { total: number; done: number } | null;
  may: string[];
}

export const rulesOf = (agency: string): Promise<AgencyRules> =>
  officerCall<AgencyRules>(`/api/rules?agency=${encodeURIComponent(agency)}`);

export interface Gap {
  agency: string;
  name: string;
  empty: string[];
}

/** Agencies on whose ladder somebody is missing; for the registrar. */
export const gapsOf = (): Promise<{ items: Gap[] }> => officerCall('/api/rules/gaps');

export const saveRules = (what: string, body: object): Promise<AgencyRules> =>
  officerCall<AgencyRules>(`/api/rules/${what}`, { body });
