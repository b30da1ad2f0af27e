import { Injectable } from '@nestjs/common';
import { type LeadField, leadFieldNames, isLeadField, personFields, problemOfValue } from '#lead';
import { Clock, inAgency } from '#runtime';
import { DataSource, type EntityManager } from 'typeorm';
import { type DeskProblem, DeskRefusal } from '../../api-problems/desk-refusal';
import type { SignedInMember } from '../../sign-in/signed-in';
import { writeAct } from '../acts/lead-acts-log';
import { setStage } from '../acts/marks';
import { findLeadToChange, type OpenedLead } from '../record/find-lead';
import { type TracedValues, valuesOf } from '../record/lead-values';
import { refreshLeads } from '../refresh-leads';
import { sayPerson } from './say-person';

export interface Change {
  readonly from: string;
  readonly to: string;
}
export type Changes = ReadonlyMap<LeadField, Change>;

const trimmed: ReadonlySet<LeadField> = new Set(leadFieldNames.filter((field) => field !== 'message' && field !== 'notes'));
const ofPerson: ReadonlySet<LeadField> = new Set(personFields);
const cleaned = (field: LeadField, value: string): string => (trimmed.has(field) ? value.trim() : value).toWellFormed();

/** Reads `{field: {from, to}}`. @throws DeskRefusal 422 with everything that is wrong */
export function readChanges(raw: unknown): Changes {
  const problems: DeskProblem[] = [];
  const changes = new Map<LeadField, Change>();
  const members = typeof raw === 'object' && raw !== null && !Array.isArray(raw) ? Object.entries(raw) : [];
  if (members.length === 0) problems.push({ path: '/changes', rule: 'some', message: 'Say what to change, as {field: {from, to}}' });
  for (const [name, change] of members as [string, unknown][]) {
    const path = `/changes/${name}`;
    if (!isLeadField(name)) problems.push({ path, rule: 'known', message: `A lead has no "${name.slice(0, 60)}"` });
    else if (!isChange(change)) problems.push({ path, rule: 'shape', message: 'Send what it was and what it is to be, both as text' });
    else {
      const to = cleaned(name, change.to);
      const message = problemOfValue(name, to);
      if (message !== undefined) problems.push({ path, rule: 'value', message });
      changes.set(name, { from: change.from, to });
    }
  }
  if (problems.length > 0) throw new DeskRefusal(422, problems);
  return changes;
}

const isChange = (value: unknown): value is Change =>
  typeof value === 'object' &&
  value !== null &&
  'from' in value &&
  'to' in value &&
  typeof value.from === 'string' &&
  typeof value.to === 'string';

/** Changes of what a lead says, field by field (B6). Two who change different fields are never in each other's way. */
@Injectable()
export class EditLead {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
  ) {}

  /** @throws DeskRefusal 409 with every field that somebody changed meanwhile: what it is now, who wrote it and when; nothing is changed then */
  edit(who: SignedInMember, id: string, changes: Changes): Promise<string> {
    const now = this.clock.now();
    return inAgency(this.db, who.agency, async (manager) => {
      const lead = await findLeadToChange(manager, who, id);
      const values = await valuesOf(manager, lead);
      demandUnchanged(values, changes);
      const real = new Map([...changes].filter(([field, { to }]) => values[field].value !== to));
      if (real.size === 0) return lead.leadId;
      if (ofPersonIn(real).size > 0) await sayPerson(manager, lead, toOf(ofPersonIn(real)), now);
      const stage = real.get('stage');
      if (stage) await setStage(manager, lead, stage.to, who, now);
      await writeValues(manager, lead, toOf(real), who, now);
      const facts = { changes: Object.fromEntries([...real].map(([field, { to }]) => [field, { from: values[field].value, to }])) };
      await writeAct(manager, { ...lead, kind: 'edited', facts }, who, now);
      await refreshLeads(manager, [lead]);
      return lead.leadId;
    });
  }
}

const ofPersonIn = (changes: Changes): Changes => new Map([...changes].filter(([field]) => ofPerson.has(field)));
const toOf = (changes: Changes): Map<LeadField, string> => new Map([...changes].map(([field, { to }]) => [field, to]));

function demandUnchanged(values: TracedValues, changes: Changes): void {
  // Somebody who sends the same change again finds it done.
  const stale = [...changes].filter(([field, { from, to }]) => values[field].value !== from && values[field].value !== to);
  if (stale.length === 0) return;
  const problems = stale.map(([field]): DeskProblem => {
    const { by, at } = values[field];
    return { path: `/changes/${field}`, rule: 'changed', message: `${by ?? 'Somebody'} changed it${at === null ? '' : ` at ${at}`}` };
  });
  throw new DeskRefusal(409, problems, undefined, { now: Object.fromEntries(stale.map(([field]) => [field, values[field]])) });
}

/** Keeps what was written; of a person's own values only who wrote them, since the events carry them. */
export async function writeValues(
  manager: EntityManager,
  { agency, leadId, personId }: Pick<OpenedLead, 'agency' | 'leadId' | 'personId'>,
  values: ReadonlyMap<LeadField, string>,
  who: SignedInMember,
  now: Date,
): Promise<void> {
  const kept = [...values].filter(([field]) => field !== 'stage');
  await manager.query(
    `insert into lead_desk.lead_values (agency, lead_id, person_id, field, value, at, by, by_name)
     select $1, $2, $3, f, to_jsonb(v), $6, $7, $8 from unnest($4::text[], $5::text[]) as x(f, v)
     on conflict (agency, lead_id, field) do update set value = excluded.value, at = excluded.at, by = excluded.by, by_name = excluded.by_name`,
    [agency, leadId, personId, kept.map(([field]) => field), kept.map(([, value]) => value), now, who.memberId, who.name],
  );
}
