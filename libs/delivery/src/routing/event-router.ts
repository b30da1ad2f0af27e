import type { RecordBatch } from '#event-log';
import type { Side } from '#people-exchange';
import type { Clock } from '#runtime';
import type { DataSource, EntityManager } from 'typeorm';
import { knownAt, mayLink, recordPersons } from '../identity/persons';
import { type SortedOut, sortOutEchoes } from '../echo/sort-out-echoes';
import { stateEntityOf } from '../echo/state-of';
import type { Arrival } from '../inbox/arrivals';
import { BatchTaker, finalOf, type Taken, type Taking } from '../inbox/batch-taker';
import { TakenTogether } from '../inbox/together';
import { countRepeats, entryOf, type InboxEntry, writeInbox } from '../inbox/inbox-rows';
import type { DeliveryStory } from '../lanes/delivery-story';
import type { Ended, ExchangeMeasures } from '../measuring/exchange-measures';
import type { Participants } from '../participants/participants';
import type { Target } from '../participants/target';
import type { Express } from '../express/express';
import { sentTogether } from '../sent-together';
import { askAdmissions, type Intakes, withIntakes } from './admission';
import { route } from './route';
import { countRouted, type DueDelivery, type FinalOutcome, writeDue, writeOutcomes } from './write-deliveries';

/** Takes what one side said and makes the deliveries to the other; owner of the inbox rows of its topic. */
export class EventRouter {
  private readonly taker: BatchTaker;
  private readonly together = new TakenTogether((batches) => this.takeAll(batches));

  constructor(
    private readonly o: {
      db: DataSource;
      participants: Participants;
      clock: Clock;
      reader: string;
      from: Side;
      dedupDays?: number;
      measures?: ExchangeMeasures;
      story?: DeliveryStory;
      /** Delivers at once what it can; left out, everything is written first. */
      express?: Express;
      onRouted(): void;
    },
  ) {
    this.taker = new BatchTaker({ db: o.db, group: o.reader, clock: o.clock, dedupDays: o.dedupDays, measures: o.measures });
  }

  positionOf(topic: string, partition: number): Promise<string | undefined> {
    return this.taker.positionOf(topic, partition);
  }

  /** Resolves when the batch is taken; what other partitions hand in meanwhile is taken along. */
  take(batch: RecordBatch): Promise<void> {
    return this.together.take(batch);
  }

  private async takeAll(batches: readonly RecordBatch[]): Promise<void> {
    await this.o.express?.ready();
    // Asked anew: whoever was added before an event was accepted gets it, by whichever process.
    const asked = this.o.participants.list();
    // Whoever waits for the answer hears of a failure.
    asked.catch(() => undefined);
    let intakes: Intakes = new Set();
    let parked: readonly DueDelivery[] = [];
    let written = 0;
    const beside = async (manager: EntityManager, unread: readonly Arrival[]): Promise<void> => {
      const agencies = new Set(unread.map(({ event }) => event.agency));
      const targets = await asked;
      intakes = await withIntakes(
        manager,
        targets.filter(({ agency, side }) => side !== this.o.from && agencies.has(agency)),
      );
    };
    await this.taker.takeWith(
      batches,
      async (taking) => {
        const { due, left, ...taken } = await this.routeAll(taking, await asked, intakes);
        parked = due.filter(({ state }) => state === 'parked');
        written = left;
        return taken;
      },
      { beside },
    );
    const nowMs = this.o.clock.now().getTime();
    for (const { entry, target, reason } of parked) this.o.story?.parked(target, entry.arrival.event, reason ?? '', nowMs);
    if (written > 0) this.o.onRouted();
  }

  private async routeAll(
    taking: Taking,
    targets: readonly Target[],
    intakes: Intakes,
  ): Promise<Taken & { due: readonly DueDelivery[]; left: number }> {
    const { manager, place, sorted, now } = taking;
    const fresh = sorted.fresh.map((arrival) => entryOf(arrival, false));
    const entries = [...fresh, ...sorted.conflicting.map((arrival) => entryOf(arrival, true))];
    const blank = taking.erased.map((arrival) => ({ ...entryOf(arrival, false), blank: true }));
    // Where it matters who is known as whom, that is recorded first; else with all the rest.
    const stated = fresh.some(({ arrival }) => stateEntityOf(arrival.event) !== null);
    const personsFirst = stated || this.o.from === 'backOffice' || fresh.some(({ arrival }) => mayLink(arrival.event));
    if (personsFirst) await recordPersons(manager, fresh);
    // Connections know their own echoes: what a vendor keeps is seldom the very words it was told.
    const connections = new Set(targets.filter(({ mode }) => mode === 'connection').map(({ agency, id }) => placeOf(agency, id)));
    const judged =
      connections.size === 0 ? fresh : fresh.filter(({ arrival: { event } }) => !connections.has(placeOf(event.agency, event.origin)));
    const { echoes, nearMisses } = stated ? await sortOutEchoes(manager, judged, now) : nothingStated;
    const { due, finals, unrouted } = await this.routes(manager, entries, echoes, targets);
    const admitted = await askAdmissions(manager, due, intakes);
    finals.push(...admitted.refused);
    const routed = [...finals, ...admitted.due.map(({ target }) => ({ agency: target.agency, target: target.id }))];
    // What may go by express goes as soon as its look is answered, while the rest is being written.
    const [{ ended, left, write }] = await sentTogether([
      this.deliver(taking, admitted.due),
      personsFirst ? undefined : recordPersons(manager, fresh),
      writeInbox(manager, place.topic, [...entries, ...blank], this.o.from, now, echoes),
      countRepeats(manager, sorted.repeated),
      writeOutcomes(manager, finals, now),
      countRouted(manager, place, routed),
    ]);
    return {
      unrouted,
      echoes: [...echoes].map((entry) => entry.arrival),
      nearMisses: [...nearMisses].map((entry) => entry.arrival),
      ended: [...finals, ...ended],
      due: admitted.due,
      left,
      write,
    };
  }

  /** Where each event goes. */
  private async routes(
    manager: EntityManager,
    entries: readonly InboxEntry[],
    echoes: ReadonlySet<InboxEntry>,
    targets: readonly Target[],
  ): Promise<{ due: DueDelivery[]; finals: FinalOutcome[]; unrouted: Arrival[] }> {
    // Only websites have to know a person; what websites say goes to none.
    const known =
      this.o.from === 'website'
        ? new Set<string>()
        : await knownAt(
            manager,
            [...new Set(entries.map((e) => e.arrival.event.agency))],
            entries.flatMap((e) => (e.person ? [e.person] : [])),
          );
    const due: DueDelivery[] = [];
    const finals: FinalOutcome[] = [];
    const unrouted: Arrival[] = [];
    for (const entry of entries) {
      if (echoes.has(entry)) continue;
      let reached = false;
      for (const target of targets) {
        const routed = route(entry.arrival.event, this.o.from, target, known.size > 0 && known.has(`${entry.person} ${target.id}`));
        if (routed.to === 'nobody') continue;
        reached = true;
        if (routed.to === 'ignore')
          finals.push({ ...finalOf(entry.arrival, target.id, 'ignored', routed.row), key: entry.key, reason: routed.reason });
        else due.push({ entry, target, state: entry.conflict ? 'parked' : 'due', reason: entry.conflict ? 'sameIdOtherBody' : null });
      }
      if (!reached) unrouted.push(entry.arrival);
    }
    return { due, finals, unrouted };
  }

  /** By express what may go so; the rest is written, for the lanes. Answers what ended, and how many were left to them. */
  private async deliver(
    { manager, now, onOver }: Taking,
    due: readonly DueDelivery[],
  ): Promise<{ ended: readonly Ended[]; left: number; write(): Promise<void> }> {
    const round = await this.o.express?.deliver(manager, due, now);
    let seqs: ReadonlyMap<DueDelivery, string> | undefined;
    onOver((committed) => round?.over(committed ? seqs : undefined));
    const left = round?.left ?? due;
    const write = async (): Promise<void> => {
      [, seqs] = await sentTogether([round?.write(), writeDue(manager, left, now)]);
    };
    return { ended: round?.ended ?? [], left: left.length, write };
  }
}

const nothingStated: SortedOut = { echoes: new Set(), nearMisses: new Set() };

const placeOf = (agency: string, participant: string): string => `${agency} ${participant}`;
