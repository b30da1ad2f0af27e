import { stringify } from 'csv-stringify/sync';
import { notFound } from '../api-problems/desk-refusal';
import type { AgentReportView, ReportView, WaitingLeadView } from './report-views';

export const reportTables = ['unassigned', 'offered', 'agents'] as const;
export type ReportTable = (typeof reportTables)[number];

const ofLead = ({ name, intent, office, openedAt, dueAt, offeredTo, pond, why }: WaitingLeadView): readonly unknown[] => [
  name,
  intent,
  office,
  openedAt,
  dueAt,
  offeredTo.join(', '),
  pond,
  why.join(' '),
];
const leadHeads = ['Name', 'Intent', 'Office', 'Came', 'Until', 'Offered to', 'Pond', 'Why'];
const ofAgent = (one: AgentReportView): readonly unknown[] => [
  one.name,
  one.office,
  one.receiving ? 'yes' : 'no',
  one.leads,
  one.waiting,
  one.offered,
  one.accepted,
  one.rejected,
  one.timedOut,
  one.acceptance === null ? null : Math.round(one.acceptance * 100),
  one.speedToLead === null ? null : Math.round(one.speedToLead),
];
const agentHeads = [
  'Agent',
  'Office',
  'Receiving',
  'Leads',
  'Waiting',
  'Offered',
  'Accepted',
  'Rejected',
  'Timed out',
  'Acceptance %',
  'Speed to lead, seconds',
];

/** One table of the report, RFC 4180; no cell is taken for a formula. */
export function reportCsv(report: ReportView, table: ReportTable): string {
  const write = (heads: readonly string[], rows: readonly (readonly unknown[])[]): string =>
    stringify([heads, ...rows], { escape_formulas: true, bom: true, record_delimiter: '\r\n' });
  switch (table) {
    case 'unassigned':
      return write(leadHeads, report.unassigned.map(ofLead));
    case 'offered':
      return write(leadHeads, report.offered.map(ofLead));
    case 'agents':
      return write(agentHeads, report.agents.map(ofAgent));
    default:
      throw notFound('table');
  }
}
