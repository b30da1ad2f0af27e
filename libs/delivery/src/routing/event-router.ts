import type { RecordBatch } from '#event-log';
import type { Side } from '#people-exchange';
import type { Clock } from '#runtime';
import type { DataSource } from 'typeorm';
import { knownAt, recordPersons } from '../identity/persons';
import { sortOutEchoes } from '../echo/sort-out-echoes';
import type { Arrival } from '../inbox/arrivals';
import { BatchTaker, finalOf, type Taken, type Taking } from '../inbox/batch-taker';
import { TakenTogether } from '../inbox/together';
import { countRepeats, entryOf, writeInbox } from '../inbox/inbox-rows';
import type { Ended, ExchangeMeasures } from '../measuring/exchange-measures';
import type { Participants } from '../participants/participants';
import type { Target } from '../participants/target';
import type { Express } from '../express/express';
import { askAdmissions } from './admission';
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
    const targets = await this.o.participants.list();
    await this.taker.takeWith(batches, (taking) => this.routeAll(taking, targets));
    this.o.onRouted();
  }

  private async routeAll(taking: Taking, targets: readonly Target[]): Promise<Taken> {
    const { manager, place, sorted, now } = taking;
    const fresh = sorted.fresh.map((arrival) => entryOf(arrival, false));
    const entries = [...fresh, ...sorted.conflicting.map((arrival) => entryOf(arrival, true))];
    const blank = taking.erased.map((arrival) => ({ ...entryOf(arrival, false), blank: true }));
    await recordPersons(manager, fresh);
    const echoes = await sortOutEchoes(manager, fresh, now);
    await writeInbox(manager, place.topic, [...entries, ...blank], this.o.from, now, echoes);
    await countRepeats(manager, sorted.repeated);
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
        const routed = route(entry.arrival.event, this.o.from, target, known.has(`${entry.person} ${target.id}`));
        if (routed.to === 'nobody') continue;
        reached = true;
        if (routed.to === 'ignore')
          finals.push({ ...finalOf(entry.arrival, target.id, 'ignored', routed.row), key: entry.key, reason: routed.reason });
        else due.push({ entry, target, state: entry.conflict ? 'parked' : 'due', reason: entry.conflict ? 'sameIdOtherBody' : null });
      }
      if (!reached) unrouted.push(entry.arrival);
    }
    const admitted = await askAdmissions(manager, due);
    finals.push(...admitted.refused);
    await writeOutcomes(manager, finals, now);
    await countRouted(manager, place, [...finals, ...admitted.due.map(({ target }) => ({ agency: target.agency, target: target.id }))]);
    const delivered = await this.deliver(taking, admitted.due);
    return { unrouted, echoes: [...echoes].map((entry) => entry.arrival), ended: [...finals, ...delivered] };
  }

  /** By express what may go so; the rest is written, for the lanes. Answers what ended. */
  private async deliver({ manager, now, onOver }: Taking, due: readonly DueDelivery[]): Promise<readonly Ended[]> {
    const round = await this.o.express?.deliver(manager, due, now);
    let seqs: ReadonlyMap<DueDelivery, string> | undefined;
    onOver((committed) => round?.over(committed ? seqs : undefined));
    seqs = await writeDue(manager, round?.left ?? due, now);
    return round?.ended ?? [];
  }
}
