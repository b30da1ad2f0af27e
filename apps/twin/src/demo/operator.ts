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

  /** @returns the path of its webhook's address */
  async addConnection(connection: {
    agency: string;
    id: string;
    name: string;
    pack: string;
    settings: Readonly<Record<string, unknown>>;
  }): Promise<string> {
    const path = '/v1/connections';
    const answer = await this.ask('POST', path, { ...connection, allowPrivate: true });
    const hook = isRecord(answer) && isRecord(answer['connection']) ? answer['connection']['hook'] : undefined;
    if (typeof hook !== 'string') throw new StrangeAnswer(path, answer);
    return hook;
  }

  async connections(agency: string): Promise<ConnectionSeen[]> {
    const path = `/v1/connections?agency=${encodeURIComponent(agency)}`;
    const answer = await this.ask('GET', path);
    if (!isRecord(answer) || !Array.isArray(answer['connections'])) throw new StrangeAnswer(path, answer);
    // The bridge's own published answer.
    return answer['connections'] as ConnectionSeen[];
  }

  /** What a connection's vendor could not hold, by field. */
  async drift(agency: string, connection: string): Promise<DriftSeen[]> {
    const path = `/v1/connections/${encodeURIComponent(agency)}/${encodeURIComponent(connection)}/drift`;
    const answer = await this.ask('GET', path);
    if (!isRecord(answer) || !Array.isArray(answer['drift'])) throw new StrangeAnswer(path, answer);
    // The bridge's own published answer.
    return answer['drift'] as DriftSeen[];
  }

  /** Deliveries that wait for a person's decision. */
  async parked(agency: string): Promise<ParkedSeen[]> {
    const path = `/v1/deliveries?agency=${encodeURIComponent(agency)}&state=parked`;
    const answer = await this.ask('GET', path);
    if (!isRecord(answer) || !Array.isArray(answer['deliveries'])) throw new StrangeAnswer(path, answer);
    // The bridge's own published answer.
    return answer['deliveries'] as ParkedSeen[];
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

export interface ConnectionSeen {
  id: string;
  state: string;
  says: string | null;
  waiting: { toRead: number; parked: number; toSay: number };
  refusedHooks: { count: number; why: string | null };
  requestsToday: number;
  drift: number;
}

export interface DriftSeen {
  record: string;
  field: string;
  count: number;
  ours: string | null;
  theirs: string | null;
}

export interface ParkedSeen {
  target: string;
  source: string;
  id: string;
  type: string;
  reason: string | null;
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
