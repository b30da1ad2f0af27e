import { randomBytes } from 'node:crypto';
import type { Side } from '#people-exchange';
import { prepared } from '#runtime';
import type { DataSource } from 'typeorm';
import { ExchangeRefused } from '../errors';
import type { DeliveryMode, Receives, Target } from './target';

export interface NewParticipant {
  readonly agency: string;
  readonly id: string;
  readonly name: string;
  readonly side: Side;
  readonly delivery: { readonly mode: DeliveryMode; readonly url?: string; readonly allowPrivate?: boolean };
  readonly receives?: Receives;
  readonly admission?: 'straight' | 'approval';
  readonly concurrency?: number;
}

export const columns = `agency, id, name, side, mode, webhook_url as "webhookUrl", webhook_secret as "webhookSecret", allowed_private as "allowedPrivate",
  state, admission, receives, concurrency`;

/** The participant that the bridge brings itself. */
export const leadDesk = 'lead-desk';

/** Who takes part, and how each is reached. Reads are cached for a second: routing asks at every batch. */
export class Participants {
  private cached: { at: number; targets: Promise<readonly Target[]> } | undefined;

  constructor(private readonly db: DataSource) {}

  async addAgency(agency: { id: string; name: string; zone: string }): Promise<void> {
    await this.db.query('insert into exchange.agencies (id, name, zone) values ($1, $2, $3) on conflict do nothing', [
      agency.id,
      agency.name,
      agency.zone,
    ]);
    await this.seatLeadDesk();
  }

  /** Every agency has the lead desk among its back offices; it reads the log itself. */
  async seatLeadDesk(): Promise<void> {
    await this.db.query(
      `insert into exchange.participants (agency, id, name, side, mode) select id, $1, 'Lead desk', 'backOffice', 'log' from exchange.agencies
       on conflict do nothing`,
      [leadDesk],
    );
    this.cached = undefined;
  }

  async agencies(): Promise<{ id: string; name: string; zone: string }[]> {
    return this.db.query('select id, name, zone from exchange.agencies order by id');
  }

  /** So that a mistyped agency is not taken for an empty one. @throws ExchangeRefused `notFound` */
  async demandAgency(agency: string): Promise<void> {
    const known: unknown[] = await this.db.query('select 1 from exchange.agencies where id = $1', [agency]);
    if (known.length === 0) throw new ExchangeRefused('notFound', `There is no agency "${agency}"; add it first`, { agency });
  }

  /** Adds a participant; a webhook gets its signing secret here, shown once to whoever adds it. */
  async add(participant: NewParticipant): Promise<Target> {
    const { agency, id, name, side, delivery } = participant;
    await this.demandAgency(agency);
    const secret = delivery.mode === 'webhook' ? `whsec_${randomBytes(24).toString('base64')}` : null;
    const allowed = delivery.mode === 'webhook' && delivery.allowPrivate && delivery.url ? [hostAndPort(delivery.url)] : [];
    const added: Target[] = await this.db.query(
      `insert into exchange.participants (agency, id, name, side, mode, webhook_url, webhook_secret, allowed_private, admission, receives, concurrency)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict do nothing returning ${columns}`,
      [
        agency,
        id,
        name,
        side,
        delivery.mode,
        delivery.url ?? null,
        secret,
        allowed,
        participant.admission ?? 'straight',
        JSON.stringify(participant.receives ?? {}),
        participant.concurrency ?? 32,
      ],
    );
    const [target] = added;
    if (!target) throw new ExchangeRefused('conflict', `Participant "${id}" of agency "${agency}" is there already`, { agency, id });
    if (delivery.mode === 'feed')
      await this.db.query('insert into exchange.feeds (agency, participant) values ($1, $2) on conflict do nothing', [agency, id]);
    this.cached = undefined;
    return target;
  }

  async change(
    agency: string,
    id: string,
    change: { state?: 'active' | 'paused'; reason?: string; admission?: string; receives?: Receives; concurrency?: number },
  ): Promise<Target> {
    if (change.receives?.gather) await this.refuseWithoutWebhook(agency, id);
    const changed: [Target[], number] = await this.db.query(
      `update exchange.participants set state = coalesce($3, state), state_reason = case when $3::text is null then state_reason else $4 end,
         admission = coalesce($5, admission), receives = coalesce($6, receives), concurrency = coalesce($7, concurrency)
       where agency = $1 and id = $2 returning ${columns}`,
      [
        agency,
        id,
        change.state ?? null,
        change.reason ?? null,
        change.admission ?? null,
        change.receives ? JSON.stringify(change.receives) : null,
        change.concurrency ?? null,
      ],
    );
    const [target] = changed[0];
    if (!target) throw new ExchangeRefused('notFound', `There is no participant "${id}" in agency "${agency}"`, { agency, id });
    // What waits for more to go with it may have waited long enough by now.
    if (change.receives)
      await this.db.query(
        `update exchange.queues set wake_at = '-infinity' where agency = $1 and target = $2 and failing_since is null and wake_at > '-infinity'`,
        [agency, id],
      );
    this.cached = undefined;
    return target;
  }

  private async refuseWithoutWebhook(agency: string, id: string): Promise<void> {
    const [found]: { mode: string }[] = await this.db.query('select mode from exchange.participants where agency = $1 and id = $2', [
      agency,
      id,
    ]);
    // A connection gathers what its pack puts into one request.
    if (found && found.mode !== 'webhook' && found.mode !== 'connection')
      throw new ExchangeRefused('conflict', `"${id}" has no webhook, so nothing can be gathered for it`, { agency, id, mode: found.mode });
  }

  /** Every participant; at most a second old. */
  async targets(): Promise<readonly Target[]> {
    const now = performance.now();
    if (!this.cached || now - this.cached.at > 1000) {
      this.cached = { at: now, targets: this.db.query(`select ${columns} from exchange.participants order by agency, id`) };
    }
    const { targets } = this.cached;
    try {
      return await targets;
    } catch (error) {
      this.cached = undefined;
      throw error;
    }
  }

  async list(agency?: string): Promise<readonly Target[]> {
    const all: Target[] = await this.db.query(
      prepared(`select ${columns} from exchange.participants where $1::text is null or agency = $1 order by agency, id`),
      [agency ?? null],
    );
    return all;
  }
}

/** `host:port` of an address, with the scheme's own port where none is named. */
export function hostAndPort(url: string): string {
  const { hostname, port, protocol } = new URL(url);
  return `${hostname}:${port || (protocol === 'https:' ? '443' : '80')}`;
}
