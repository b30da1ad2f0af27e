import type { LeadSummaryView } from './lead-summary-view';

const time = /^(?:\d{4}-[\d :.+-]{10,40}|infinity)$/;
const words = /^[^\0]*$/;

interface Column {
  readonly column: string;
  readonly type: 'text' | 'timestamptz' | 'int';
  readonly form: RegExp;
}
const text = (column: string): Column => ({ column, type: 'text', form: words });
const moment = (column: string): Column => ({ column, type: 'timestamptz', form: time });

/** What the list sorts by, each with an index of its own. */
export const sortColumns = {
  name: text('sort_name'),
  email: text('email'),
  phone: text('phone'),
  intent: text('intent'),
  source: text('source'),
  stage: text('stage'),
  recordStatus: text('record_status'),
  assignment: text('assignment_state'),
  agent: text('agent_name'),
  office: text('office'),
  rating: { column: 'rating', type: 'int', form: /^\d$/ },
  financing: text('financing'),
  prequalified: text('prequalified'),
  lender: text('lender'),
  referral: text('referral'),
  plan: text('plan_status'),
  request: text('requested_act'),
  property: text('property'),
  mls: text('mls'),
  openedAt: moment('opened_at'),
  lastActivityAt: moment('last_activity'),
} as const satisfies Readonly<Record<string, Column>>;
export type LeadSort = keyof typeof sortColumns;
// `Object.keys` forgets that these are the names of the table above.
export const leadSorts = Object.keys(sortColumns) as readonly LeadSort[];

/** Where a search looks, as the place of its words in `sought`; 0 is everywhere. */
export const searchFields = { any: 0, name: 1, email: 2, phone: 3, property: 4, message: 5, notes: 6, source: 7, lender: 8 } as const;
export type SearchField = keyof typeof searchFields;
export const searchFieldNames = Object.keys(searchFields) as readonly SearchField[];

export interface SummaryRow {
  lead_id: string;
  human: string;
  name: string | null;
  email: string;
  phone: string;
  intent: string;
  source: string;
  stage: string;
  record_status: string;
  assignment_state: string;
  agent: string | null;
  agent_name: string;
  offered: number;
  pond_name: string | null;
  until: Date | null;
  office: string;
  office_name: string | null;
  rating: number;
  financing: string;
  prequalified: string;
  lender: string;
  referral: string;
  referral_source: string;
  plan_status: string;
  plan_due_at: Date | number;
  requested_act: string;
  request_id: string | null;
  requested_by: string | null;
  property: string;
  mls: string;
  message: string;
  opened_at: Date;
  last_activity: Date;
  closed_at: Date | null;
}

/** Looked up where there is something to look up: most rows have none of them, and a page is a hundred. */
const lookedUp = (key: string, has: string, column: string, table: string): string =>
  `case when ${has} then (select x.${column} from lead_desk.${table} x where x.agency = l.agency and x.id = ${key}) end`;

export const summaryColumns = `l.lead_id, l.human, l.name, l.email, l.phone, l.intent, l.source, l.stage, l.record_status, l.assignment_state, l.agent,
  l.agent_name, cardinality(l.offered_to) as offered, l.until, l.office,
  ${lookedUp('l.pond', 'l.pond is not null', 'name', 'ponds')} as pond_name,
  ${lookedUp('l.office', `l.office <> ''`, 'name', 'offices')} as office_name,
  l.rating, l.financing, l.prequalified, l.lender, l.referral, l.referral_source, l.plan_status, l.plan_due_at, l.requested_act, l.request_id,
  ${lookedUp('l.request_id', 'l.request_id is not null', 'by_name', 'lead_requests')} as requested_by,
  l.property, l.mls, l.message, l.opened_at, l.last_activity, l.closed_at`;

const orNull = (text: string): string | null => (text === '' ? null : text);

/** @param names what participants are called, for where a lead came from */
export function summaryOf(row: SummaryRow, names: ReadonlyMap<string, string>): LeadSummaryView {
  return {
    id: row.lead_id,
    personId: row.human,
    name: row.name,
    email: orNull(row.email),
    phone: orNull(row.phone),
    intent: row.intent,
    source: orNull(row.source),
    sourceName: orNull(names.get(row.source) ?? row.source),
    stage: row.stage,
    recordStatus: row.record_status,
    assignment: {
      state: row.assignment_state,
      agent: row.agent,
      agentName: orNull(row.agent_name),
      offeredTo: row.offered,
      pond: row.pond_name,
      until: row.until?.toISOString() ?? null,
      office: orNull(row.office),
      officeName: row.office_name ?? orNull(row.office),
    },
    rating: row.rating,
    financing: orNull(row.financing),
    prequalified: orNull(row.prequalified),
    lender: orNull(row.lender),
    referral: orNull(row.referral),
    referralSource: orNull(row.referral_source),
    planStatus: orNull(row.plan_status),
    // The driver gives infinity, which stands for never, as a number.
    planDueAt: row.plan_due_at instanceof Date ? row.plan_due_at.toISOString() : null,
    request: row.request_id === null ? null : { id: row.request_id, act: row.requested_act, by: row.requested_by ?? '' },
    property: orNull(row.property),
    mls: orNull(row.mls),
    message: orNull(row.message),
    openedAt: row.opened_at.toISOString(),
    lastActivityAt: row.last_activity.toISOString(),
    closedAt: row.closed_at?.toISOString() ?? null,
  };
}
