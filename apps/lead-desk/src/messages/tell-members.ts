import type { EntityManager } from 'typeorm';
import { worthUntil } from '../mail/worth-until';
import { storableWords } from './storable-words';

/** What happened that a member hears of. */
export const messageKinds = [
  'leadNew',
  'leadOffered',
  'leadOfferExpired',
  'leadUnassigned',
  'leadAssigned',
  'leadTaken',
  'leadLate',
  'requestMade',
  'requestDecided',
  'planCompleted',
  'pondFilled',
  'pondGone',
] as const;
export type MessageKind = (typeof messageKinds)[number];

export interface ToTell {
  readonly agency: string;
  /** Their id. */
  readonly member: string;
  readonly kind: MessageKind;
  readonly leadId: string | null;
  readonly personId: string | null;
  /** What the sentence is made of, such as `name`, `office`, `agent`, `plan`, `decision`; `until` as RFC 3339 in UTC. */
  readonly words: Readonly<Record<string, string>>;
  /** A mail beside the message in the desk. */
  readonly mail: boolean;
}

/**
 * Writes what members are told, in the caller's transaction and in two statements however many they are. Who is no member of the
 * agency hears nothing; no mail is made for who is disabled or has no address.
 */
export async function tellMembers(manager: EntityManager, told: readonly ToTell[], now: Date): Promise<void> {
  if (told.length === 0) return;
  await manager.query(
    `insert into lead_desk.messages (agency, id, member_id, kind, lead_id, person_id, words, at)
     select t.agency, gen_random_uuid(), m.id, t.kind, t.lead_id, t.person_id, t.words::jsonb, $7
     from ${rowsTold} join lead_desk.members m on m.agency = t.agency and m.id = t.member order by t.n`,
    [...columnsOf(told), now],
  );
  const mailed = told.filter(({ mail }) => mail);
  if (mailed.length === 0) return;
  await manager.query(
    `insert into lead_desk.mails (agency, id, kind, member_id, lead_id, person_id, to_name, to_address, words, made_at, due_at, worth_until)
     select t.agency, gen_random_uuid(), t.kind, m.id, t.lead_id, t.person_id, m.name, m.email, t.words::jsonb, $7, $7, w.until
     from ${rowsTold} join unnest($8::timestamptz[]) with ordinality as w(until, n) using (n)
     join lead_desk.members m on m.agency = t.agency and m.id = t.member and m.disabled_at is null and m.email like '%_@_%' order by t.n`,
    [...columnsOf(mailed), now, mailed.map(({ kind, words }) => worthUntil(kind, words, now))],
  );
}

const rowsTold = `unnest($1::text[], $2::uuid[], $3::text[], $4::uuid[], $5::uuid[], $6::text[])
  with ordinality as t(agency, member, kind, lead_id, person_id, words, n)`;

const columnsOf = (told: readonly ToTell[]): unknown[] => [
  told.map(({ agency }) => agency),
  told.map(({ member }) => member),
  told.map(({ kind }) => kind),
  told.map(({ leadId }) => leadId),
  told.map(({ personId }) => personId),
  told.map(({ words }) => JSON.stringify(storableWords(words))),
];
