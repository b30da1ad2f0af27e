import { setTimeout as pause } from 'node:timers/promises';
import { Agent, request } from 'undici';
import { eventKey, type Twin } from '../../../apps/twin/src/index';
import type { Answer, Sent } from './sent';

export interface Speaker {
  readonly agency: string;
  readonly participant: string;
  readonly side: 'website' | 'backOffice';
  readonly key: string;
}

/** One agency of the load: its website, its back office, and the twin that tells when the back office knows a person. */
export interface LoadedAgency {
  readonly website: Speaker;
  readonly backOffice: Speaker;
  readonly backOfficeTwin: Twin;
}

export interface LoadOptions {
  readonly agencies: readonly LoadedAgency[];
  /** Customers per agency; each is spoken of by both sides. */
  readonly persons: number;
  /** Events of each side per person. */
  readonly each: number;
  /** Number of the first; 1, which introduces the person, unless told. */
  readonly first?: number;
  /** Before the number of a customer's id; W unless told. */
  readonly prefix?: string;
  /** The back office says nothing. */
  readonly customersOnly?: boolean;
  /** Events per second of all senders together. */
  readonly rate: number;
  /** Where the front door is at the moment. */
  url(): string;
  /** How long one event is sent again while there is no answer for good; then its person says no more. */
  readonly insistMs: number;
  /** The event's own time; now unless told. */
  readonly timeOf?: (n: number) => Date;
}

interface Said {
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/**
 * Sends numbered events of many persons, both sides at once: for each person and side one after the other, the next only when
 * the one before was answered for good. Every answer is journalled; no answer is sent again with the same id.
 */
export class NumberedLoad {
  readonly sent: Sent[] = [];
  private readonly agent = new Agent({ connections: 64, headersTimeout: 20_000, bodyTimeout: 20_000, connectTimeout: 2_000 });
  private slot = 0;
  private readonly stopping = new AbortController();

  constructor(private readonly o: LoadOptions) {}

  /** Resolves when every person has said all, or was given up. */
  async run(): Promise<void> {
    this.slot = performance.now();
    const persons = this.o.agencies.flatMap((agency) => Array.from({ length: this.o.persons }, (_, index) => ({ agency, index })));
    const branch = this.o.customersOnly ? [] : persons.map(({ agency, index }) => this.branch(agency, index));
    await Promise.all([...persons.map(({ agency, index }) => this.customer(agency, index)), ...branch]);
    await this.agent.close();
  }

  /** Nobody begins another event. */
  stop(): void {
    this.stopping.abort();
  }

  private async customer({ website }: LoadedAgency, index: number): Promise<void> {
    for (const n of this.numbers()) {
      if (!(await this.say(website, this.nameOf(index), n, customerSays(index, n)))) return;
    }
  }

  /** Speaks once the back office has heard of the person, and by a record that names the website's. */
  private async branch({ website, backOffice, backOfficeTwin }: LoadedAgency, index: number): Promise<void> {
    const registered = eventKey(website.participant, sourceOf(website), idOf(website, this.nameOf(index), 1));
    const until = performance.now() + this.o.insistMs;
    while (!(await backOfficeTwin.journal.awaitEffect(registered, 1_000))) {
      if (this.stopping.signal.aborted || performance.now() > until) return;
    }
    // The name it answered with is the one the bridge knows it by.
    const heard = backOfficeTwin.journal.all().find(({ event }) => event && eventKey(event.origin, event.source, event.id) === registered);
    const subject = backOfficeTwin.ownIdOf(heard?.event?.subject ?? '');
    for (const n of this.numbers()) {
      if (!(await this.say(backOffice, subject, n, branchSays(website.participant, this.nameOf(index), n)))) return;
    }
  }

  private *numbers(): Generator<number> {
    const { first = 1, each } = this.o;
    for (let n = first; n < first + each && !this.stopping.signal.aborted; n += 1) yield n;
  }

  private nameOf(index: number): string {
    return `${this.o.prefix ?? 'W'}${index}`;
  }

  private async say(speaker: Speaker, subject: string, n: number, said: Said): Promise<boolean> {
    this.slot = Math.max(this.slot, performance.now() - 1_000) + 1_000 / this.o.rate;
    await pause(Math.max(0, this.slot - performance.now()));
    const { agency, participant, side } = speaker;
    const id = idOf(speaker, subject, n);
    const source = sourceOf(speaker);
    const time = (this.o.timeOf?.(n) ?? new Date()).toISOString();
    const body = JSON.stringify({ specversion: '1.0', id, source, type: said.type, subject, time, data: said.data });
    const dueAt = Date.now();
    const sent: Sent = { agency, participant, side, source, id, subject, n, type: said.type, body, dueAt, answer: 'unknown', sendings: 0 };
    this.sent.push(sent);
    const until = performance.now() + this.o.insistMs;
    do {
      sent.sendings += 1;
      sent.answer = await this.post(speaker.key, body);
      if (sent.answer !== 'unknown') return true;
      await pause(250);
    } while (performance.now() < until);
    return false;
  }

  private async post(key: string, body: string): Promise<Answer> {
    try {
      const answer = await request(`${this.o.url()}/v1/events`, {
        dispatcher: this.agent,
        method: 'POST',
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/cloudevents+json' },
        body,
      });
      await answer.body.text();
      if (answer.statusCode === 202) return 'ok';
      return answer.statusCode === 429 || answer.statusCode === 408 || answer.statusCode >= 500 ? 'unknown' : 'refused';
    } catch {
      return 'unknown'; // No answer: it may have been taken.
    }
  }
}

const sourceOf = ({ participant }: Speaker): string => `https://${participant}.example`;
const idOf = ({ side }: Speaker, subject: string, n: number): string => `${side === 'website' ? 'w' : 'b'}-${subject}-${n}`;

function customerSays(index: number, n: number): Said {
  const property = { system: 'site', id: `L${index}-${n}` };
  if (n === 1)
    return {
      type: 'person.registered',
      data: { person: { name: { given: 'Person', family: `No ${index}` }, emails: [{ address: `w${index}@example.com` }] } },
    };
  return n % 3 === 0 ? { type: 'property.saved', data: { property } } : { type: 'property.viewed', data: { property } };
}

function branchSays(website: string, customer: string, n: number): Said {
  const property = { system: 'branch', id: `P-${customer}-${n}` };
  if (n > 1) return { type: 'interest.registered', data: { property, how: 'call' } };
  const person = {
    name: { given: 'Customer', family: `Of ${customer}` },
    externalIds: [{ system: website, id: customer }],
    roles: ['applicant'],
  };
  return { type: 'person.updated', data: { person } };
}
