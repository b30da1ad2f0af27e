import { isByHand, type LeadAbout, type LeadField, leadFieldNames, type LeadValues, personFields } from '#lead';
import type { EntityManager } from 'typeorm';
import { knownValues } from '../known-values';
import type { OpenedLead } from './find-lead';

/** A value with where it came from and when; nothing where nobody said it. */
export interface TracedValue {
  readonly value: string;
  readonly side: 'website' | 'backOffice' | 'hand' | null;
  readonly by: string | null;
  readonly at: string | null;
}
export type TracedValues = Readonly<Record<LeadField, TracedValue>>;

interface Origin {
  readonly side: TracedValue['side'];
  readonly by: string;
  readonly at: Date;
}

const details: Readonly<Record<(typeof personFields)[number], string>> = { name: 'name', email: 'emails', phone: 'phones' };
const ofPerson: ReadonlySet<string> = new Set(personFields);

/** Every field of a lead as it stands, with who said it (B6). */
export async function valuesOf(manager: EntityManager, lead: OpenedLead): Promise<TracedValues> {
  const { agency, leadId, personId, human } = lead;
  const [said]: {
    about: LeadAbout | null;
    opened_at: Date;
    side: Origin['side'];
    name: string | null;
    email: string | null;
    phone: string | null;
  }[] = await manager.query(
    `select l.about, l.opened_at, p.side, n.name, n.email, n.phone from lead_desk.leads l join lead_desk.persons p using (agency, person_id)
       left join lead_desk.people n on n.agency = p.agency and n.human = p.human where l.agency = $1 and l.lead_id = $2`,
    [agency, leadId],
  );
  const written: { field: string; value: unknown; by_name: string; at: Date }[] = await manager.query(
    'select field, value, by_name, at from lead_desk.lead_values where agency = $1 and lead_id = $2',
    [agency, leadId],
  );
  const [stage]: { by: string; at: Date }[] = await manager.query(
    `select by, at from lead_desk.lead_marks where agency = $1 and person_id = $2 and intent = $3 and what = 'stage' and value = $4 order by at desc, id desc limit 1`,
    [agency, personId, lead.askedIntent, lead.stage],
  );
  const told: { detail: string; participant: string; side: Origin['side']; at: Date }[] = await manager.query(
    `select distinct on (d.detail) d.detail, p.participant, p.side, d.at from lead_desk.persons p join lead_desk.person_details d using (agency, person_id)
     where p.agency = $1 and p.human = $2 and p.erased_at is null order by d.detail, d.at desc, d.stamp desc`,
    [agency, human],
  );
  const { about = null, opened_at, side = null, name = null, email = null, phone = null } = said ?? {};
  const byField = new Map(written.map((row) => [row.field, row]));
  const values = knownValues({ intent: lead.askedIntent, stage: lead.stage, about, name, email, phone }, valuesIn(written));
  const originOf = (field: LeadField): Origin | undefined => {
    const hand = byField.get(field);
    if (field === 'stage') return stage && { side: 'hand', ...stage };
    if (ofPerson.has(field)) {
      const detail = told.find((one) => one.detail === details[field as keyof typeof details]);
      if (!detail) return undefined;
      return isByHand(detail.participant)
        ? { side: 'hand', by: hand?.by_name ?? 'Lead desk', at: detail.at }
        : { side: detail.side, by: detail.participant, at: detail.at };
    }
    if (hand) return { side: 'hand', by: hand.by_name, at: hand.at };
    if (!opened_at || about === null || values[field] === '' || field === 'rating') return undefined;
    return { side: isByHand(about.origin) ? 'hand' : side, by: about.origin, at: opened_at };
  };
  const traced = leadFieldNames.map((field): [LeadField, TracedValue] => {
    const origin = originOf(field);
    return [field, { value: values[field], side: origin?.side ?? null, by: origin?.by ?? null, at: origin?.at.toISOString() ?? null }];
  });
  // Each name is there once.
  return Object.fromEntries(traced) as unknown as TracedValues;
}

function valuesIn(rows: readonly { readonly field: string; readonly value: unknown }[]): Map<string, unknown> {
  return new Map(rows.map(({ field, value }) => [field, value]));
}

export const plainValues = (traced: TracedValues): LeadValues =>
  // Each name is there once.
  Object.fromEntries(leadFieldNames.map((field) => [field, traced[field].value])) as unknown as LeadValues;
