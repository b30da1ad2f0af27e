import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '#runtime';
import { DataSource } from 'typeorm';
import { DeskRefusal } from '../api-problems/desk-refusal';

/** Attempts that cost nothing: people mistype, and several sit behind one address. */
const freeAttempts = { account: 4, address: 20 } as const;
const longestSeconds = 900;
const forgottenAfter = '1 hour';

type Kind = keyof typeof freeAttempts;
const whoOf = (kind: Kind, name: string): Buffer => createHash('sha256').update(`${kind} ${name}`).digest();

/** Makes guessing slow, per account and per address: each further failure doubles the wait, up to a quarter of an hour. */
@Injectable()
export class LockOut {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
  ) {}

  /** Counts an attempt before it is looked at, so that many at once count as many. Refused while blocked. */
  async count(email: string, address: string): Promise<void> {
    await this.countOne('address', address);
    await this.countOne('account', email);
  }

  /** A success clears the account and takes its attempt from the address. */
  async clear(email: string, address: string): Promise<void> {
    await this.db.query('delete from lead_desk.sign_in_failures where who = $1', [whoOf('account', email)]);
    await this.db.query('update lead_desk.sign_in_failures set failures = greatest(failures - 1, 0) where who = $1', [
      whoOf('address', address),
    ]);
  }

  private async countOne(kind: Kind, name: string): Promise<void> {
    const who = whoOf(kind, name);
    const now = this.clock.now();
    const wait = `least(${longestSeconds}, power(2, least(n - ${freeAttempts[kind]}, 20)))`;
    const rows: { failures: number }[] = await this.db.query(
      `insert into lead_desk.sign_in_failures as t (who, failures, blocked_until, last_at) values ($1, 1, $2, $2)
       on conflict (who) do update set last_at = $2,
         failures = case when t.last_at < $2::timestamptz - interval '${forgottenAfter}' then 1 else t.failures + 1 end,
         blocked_until = (select case when n >= ${freeAttempts[kind]} then $2::timestamptz + ${wait} * interval '1 second' else $2 end
           from (select case when t.last_at < $2::timestamptz - interval '${forgottenAfter}' then 1 else t.failures + 1 end as n) c)
       where t.blocked_until <= $2 returning failures`,
      [who, now],
    );
    if (rows.length > 0) return;
    const blocked: { blocked_until: Date }[] = await this.db.query('select blocked_until from lead_desk.sign_in_failures where who = $1', [
      who,
    ]);
    const seconds = Math.max(1, Math.ceil(((blocked[0]?.blocked_until ?? now).getTime() - now.getTime()) / 1000));
    throw new DeskRefusal(429, [{ path: '', rule: 'lockedOut', message: `Too many attempts; try again in ${seconds} seconds` }], seconds);
  }
}
