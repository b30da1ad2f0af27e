import { isRecord } from '../twin/wire';

/** What the demo needs of the operator's API; the key stands in access.json of the bridge's data folder. */
export class Operator {
  constructor(
    private readonly url: string,
    private readonly key: string,
  ) {}

  addAgency(agency: { id: string; name: string; zone: string }): Promise<unknown> {
    return this.ask('POST', '/v1/agencies', agency);
  }

  /** @returns the participant's key, and the secret its webhooks are signed with */
  async addParticipant(participant: {
    agency: string;
    id: string;
    name: string;
    side: 'website' | 'backOffice';
    delivery: { mode: 'webhook'; url: string; allowPrivate: boolean };
  }): Promise<{ key: string; webhookSecret: string }> {
    const path = '/v1/participants';
    const answer = await this.ask('POST', path, participant);
    const key = isRecord(answer) && isRecord(answer['key']) ? answer['key']['key'] : undefined;
    const secret = isRecord(answer) ? answer['webhookSecret'] : undefined;
    if (typeof key !== 'string' || typeof secret !== 'string') throw new StrangeAnswer(path, answer);
    return { key, webhookSecret: secret };
  }

  async tally(agency: string): Promise<Tally> {
    const path = `/v1/tally?agency=${encodeURIComponent(agency)}`;
    const answer = await this.ask('GET', path);
    if (!isRecord(answer) || !Array.isArray(answer['targets'])) throw new StrangeAnswer(path, answer);
    // The bridge's own published answer; its parts are numbers by DESIGN §8.
    return answer as unknown as Tally;
  }

  /** States of one event at its targets, as the bridge counts them. */
  async statesOf(participant: string, source: string, id: string): Promise<{ target: string; state: string }[]> {
    const path = `/v1/journeys?source=${encodeURIComponent(source)}&id=${encodeURIComponent(id)}`;
    const answer = await this.ask('GET', path);
    const journeys: unknown[] = isRecord(answer) && Array.isArray(answer['journeys']) ? answer['journeys'] : [];
    // Another body under the same id has a journey of its own.
    const targets: unknown[] = journeys.flatMap((one): unknown[] =>
      isRecord(one) && one['participant'] === participant && Array.isArray(one['targets']) ? one['targets'] : [],
    );
    return targets.flatMap((one) =>
      isRecord(one) && typeof one['target'] === 'string' && typeof one['state'] === 'string'
        ? [{ target: one['target'], state: one['state'] }]
        : [],
    );
  }

  private async ask(method: 'GET' | 'POST', path: string, body?: unknown): Promise<unknown> {
    const answer = await fetch(`${this.url}${path}`, {
      method,
      headers: { authorization: `Bearer ${this.key}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: AbortSignal.timeout(30_000),
    });
    const text = await answer.text();
    if (!answer.ok) throw new OperatorRefused(`${method} ${path}`, answer.status, text.slice(0, 2_000));
    return JSON.parse(text);
  }
}

export interface TargetTally {
  target: string;
  agency: string;
  name: string;
  side: 'website' | 'backOffice';
  routed: number;
  inFlight: number;
  held: { approval: number; parent: number; behind: number; replay: number };
  parked: number;
  delivered: number;
  ignored: number;
  skipped: number;
  erased: number;
}

export interface Tally {
  accepted: number;
  repeated: number;
  unrouted: number;
  targets: TargetTally[];
}

export class OperatorRefused extends Error {
  readonly code = 'operator-refused';
  readonly retriable = false;
  constructor(
    readonly what: string,
    readonly status: number,
    readonly answer: string,
  ) {
    super(`${what} was answered ${status}: ${answer}`);
  }
}

export class StrangeAnswer extends Error {
  readonly code = 'strange-answer';
  readonly retriable = false;
  constructor(
    readonly path: string,
    readonly answer: unknown,
  ) {
    super(`${path} answered something else than its contract says: ${JSON.stringify(answer)?.slice(0, 300)}`);
  }
}
