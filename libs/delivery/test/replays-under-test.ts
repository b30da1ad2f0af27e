import type { Side } from '#people-exchange';
import { SystemClock } from '#runtime';
import { until } from '../../../test/journeys/until';
import { LaneWorker } from '../src/lanes/lane-worker';
import { ReplayWorker } from '../src/replay/replay-worker';
import type { WantedReplay } from '../src/replay/plan';
import { Replays } from '../src/replay/replays';
import type { RunView } from '../src/replay/run';
import { type Answer, HttpTarget, type Outgoing } from '../src/targets/http-target';
import type { ExchangeUnderTest } from './exchange-under-test';

/** Lets a test hold answers back, and remembers for what work each request was made. */
export class HeldTarget extends HttpTarget {
  readonly works: (string | undefined)[] = [];
  private held: PromiseWithResolvers<void> | undefined;
  private from = Number.POSITIVE_INFINITY;

  constructor(private readonly under: ExchangeUnderTest) {
    super();
  }

  hold(): void {
    this.held ??= Promise.withResolvers();
  }

  /** Holds the answer to the request of this number, and all behind it. */
  holdFrom(number: number): void {
    this.from = number;
  }

  letGo(): void {
    this.from = Number.POSITIVE_INFINITY;
    this.held?.resolve();
    this.held = undefined;
  }

  async send(outgoing: Outgoing): Promise<Answer> {
    this.works.push(outgoing.work);
    if (this.works.length >= this.from) this.hold();
    const answer = await this.under.http.send(outgoing);
    await this.held?.promise;
    return answer;
  }

  sendTogether(all: readonly Outgoing[]): Promise<readonly Answer[]> {
    return Promise.all(all.map((outgoing) => this.send(outgoing)));
  }

  async close(): Promise<void> {
    // Nothing is open.
  }
}

/** A process that serves lanes and replays of one side; several of them may be there at once. */
export interface Served {
  readonly lanes: LaneWorker;
  readonly replays: ReplayWorker;
}

/** Replays of an exchange under test, with whoever carries them out. */
export class ReplaysUnderTest {
  readonly clock = new SystemClock();
  readonly replays: Replays;
  readonly http: HeldTarget;
  readonly troubles: string[] = [];
  private readonly served: Served[] = [];

  constructor(readonly under: ExchangeUnderTest) {
    this.replays = new Replays(under.db, under.participants, this.clock);
    this.http = new HeldTarget(under);
  }

  async serve(side: Side = 'backOffice', leaseSeconds?: number): Promise<Served> {
    const { db, participants } = this.under;
    const { http, clock } = this;
    const onTrouble = (message: string): void => void this.troubles.push(message);
    const lanes = new LaneWorker({ db, participants, http, clock, side, leaseSeconds, chance: () => 0, onTrouble });
    const replays = new ReplayWorker({ db, participants, clock, side, lanes, chance: () => 0, onTrouble });
    await lanes.start();
    replays.start();
    const served = { lanes, replays };
    this.served.push(served);
    return served;
  }

  /** Plans and starts one of north's crm, unless told otherwise. */
  async begin(wanted: Partial<WantedReplay> = {}): Promise<string> {
    const { id } = await this.plan(wanted);
    await this.replays.run('north', id);
    return id;
  }

  plan(wanted: Partial<WantedReplay> = {}): Promise<RunView> {
    return this.replays.plan({ agency: 'north', target: 'crm', kind: 'replay', by: 'operator', ...wanted });
  }

  async view(id: string): Promise<RunView> {
    return (await this.replays.show('north', id)).run;
  }

  async done(id: string): Promise<RunView> {
    await until(async () => {
      // What went wrong says more than that it took too long.
      if (this.troubles.length > 0) throw new Error(this.troubles.join('\n'));
      return (await this.view(id)).state === 'done';
    });
    return this.view(id);
  }

  /** What a target was told in a run, in order. */
  toldIn(id: string): string[] {
    return this.under.http.sent.filter(({ webhookId }) => webhookId.endsWith(`.${id}`)).map(({ event }) => event.id);
  }

  async close(): Promise<void> {
    this.http.letGo();
    for (const { lanes, replays } of this.served.splice(0)) {
      await replays.stop();
      await lanes.stop();
    }
  }
}
