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
  /** Events per second of all senders together. */
  readonly rate: number;
  /** Where the front door is at the moment. */
  url(): string;
  /** How long one event is sent again while there is no answer for good; then its person says no more. */
  readonly insistMs: number;
  /** What the n-th event of a website's person says instead of the usual. */
  readonly twist?: (n: number, said: Said) => Said;
}

export interface Said {
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
    await Promise.all(persons.flatMap(({ agency, index }) => [this.customer(agency, index), this.branch(agency, index)]));
    await this.agent.close();
  }

  /** Nobody begins another event. */
  stop(): void {
    this.stopping.abort();
  }

  private async customer({ website }: LoadedAgency, index: number): Promise<void> {
    for (let n = 1; n <= this.o.each && !this.stopping.signal.aborted; n += 1) {
      const said = customerSays(index, n);
      if (!(await this.say(website, `W${index}`, n, this.o.twist?.(n, said) ?? said))) return;
    }
  }

  /** Speaks once the back office has heard of the person, and by a record that names the website's. */
  private async branch({ website, backOffice, backOfficeTwin }: LoadedAgency, index: number): Promise<void> {
    const registered = eventKey(website.participant, sourceOf(website), idOf(website, `W${index}`, 1));
    while (!(await backOfficeTwin.journal.awaitEffect(registered, 1_000))) if (this.stopping.signal.aborted) return;
    // The name it answered with is the one the bridge knows it by.
    const heard = backOfficeTwin.journal.all().find(({ event }) => event && eventKey(event.origin, event.source, event.id) === registered);
    const subject = backOfficeTwin.ownIdOf(heard?.event?.subject ?? '');
    for (let n = 1; n <= this.o.each && !this.stopping.signal.aborted; n += 1) {
      if (!(await this.say(backOffice, subject, n, branchSays(website.participant, index, n)))) return;
    }
  }

  private async say(speaker: Speaker, subject: string, n: number, said: Said): Promise<boolean> {
    this.slot = Math.max(this.slot, performance.now() - 1_000) + 1_000 / this.o.rate;
    await pause(Math.max(0, this.slot - performance.now()));
    const { agency, participant, side } = speaker;
    const id = idOf(speaker, subject, n);
    const sent: Sent = {
      agency,
      participant,
      side,
      source: sourceOf(speaker),
      id,
      subject,
      n,
      type: said.type,
      answer: 'unknown',
      sendings: 0,
    };
    this.sent.push(sent);
    const event = {
      specversion: '1.0',
      id,
      source: sent.source,
      type: said.type,
      subject,
      time: new Date().toISOString(),
      data: said.data,
    };
    const until = performance.now() + this.o.insistMs;
    do {
      sent.sendings += 1;
      sent.answer = await this.post(speaker.key, JSON.stringify(event));
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

function branchSays(website: string, index: number, n: number): Said {
  const property = { system: 'branch', id: `P${index}-${n}` };
  if (n > 1) return { type: 'interest.registered', data: { property, how: 'call' } };
  const person = {
    name: { given: 'Customer', family: `No ${index}` },
    externalIds: [{ system: website, id: `W${index}` }],
    roles: ['applicant'],
  };
  return { type: 'person.updated', data: { person } };
}
