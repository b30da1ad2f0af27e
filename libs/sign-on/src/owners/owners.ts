import type { EntityManager } from 'typeorm';
import { type Ownership, ownershipOf, type OwnerWord } from './ownership-of';

export interface Dwelling {
  readonly system: string;
  readonly id: string;
}

interface Row {
  readonly participant: string;
  readonly type: string;
  readonly received: Date;
  readonly time: Date | null;
  readonly sequence: string | null;
  readonly capacity: string | null;
  readonly until: string | null;
}

/**
 * Who owns a dwelling, from what was said of this human, under whichever id: not of those who live with them. An event in conflict with
 * another of its id and one that was erased say nothing.
 */
export async function ownershipIn(
  manager: EntityManager,
  { agency, person, dwelling, now }: { agency: string; person: string; dwelling: Dwelling; now: Date },
): Promise<Ownership> {
  const rows: Row[] = await manager.query(
    `select i.participant, i.type, i.received, i.event_time as time, e.said ->> 'sequence' as sequence,
       e.said #>> '{data,ownership,capacity}' as capacity, e.said #>> '{data,ownership,until}' as until
     from exchange.persons p
     join exchange.persons q on q.agency = p.agency and q.human = p.human and not q.erased
     join exchange.inbox i on i.agency = q.agency and i.person = q.person
     cross join lateral (select i.event::jsonb as said) e
     where p.agency = $1 and p.person = $2 and not p.erased and not i.conflict and i.source <> ''
       and (i.side, i.type) in (('website', 'ownership.claimed'), ('backOffice', 'ownership.confirmed'), ('backOffice', 'ownership.refuted'), ('backOffice', 'ownership.ended'))
       and e.said #>> '{data,property,system}' = $3 and e.said #>> '{data,property,id}' = $4`,
    [agency, person, dwelling.system, dwelling.id],
  );
  return ownershipOf(rows.map(wordIn), now);
}

function wordIn({ participant, type, received, time, sequence, capacity, until }: Row): OwnerWord {
  return {
    participant,
    // The statement asks for these four alone.
    state: type.slice('ownership.'.length) as OwnerWord['state'],
    capacity: capacity ?? 'vendor',
    version: sequence !== null && /^\d{1,20}$/u.test(sequence) ? BigInt(sequence) : 0n,
    // As its sender says, but never after it was received.
    at: time !== null && time < received ? time : received,
    until: until !== null && !Number.isNaN(Date.parse(until)) ? new Date(until) : undefined,
  };
}
