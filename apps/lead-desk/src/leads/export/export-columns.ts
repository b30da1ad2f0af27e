import type { LeadSummaryView } from '../list/lead-summary-view';

/** What a file of leads can hold, in the order it does; texts as they are kept, times as RFC 3339 in UTC. */
export const exportColumns = {
  id: (lead) => lead.id,
  name: (lead) => lead.name,
  email: (lead) => lead.email,
  phone: (lead) => lead.phone,
  intent: (lead) => lead.intent,
  source: (lead) => lead.sourceName,
  stage: (lead) => lead.stage,
  recordStatus: (lead) => lead.recordStatus,
  assignment: (lead) => lead.assignment.state,
  agent: (lead) => lead.assignment.agentName,
  office: (lead) => lead.assignment.officeName,
  rating: (lead) => String(lead.rating),
  financing: (lead) => lead.financing,
  prequalified: (lead) => lead.prequalified,
  lender: (lead) => lead.lender,
  referral: (lead) => lead.referral,
  referralSource: (lead) => lead.referralSource,
  plan: (lead) => lead.planStatus,
  planDueAt: (lead) => lead.planDueAt,
  request: (lead) => lead.request?.act ?? null,
  property: (lead) => lead.property,
  mls: (lead) => lead.mls,
  message: (lead) => lead.message,
  openedAt: (lead) => lead.openedAt,
  lastActivityAt: (lead) => lead.lastActivityAt,
} as const satisfies Readonly<Record<string, (lead: LeadSummaryView) => string | null>>;
export type ExportColumn = keyof typeof exportColumns;
// `Object.keys` forgets that these are the names of the table above.
export const exportColumnNames = Object.keys(exportColumns) as readonly ExportColumn[];
