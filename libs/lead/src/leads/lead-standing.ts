import { endsLead, later, type LeadMark, type LeadState } from './leads';

export interface LeadStanding {
  readonly stage: string;
  readonly recordStatus: string;
  /** When the mark was set that ended it; null while it is open. */
  readonly closedAt: string | null;
}

/** Where a lead stands by the marks people set between the end of the lead before it and its own. */
export function leadStanding(lead: Pick<LeadState, 'person_id' | 'intent' | 'after_mark'>, marks: readonly LeadMark[]): LeadStanding {
  const own = marks.filter((mark) => mark.person_id === lead.person_id && mark.intent === lead.intent).sort(later);
  const from = own.findIndex((mark) => mark.id === lead.after_mark) + 1;
  const since = own.slice(from);
  const end = since.findIndex(endsLead);
  const counted = end < 0 ? since : since.slice(0, end + 1);
  return {
    stage: counted.findLast((mark) => mark.what === 'stage')?.value ?? 'uncontacted',
    recordStatus: counted.findLast((mark) => mark.what === 'recordStatus')?.value ?? 'active',
    closedAt: end < 0 ? null : (since[end]?.at ?? null),
  };
}

interface Opened {
  readonly id: string;
  readonly openedAt: string;
}

/** As they came; those of one moment by their ids. */
export const byOpening = (a: Opened, b: Opened): number =>
  a.openedAt === b.openedAt ? (a.id < b.id ? -1 : 1) : a.openedAt < b.openedAt ? -1 : 1;

/** Leads of one human: what two participants started with the same intent and is open is one piece of work, named by the earlier. */
export function leadsOfHuman<L extends Opened & { readonly intent: string; readonly closedAt: string | null }>(leads: readonly L[]): L[] {
  const sorted = leads.toSorted(byOpening);
  const open = new Set<string>();
  return sorted.filter((lead) => {
    if (lead.closedAt !== null) return true;
    const first = !open.has(lead.intent);
    open.add(lead.intent);
    return first;
  });
}
