import { leadDesk } from '#delivery';
import type { EntityManager } from 'typeorm';
import { say } from './say';

interface Known {
  /** Under which the desk speaks of the human. */
  readonly subject: string;
  /** Whether it has spoken of the human before. */
  readonly introduced: boolean;
  /** The name by which others know them, so that both are one. */
  readonly externalIds: readonly { readonly system: string; readonly id: string }[];
}

/** The desk speaks of a human under one id of its own; of whom others alone know, under the bridge's id of that person. */
export async function knownToDesk(manager: EntityManager, agency: string, personId: string): Promise<Known | undefined> {
  const [known]: { participant: string; subject: string; own: string | null }[] = await manager.query(
    `select p.participant, p.subject, (select q.subject from lead_desk.persons q where q.agency = p.agency and q.human = p.human
       and q.participant = $3 and q.erased_at is null order by q.person_id limit 1) as own
     from lead_desk.persons p where p.agency = $1 and p.person_id = $2`,
    [agency, personId, leadDesk],
  );
  if (!known) return undefined;
  return {
    subject: known.own ?? personId,
    introduced: known.own !== null,
    externalIds: known.participant === leadDesk ? [] : [{ system: known.participant, id: known.subject }],
  };
}

/** The id under which the desk says something about a human; it first says whom it means where it never spoke of them. */
export async function subjectToSpeakOf(manager: EntityManager, agency: string, personId: string, now: Date): Promise<string> {
  const known = await knownToDesk(manager, agency, personId);
  if (known === undefined) return personId;
  const { subject, introduced, externalIds } = known;
  if (!introduced) await say(manager, { agency, type: 'person.updated', subject, data: { person: { externalIds } } }, now);
  return subject;
}
