/** Officers as those see them who manage them. */
import { officerCall } from './session';

export interface Colleague {
  username: string;
  name: string;
  email: string | null;
  role: string;
  agency: string;
  unit: string | null;
  unit_name: string | null;
  suspended: boolean;
}

export interface Staff {
  agency: string;
  agency_name: string;
  /** Roles that the caller may give or take. */
  gives: string[];
  items: Colleague[];
}

export const staffOf = (agency: string): Promise<Staff> =>
  officerCall<Staff>(`/api/officers?agency=${encodeURIComponent(agency)}`);

export const invite = (body: Record<string, unknown>): Promise<Colleague> =>
  officerCall('/api/officers', { body });

export const act = (username: string, action: string, body: unknown = {}): Promise<Colleague> =>
  officerCall(`/api/officers/${encodeURIComponent(username)}/${action}`, { body });
