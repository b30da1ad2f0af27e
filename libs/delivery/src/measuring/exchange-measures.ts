import type { EventLog } from '#event-log';
import type { Side } from '#people-exchange';
import type { Clock } from '#runtime';
import { Counter, Histogram, type Registry } from 'prom-client';
import type { DataSource } from 'typeorm';
import type { Verdict } from '../targets/http-target';
import { type Patience, usualPatience } from './asked-seldom';
import { gauge, measureStanding } from './standing-gauges';

/** Deliveries that came to their end, as they were committed. */
export interface Ended {
  readonly agency: string;
  readonly target: string;
  readonly state: string;
  /** One where left out. */
  readonly count?: number;
}

/** Told of every end of a delivery, after its commit. */
export type OnEnded = (ended: readonly Ended[]) => void;

/** How one target is asked at present. */
export interface GateReading {
  readonly agency: string;
  readonly target: string;
  readonly open: boolean;
  readonly inFlight: number;
}

interface Observer {
  observe(value: number): void;
}

export interface ExchangeMeasuresGround {
  readonly registry: Registry;
  readonly db: DataSource;
  readonly log: Pick<EventLog, 'ends'>;
  readonly clock: Clock;
  readonly patience?: Patience;
  onTrouble(message: string): void;
}

/**
 * What operators see of the exchange. Parts of a process say what is theirs (`reads`, `deliversTo`), so that each app shows its
 * own. Labels name agencies, targets, groups, topics, partitions, sides and states: never a person, a key or an address.
 */
export class ExchangeMeasures {
  private readonly readers = new Map<string, readonly string[]>();
  private readonly gates = new Map<Side, () => readonly GateReading[]>();
  private readonly answersOf = new Map<string, Observer>();
  private readonly deliveriesTo = new Map<Side, Observer>();
  private readonly outcomes: Counter<'agency' | 'target' | 'state'>;
  private readonly answers: Histogram<'agency' | 'target' | 'verdict'>;
  private readonly deliveries: Histogram<'side'>;
  private readonly takenEvents: Histogram<'group' | 'topic'>;
  private readonly takingSeconds: Histogram<'group' | 'topic'>;
  private readonly takingFailures: Counter<'group' | 'topic'>;

  constructor({ registry, patience = usualPatience, ...ground }: ExchangeMeasuresGround) {
    const registers = [registry];
    this.outcomes = new Counter({
      name: 'people_exchange_outcomes_total',
      help: 'Deliveries that came to their end in this process, by how they ended.',
      labelNames: ['agency', 'target', 'state'],
      registers,
    });
    this.answers = new Histogram({
      name: 'people_exchange_target_answer_seconds',
      help: 'Time a target took to answer one delivery, by what its answer meant; no answer is one too.',
      labelNames: ['agency', 'target', 'verdict'],
      buckets: [0.05, 0.25, 1, 5, 10],
      registers,
    });
    this.deliveries = new Histogram({
      name: 'people_exchange_delivery_seconds',
      help: 'Time from the receipt of an event to its webhook being answered; without events that were held or parked.',
      labelNames: ['side'],
      buckets: [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60, 300, 3600],
      registers,
    });
    this.takenEvents = new Histogram({
      name: 'people_exchange_taking_batch_events',
      help: 'Events per batch that a reader group took from the log.',
      labelNames: ['group', 'topic'],
      buckets: [1, 2, 5, 10, 20, 50, 100, 200, 500],
      registers,
    });
    this.takingSeconds = new Histogram({
      name: 'people_exchange_taking_batch_seconds',
      help: 'Time of the transaction that took a batch.',
      labelNames: ['group', 'topic'],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15],
      registers,
    });
    this.takingFailures = new Counter({
      name: 'people_exchange_taking_failures_total',
      help: 'Batches that could not be taken and are handed over again.',
      labelNames: ['group', 'topic'],
      registers,
    });
    gauge(
      registry,
      'people_exchange_target_breaker_open',
      'Whether this process asks a target only now and then, because it failed again and again: 1 it does, 0 all is well.',
      ['agency', 'target'],
      () => this.gateReadings().map(({ agency, target, open }) => [{ agency, target }, Number(open)]),
    );
    gauge(
      registry,
      'people_exchange_target_requests_in_flight',
      'Persons whose events this process is delivering to a target now.',
      ['agency', 'target'],
      () => this.gateReadings().map(({ agency, target, inFlight }) => [{ agency, target }, inFlight]),
    );
    measureStanding({ ...ground, registry, patience, readers: () => this.readers, sides: () => [...this.gates.keys()] });
  }

  /** A reader group of this process, whose lag is shown. */
  reads(group: string, topics: readonly string[]): void {
    this.readers.set(group, topics);
    // A counter that begins at its first failure hides that one from whoever asks for the increase.
    for (const topic of topics) this.takingFailures.inc({ group, topic }, 0);
  }

  /** This process delivers to the targets of a side, which are shown. */
  deliversTo(side: Side, gates: () => readonly GateReading[]): void {
    this.gates.set(side, gates);
  }

  readonly ended: OnEnded = (ended) => {
    for (const { agency, target, state, count = 1 } of ended) this.outcomes.inc({ agency, target, state }, count);
  };

  answered(target: { readonly agency: string; readonly id: string }, verdict: Verdict, ms: number): void {
    // Looked up once: prom-client sorts and joins the labels of each observation.
    const key = `${target.agency} ${target.id} ${verdict}`;
    const known = this.answersOf.get(key) ?? this.answers.labels({ agency: target.agency, target: target.id, verdict });
    this.answersOf.set(key, known);
    known.observe(ms / 1000);
  }

  delivered(side: Side, ms: number): void {
    const known = this.deliveriesTo.get(side) ?? this.deliveries.labels({ side });
    this.deliveriesTo.set(side, known);
    known.observe(Math.max(0, ms) / 1000);
  }

  /** Call before a batch is taken; call what it returns with whether it was. */
  taking(group: string, topic: string, events: number): (taken: boolean) => void {
    const started = performance.now();
    return (taken) => {
      if (!taken) return this.takingFailures.inc({ group, topic });
      this.takingSeconds.observe({ group, topic }, (performance.now() - started) / 1000);
      this.takenEvents.observe({ group, topic }, events);
    };
  }

  /** Of a target that this process delivers to, and asked lately. */
  gateOf(agency: string, target: string): GateReading | undefined {
    return this.gateReadings().find((gate) => gate.agency === agency && gate.target === target);
  }

  private gateReadings(): readonly GateReading[] {
    return [...this.gates.values()].flatMap((read) => read());
  }
}
