import type { EffectOutcome, TakenEvent } from '#delivery';
import type { Facts, LeadCall } from '#lead';
import type { EntityManager } from 'typeorm';
import type { GivingGround } from '../assignment/giving-ground';
import { openAssignments, type OpenedLead, openUnassigned } from '../assignment/open-assignments';
import { callLeads } from './call-leads';
import { digestOf } from './digest';
import { type ErasedPerson, erasePersons } from './erase-persons';
import { lockAgencies, lockDesk } from './lock-desk';
import { refreshLeadsOf } from '../leads/refresh-leads';
import { refreshPeople } from './refresh-people';
import { clustersMerged, clustersOf, type Human, type NewKey, regroup } from './regroup';
import { tables, writtenOnce } from './tables';
import { outcomeOf, sideOf, tellingsOf } from './tell';
import { writeFolded } from './write-folded';

/** What becomes of leads that open: given out by their office's rule, or left to whoever opens them. */
export type Opening = 'giveOut' | 'leave';

/**
 * Folds a batch into what the desk knows, in some twenty statements whatever its size, and says what became of each event.
 * Batches of one agency wait for each other, so that linking and the list of people never work on half of the truth.
 */
export async function project(
  manager: EntityManager,
  taken: readonly TakenEvent[],
  ground: GivingGround = { now: new Date(), chance: Math.random },
  opening: Opening = 'giveOut',
): Promise<readonly EffectOutcome[]> {
  await lockDesk(manager, 'shared');
  await lockAgencies(
    manager,
    taken.map((one) => one.event.agency),
  );
  await fold(manager, taken, await alreadyErased(manager, taken), ground, opening);
  return taken.map(outcomeOf);
}

async function alreadyErased(manager: EntityManager, taken: readonly TakenEvent[]): Promise<Set<string>> {
  const ids = [...new Set(taken.flatMap((one) => one.personId ?? []))];
  const rows: { person_id: string }[] = await manager.query(
    'select person_id from lead_desk.persons where person_id = any($1) and erased_at is not null',
    [ids],
  );
  return new Set(rows.map((row) => row.person_id));
}

const erasuresIn = (taken: readonly TakenEvent[]): ErasedPerson[] =>
  taken.flatMap((one) =>
    one.event.type === 'person.erased' && one.personId !== null
      ? [
          {
            agency: one.event.agency,
            personId: one.personId,
            participant: one.event.origin,
            side: sideOf(one),
            at: one.receivedAt.toISOString(),
          },
        ]
      : [],
  );

async function fold(
  manager: EntityManager,
  taken: readonly TakenEvent[],
  erased: ReadonlySet<string>,
  ground: GivingGround,
  opening: Opening,
): Promise<void> {
  const facts = tellingsOf(taken, erased);
  const leads = await callLeads(
    manager,
    facts.flatMap((one) => one.leadCalls),
  );
  const timeline = facts.flatMap((one) => one.timeline.map((entry) => ({ ...entry, lead_id: leads.get(entry.entry)?.lead_id ?? null })));
  const news = new Set((await writeFolded(manager, writtenOnce.timeline, timeline)).map((row) => row['entry']));
  // An event told before adds nothing: its line is there already.
  const fresh = facts.filter((one) => one.timeline.some((entry) => news.has(entry.entry)));
  const of = <K extends keyof Facts>(kind: K): Facts[K][number][] => fresh.flatMap((one) => [...one[kind]] as Facts[K][number][]);
  const persons = of('persons');
  await writeFolded(
    manager,
    tables.persons,
    persons.map((one) => ({ ...one, human: one.person_id, cluster: one.person_id })),
  );
  await writeFolded(manager, tables.details, of('details'));
  await writeFolded(manager, tables.searches, of('searches'));
  await writeFolded(
    manager,
    tables.interests,
    of('interests').map((one) => ({ ...one, interest: digestOf(one.interest) })),
  );
  await writeFolded(manager, tables.savedProperties, of('savedProperties'));
  await writeFolded(manager, tables.ownerships, of('ownerships'));
  await writeFolded(manager, tables.consents, of('consents'));
  await writeFolded(manager, tables.households, of('households'));
  await writeFolded(manager, writtenOnce.todos, of('todos'));
  await writeFolded(
    manager,
    writtenOnce.notes,
    of('notes').map((one) => ({ ...one, made_from: one.id })),
  );
  await writeFolded(
    manager,
    tables.leads,
    of('leadCalls').flatMap((call) => leads.get(call.entry) ?? []),
  );
  const keys = of('keys').map((one) => ({ ...one, key: one.kind === 'email' ? digestOf('email', one.agency, one.key) : one.key }));
  const newKeys = await writeFolded(manager, writtenOnce.keys, keys);
  // The columns of the key come back as they are named.
  const humans = await settle(manager, persons, newKeys as unknown as NewKey[], erasuresIn(taken));
  await refreshPeople(manager, humans);
  const opened = of('leadCalls').flatMap((call) => openedBy(call, leads));
  if (opening === 'giveOut') await openAssignments(manager, opened, ground);
  else await openUnassigned(manager, opened);
  await refreshLeadsOf(manager, humans);
}

function openedBy(call: LeadCall, leads: Awaited<ReturnType<typeof callLeads>>): OpenedLead[] {
  const lead = leads.get(call.entry);
  if (!lead) return [];
  return [
    {
      agency: call.agency,
      leadId: lead.lead_id,
      personId: call.person_id,
      office: call.office ?? '',
      openedAt: new Date(call.receivedAt),
      askedFor: call.asked_for,
      propertyKey: call.property_key,
    },
  ];
}

/** Erases and links. Answers all humans that were touched. */
async function settle(
  manager: EntityManager,
  persons: Facts['persons'],
  keys: readonly NewKey[],
  erasures: readonly ErasedPerson[],
): Promise<readonly Human[]> {
  const parts = await erasePersons(manager, erasures);
  const merged = await clustersMerged(
    manager,
    persons.map((one) => one.agency),
    persons.map((one) => one.person_id),
  );
  const clusters = [...(await clustersOf(manager, keys)), ...parts, ...merged];
  const unlike = new Map(clusters.map((one) => [`${one.agency}\u0000${one.cluster}`, one]));
  const regrouped = await regroup(manager, [...unlike.values()]);
  const touched: Human[] = await manager.query(
    `select distinct w.agency, p.human from unnest($1::text[], $2::uuid[]) as w(agency, person_id)
     cross join lateral (select p.human from lead_desk.persons p where p.agency = w.agency and p.person_id = w.person_id offset 0) p`,
    [persons.map((one) => one.agency), persons.map((one) => one.person_id)],
  );
  return [...touched, ...regrouped, ...parts];
}
