/** What the API sends and takes. */

export type State =
  | 'submitted'
  | 'on_hold'
  | 'disposed'
  | 'in_progress'
  | 'replied'
  | 'closed'
  | 'archived'
  | 'referred';

export interface Place {
  province: string;
  regency: string | null;
  name: string;
}

/** What lists and the full document share. */
export interface Listed {
  number: string;
  title: string | null;
  class: string;
  category: string | null;
  state: State;
  closed_how: string | null;
  agency: string | null;
  agency_name: string | null;
  place: Place;
  received_at: string;
}

export interface PublicItem extends Listed {
  updated_at: string;
}

/** How a report stands against its running clock; days are working days of the agency's zone. */
export interface Due {
  due_at: string | null;
  working_days_left: number | null;
  paused: boolean;
  late: boolean;
  level: string | null;
}

export interface DeskItem extends Listed, Due {
  supervised: boolean;
  unit: string | null;
  unit_name: string | null;
  /** Whether two agencies refused it, so that the national admin decides. */
  arbiter: boolean;
  anonymous: boolean;
  confidential: boolean;
  /** By when a letter about personal data must be served. */
  subject_due?: string | null;
  version: number;
}

export interface ReportEvent {
  seq: number;
  kind: string;
  at: string;
  by: string;
  text: string | null;
  /** Whether its words were removed. */
  redacted?: boolean;
  data: Record<string, unknown>;
}

export interface Report extends DeskItem {
  occurred_on: string;
  /** Unit that the routing rules propose. */
  suggested_unit: string | null;
  rating: number | null;
  /** Until when the reporter may respond, or open the report again. */
  reply_by: string | null;
  reopen_until: string | null;
  /** Which of `identity` and `words` are erased. */
  erased: string[];
  /** Rights that letters claim, with the moment by which each must be served. */
  asked?: Record<string, string>;
  /** Whether the words go as soon as the report has ended. */
  wish?: boolean;
  restricted?: boolean;
  events: ReportEvent[];
  may: string[];
}

export interface Page<Item> {
  items: Item[];
  cursor: string | null;
}

export interface DeskPage extends Page<DeskItem> {
  tab: string;
  tabs: { id: string; count: number | null }[];
}

export interface Receipt {
  number: string;
  access_code: string;
  received_at: string;
  due_at: string;
  chain: string;
}

export interface Officer {
  username: string;
  name: string;
  role: 'unit' | 'agency' | 'national' | 'ombudsman';
  agency: string | null;
  agency_name: string | null;
  unit: string | null;
  unit_name: string | null;
}

export interface FieldError {
  pointer: string;
  code: string;
  params?: Record<string, unknown>;
  detail?: string;
}

/** An entry of the static registers under /data. */
export interface Agency {
  id: string;
  name: string;
  kind: string;
  units: string;
}

export interface Unit {
  id: string;
  name: string;
}
