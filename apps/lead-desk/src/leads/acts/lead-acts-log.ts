import type { EntityManager } from 'typeorm';
import type { SignedInMember } from '../../sign-in/signed-in';

/** What is written down of what happened with a lead, for good: who, when, what. */
export type LeadActKind =
  | 'added'
  | 'edited'
  | 'archive'
  | 'delete'
  | 'convert'
  | 'resetPlan'
  | 'handOff'
  | 'rebroadcast'
  | 'undone'
  | 'requested'
  | 'approved'
  | 'declined'
  | 'withdrawn'
  | 'planReceived'
  | 'planLate'
  | 'planCompleted'
  | 'stepDone'
  | 'stepReopened';

export interface LeadActLine {
  readonly agency: string;
  readonly leadId: string;
  readonly personId: string;
  readonly kind: LeadActKind;
  readonly facts?: object;
}

/** @param who nobody where the desk did it by itself @returns its number */
export async function writeAct(
  manager: EntityManager,
  { agency, leadId, personId, kind, facts = {} }: LeadActLine,
  who: SignedInMember | undefined,
  now: Date,
): Promise<string> {
  const [row]: { number: string }[] = await manager.query(
    `insert into lead_desk.lead_acts (agency, lead_id, person_id, at, by, by_name, kind, facts) values ($1, $2, $3, $4, $5, $6, $7, $8) returning number::text`,
    [agency, leadId, personId, now, who?.memberId ?? null, who?.name ?? '', kind, JSON.stringify(facts)],
  );
  return row?.number ?? '';
}
