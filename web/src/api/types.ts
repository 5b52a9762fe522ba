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

/** One clock: `due_at` is null while it is paused, `met_at` while it runs. */
export interface ReportClock {
  name: string;
  started_at: string;
  due_at: string | null;
  paused: boolean;
  met_at: string | null;
  breached: boolean;
}

export interface DeskItem extends Listed, Due {
  supervised: boolean;
  unit: string | null;
  unit_name: string | null;
  /** Whether two agencies refused it, so that the national admin decides. */
  arbiter: boolean;
  anonymous: boolean;
  confidential: boolean;
  /** Whether a final answer waits for the leader; in lists. */
  proposed?: boolean;
  /** Whether it came from a contact that was blocked; officers only. */
  from_blocked?: boolean;
  /** By when a letter about personal data must be served. */
  subject_due?: string | null;
  version: number;
}

/** Parts of an event's words that the public may read. */
export type TextPart = 'title' | 'body' | 'text';

export interface ReportEvent {
  seq: number;
  kind: string;
  at: string;
  by: string;
  /** User name of who did it; for officers only. */
  officer?: string;
  text: string | null;
  /** For officers: what the public does not read, in code points, with its kind. */
  hidden?: Partial<Record<TextPart, [start: number, end: number, kind: string][]>>;
  /** Whether the words were removed for good. */
  redacted?: boolean;
  /** The file that it is about, for those who may know of it; a refused one has no place. */
  file?: { type: string; place: number | null };
  data: Record<string, unknown>;
}

/** Who wrote a report, as far as it was given. */
export interface Identity {
  name?: string;
  phone?: string;
  email?: string;
}

/** A file; one under way has no `place`, no measures and no `public`. */
export interface ReportFile {
  id: string;
  type: string;
  by: string;
  at: string;
  state: 'attached' | 'refused' | 'deleted' | 'pending' | 'expired';
  place?: number | null;
  public?: boolean;
  code?: string | null;
  size?: number;
  thumb?: boolean;
  pages?: number;
}

/** Where one file may be sent, and what the form must hold. */
export interface SendForm {
  file: string;
  url: string;
  fields: Record<string, string>;
}

/** What became of the messages to the reporter about one event; nobody's contact. */
export interface Told {
  of: number;
  outcome: 'reached' | 'sent' | 'under_way' | 'not_reached';
  why: string | null;
  at: string;
}

export interface Report extends DeskItem {
  /** Which clock runs out next for an office. */
  due_for: string | null;
  /** All clocks; officers only. */
  clocks?: ReportClock[];
  occurred_on: string;
  /** Unit that the routing rules propose. */
  suggested_unit: string | null;
  rating: number | null;
  /** Until when the reporter may respond, or open the report again. */
  reply_by: string | null;
  reopen_until: string | null;
  /** Until when the reporter may appeal against spam. */
  appeal_until: string | null;
  /** Until when the reporter's contact is blocked because of this report; not for the public. */
  blocked_until?: string | null;
  /** How many reports of the same words came within a day; officers only. */
  alike?: number;
  /** Which of `identity` and `words` are erased. */
  erased: string[];
  /** Rights that letters claim, with the moment by which each must be served. */
  asked?: Record<string, string>;
  /** Whether the words go as soon as the report has ended. */
  wish?: boolean;
  restricted?: boolean;
  events: ReportEvent[];
  files: ReportFile[];
  may: string[];
  /** For offices: whether the agency's leader must approve final answers, and which one waits. */
  approves?: boolean;
  proposal?: { of: number; at: string } | null;
  /** For offices, when the report was read and not changed: whether the reporter was reached. */
  told?: Told[] | null;
  /** For offices: who asked to see an anonymous reporter, and until when it was granted. */
  look?: { officer: string; until: string | null };
  /** Only in the answer to the call that opened it. */
  reporter?: Identity;
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
  role:
    | 'unit'
    | 'agency'
    | 'national'
    | 'ombudsman'
    | 'leader'
    | 'monitor'
    | 'ksp'
    | 'developer'
    | 'registrar';
  agency: string | null;
  agency_name: string | null;
  unit: string | null;
  unit_name: string | null;
  /** Whether the role reads reports at all. */
  reads: boolean;
  /** What the role may do beside reports, as actions of `roles.py`. */
  may: string[];
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
}

export interface Unit {
  id: string;
  name: string;
}
