import { randomUUID } from 'node:crypto';
import { leadDesk } from '#delivery';
import { topics } from '#event-log';
import { checkEvent, personIdOf } from '#people-exchange';
import type { EntityManager } from 'typeorm';
import { DeskRefusal } from '../api-problems/desk-refusal';
import { type Opening, project } from '../take-events/project';
import { writeOutbox } from './outbox';

export type SaidType =
  | 'person.registered'
  | 'person.updated'
  | 'search.saved'
  | 'search.updated'
  | 'search.removed'
  | 'alert.changed'
  | 'interest.registered'
  | 'interest.withdrawn';

export interface ToSay {
  readonly agency: string;
  readonly type: SaidType;
  /** The desk's own id of the person. */
  readonly subject: string;
  readonly data: object;
  /** When the newest word about the same was said, RFC 3339; what is said comes after it. */
  readonly seen?: string;
}

const source = 'urn:people-exchange:lead-desk';

/**
 * Says something to the others and takes it in at once, so that whoever did it sees it: the event comes back through the log under the
 * same name and adds nothing then.
 * @throws DeskRefusal 422 with everything the contract has against it
 */
export async function say(
  manager: EntityManager,
  { agency, type, subject, data, seen }: ToSay,
  now: Date,
  opening: Opening = 'giveOut',
): Promise<void> {
  const raw = { specversion: '1.0', id: randomUUID(), source, type, subject, time: after(seen, now).toISOString(), data };
  const checked = checkEvent(structuredClone(raw), { agency, participant: leadDesk, side: 'backOffice' }, now);
  if (!checked.ok) throw new DeskRefusal(422, checked.problems);
  const personId = personIdOf(agency, leadDesk, subject);
  await writeOutbox(manager, [{ agency, personId, event: raw }], now);
  await project(
    manager,
    [{ event: checked.event, personId, receivedAt: now, topic: topics.fromBackOffices }],
    { now, chance: Math.random },
    opening,
  );
}

/** Whoever changes what they saw comes after it, also where its sender's clock is ahead of ours. */
function after(seen: string | undefined, now: Date): Date {
  const then = seen === undefined ? Number.NaN : Date.parse(seen);
  return then >= now.getTime() ? new Date(then + 1) : now;
}
