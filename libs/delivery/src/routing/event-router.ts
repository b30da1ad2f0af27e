import type { RecordBatch } from '#event-log';
import type { Side } from '#people-exchange';
import type { Clock } from '#runtime';
import type { DataSource } from 'typeorm';
import { knownAt, recordPersons } from '../identity/persons';
import { BatchTaker, finalOf, type Taking } from '../inbox/batch-taker';
import { eraseFromExchange } from '../inbox/erasure';
import { countRepeats, entryOf, type InboxEntry, writeInbox } from '../inbox/inbox-rows';
import type { Participants } from '../participants/participants';
import type { Target } from '../participants/target';
import { heldForApproval } from './admission';
import { route } from './route';
import { countRouted, type DueDelivery, type FinalOutcome, writeDue, writeOutcomes } from './write-deliveries';

/** Takes what one side said and makes the deliveries to the other; owner of the inbox rows of its topic. */
export class EventRouter {
  private readonly taker: BatchTaker;

  constructor(
    private readonly o: {
      db: DataSource;
      participants: Participants;
      clock: Clock;
      reader: string;
      from: Side;
      dedupDays?: number;
      onRouted(): void;
    },
  ) {
    this.taker = new BatchTaker({ db: o.db, group: o.reader, clock: o.clock, dedupDays: o.dedupDays });
  }

  positionOf(topic: string, partition: number): Promise<string | undefined> {
    return this.taker.positionOf(topic, partition);
  }

  async take(batch: RecordBatch): Promise<void> {
    const targets = await this.o.participants.targets();
    await this.taker.takeWith(batch, (taking) => this.routeAll(taking, targets));
    this.o.onRouted();
  }

  private async routeAll(taking: Taking, targets: readonly Target[]): Promise<number> {
    const { manager, place, sorted, now } = taking;
    const fresh = sorted.fresh.map((arrival) => entryOf(arrival, false));
    const conflicts = sorted.conflicting.map((arrival) => entryOf(arrival, true));
    const gone = taking.erased.map((arrival) => entryOf(arrival, false));
    const erasures = sorted.fresh.flatMap(({ event }) => (event.type === 'person.erased' ? [event] : []));
    await eraseFromExchange(manager, erasures, now);
    await recordPersons(manager, fresh);
    await writeInbox(manager, place, unique([...fresh, ...conflicts]), this.o.from, now);
    await blank(taking, gone);
    await countRepeats(manager, sorted.repeated);
    const entries = [...fresh, ...unique(conflicts)];
    const known = await knownAt(
      manager,
      [...new Set(entries.map((e) => e.arrival.event.agency))],
      entries.flatMap((e) => (e.person ? [e.person] : [])),
    );
    const due: DueDelivery[] = [];
    const finals: FinalOutcome[] = [];
    let unrouted = 0;
    for (const entry of entries) {
      let reached = false;
      for (const target of targets) {
        const routed = route(entry.arrival.event, this.o.from, target, known.has(`${entry.person} ${target.id}`));
        if (routed.to === 'nobody') continue;
        reached = true;
        if (routed.to === 'ignore') finals.push(finalOf(entry.arrival, target.id, 'ignored', routed.row));
        else due.push({ entry, target, state: entry.conflict ? 'parked' : 'due', reason: entry.conflict ? 'sameIdOtherBody' : null });
      }
      if (!reached) unrouted += 1;
    }
    const admitted = await heldForApproval(manager, due);
    await writeDue(manager, admitted, now);
    await writeOutcomes(manager, finals, now);
    await countRouted(manager, place, [...finals, ...due.map(({ target }) => ({ agency: target.agency, target: target.id }))]);
    return unrouted;
  }
}

/** The same conflicting body twice in a batch is one entry. */
function unique(entries: readonly InboxEntry[]): InboxEntry[] {
  return [...new Map(entries.map((entry) => [entry.key, entry])).values()];
}

/** An event of an erased person leaves a blank row, so that its journey can say so. */
async function blank(taking: Taking, entries: readonly InboxEntry[]): Promise<void> {
  for (const { arrival, key, person } of entries) {
    const { event } = arrival;
    await taking.manager.query(
      `insert into exchange.inbox (received, key, agency, participant, side, source, id, type, person, topic, partition, position, appended, taken, event)
       values ($1, $2, $3, $4, 'website', '', '', $5, $6, $7, $8, $9, $10, $11, '{"erased":true}')`,
      [
        event.receivedtime,
        key,
        event.agency,
        event.origin,
        event.type,
        person,
        taking.place.topic,
        taking.place.partition,
        arrival.position,
        arrival.appended,
        taking.now,
      ],
    );
  }
}
