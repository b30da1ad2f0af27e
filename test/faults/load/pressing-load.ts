import { setTimeout as pause } from 'node:timers/promises';
import { Agent, request } from 'undici';
import type { LoadedAgency, Speaker } from './numbered-load';
import type { Sent } from './sent';

const perRequest = 30;
/** As long as a note may be, three bytes a character: thirty of them fill a request. */
const text = '語'.repeat(10_000);
const longestRestMs = 5_000;

export interface PressingOptions {
  readonly agencies: readonly LoadedAgency[];
  /** Per agency; each has a request under way all the time, or waits as long as it was told to. */
  readonly senders: number;
  url(): string;
  /** How long a request is sent again after the pressing is over. */
  readonly insistMs: number;
}

/** How many requests were taken, how often senders were told to come later, and how often nobody told them when. */
export interface Told {
  taken: number;
  later: number;
  neverWhen: number;
}

/** Senders that press large requests on the bridge as fast as it lets them, each of one person and in order, until they are told to stop. */
export class PressingLoad {
  readonly sent: Sent[] = [];
  readonly told: Told = { taken: 0, later: 0, neverWhen: 0 };
  private readonly agent = new Agent({ headersTimeout: 60_000, bodyTimeout: 60_000, connectTimeout: 5_000 });
  private readonly stopping = new AbortController();

  constructor(private readonly o: PressingOptions) {}

  /** Resolves once all have stopped and what they sent was answered for good. */
  async run(): Promise<void> {
    await Promise.all(
      this.o.agencies.flatMap(({ website }) => Array.from({ length: this.o.senders }, (_, index) => this.press(website, `N${index}`))),
    );
    await this.agent.close();
  }

  /** Nobody begins another request. */
  stop(): void {
    this.stopping.abort();
  }

  private async press(speaker: Speaker, subject: string): Promise<void> {
    for (let first = 1; !this.stopping.signal.aborted; first += perRequest) {
      const events = Array.from({ length: perRequest }, (_, index) => noted(speaker, subject, first + index));
      this.sent.push(...events.map(({ sent }) => sent));
      if (!(await this.insist(speaker, events))) return;
    }
  }

  private async insist({ key }: Speaker, events: readonly Noted[]): Promise<boolean> {
    const body = JSON.stringify(events.map(({ event }) => event));
    let until = Number.POSITIVE_INFINITY;
    for (;;) {
      for (const { sent } of events) sent.sendings += 1;
      const { status, retryAfterMs } = await this.post(key, body);
      const answer = status === 202 ? 'ok' : status === null || status === 429 || status >= 500 ? 'unknown' : 'refused';
      for (const { sent } of events) sent.answer = answer;
      if (answer === 'ok') this.told.taken += 1;
      if (answer !== 'unknown') return answer === 'ok';
      if (this.stopping.signal.aborted) until = Math.min(until, performance.now() + this.o.insistMs);
      if (performance.now() > until) return false;
      await pause(Math.min(retryAfterMs, longestRestMs));
    }
  }

  private async post(key: string, body: string): Promise<{ status: number | null; retryAfterMs: number }> {
    try {
      const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/cloudevents-batch+json' };
      const answer = await request(`${this.o.url()}/v1/events`, { dispatcher: this.agent, method: 'POST', headers, body });
      await answer.body.dump();
      const seconds = Number(answer.headers['retry-after']);
      if (answer.statusCode === 503) this.told[seconds >= 1 ? 'later' : 'neverWhen'] += 1;
      return { status: answer.statusCode, retryAfterMs: seconds >= 1 ? seconds * 1_000 : 250 };
    } catch {
      return { status: null, retryAfterMs: 250 }; // No answer: they may have been taken.
    }
  }
}

interface Noted {
  readonly sent: Sent;
  readonly event: Readonly<Record<string, unknown>>;
}

function noted({ agency, participant, side }: Speaker, subject: string, n: number): Noted {
  const source = `https://${participant}.example`;
  const id = `n-${subject}-${n}`;
  const type = n === 1 ? 'person.registered' : 'property.noted';
  const person = { name: { given: 'Person', family: `No ${subject}` }, emails: [{ address: `${subject.toLowerCase()}@example.com` }] };
  const data = n === 1 ? { person } : { property: { system: 'site', id: `L-${subject}-${n}` }, visibility: 'shared', text };
  const event = { specversion: '1.0', id, source, type, subject, time: new Date().toISOString(), data };
  // Nobody sends it a second time but its sender, so its text need not be kept.
  const sent: Sent = {
    agency,
    participant,
    side,
    source,
    id,
    subject,
    n,
    type,
    body: '',
    dueAt: Date.now(),
    answer: 'unknown',
    sendings: 0,
  };
  return { sent, event };
}
