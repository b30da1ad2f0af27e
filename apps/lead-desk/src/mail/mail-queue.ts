import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { MailKind } from './mail-text';
import type { MailOutcome } from './mail-way';

/** A mail that this process has taken to send. */
export interface TakenMail {
  readonly agency: string;
  readonly id: string;
  readonly kind: MailKind;
  readonly member_id: string;
  readonly lead_id: string | null;
  readonly to_name: string;
  readonly to_address: string;
  readonly words: Readonly<Record<string, string>>;
  /** Names the attempt: what comes of an earlier one is not written over a later. */
  readonly attempts: number;
}

const minute = 60_000;
const waits = [1, 5, 15, 60, 240].map((minutes) => minutes * minute);
/** Longer than any attempt lasts. */
const lostAfterMs = 10 * minute;

/** The mails of every agency that wait to be sent, and what came of each attempt. */
@Injectable()
export class MailQueue {
  constructor(private readonly db: DataSource) {}

  /** What has to be settled before others are taken: attempts whose process died, and mails that would come too late. */
  async settle(now: Date, doubtful: boolean): Promise<void> {
    await this.db.query(
      doubtful
        ? `update lead_desk.mails set state = 'unsure', ended_at = $1, answer = 'The attempt was cut off; it may have been sent'
           where state = 'sending' and taken_at < $2`
        : `update lead_desk.mails set state = 'waiting', due_at = $1 where state = 'sending' and taken_at < $2`,
      [now, new Date(now.getTime() - lostAfterMs)],
    );
    await this.db.query(
      `update lead_desk.mails set state = 'refused', due_at = null, ended_at = $1, answer = coalesce('Given up: ' || answer, 'It would have come too late')
       where state = 'waiting' and due_at <= $1 and worth_until <= $1`,
      [now],
    );
  }

  /** The next one that is due; committed before it goes out, so that no other process takes it. */
  async take(now: Date): Promise<TakenMail | undefined> {
    const [taken]: [TakenMail[], number] = await this.db.query(
      `with next as materialized (
         select agency, id from lead_desk.mails where state = 'waiting' and due_at <= $1 order by due_at, id limit 1 for update skip locked)
       update lead_desk.mails m set state = 'sending', taken_at = $1, attempts = m.attempts + 1
       from next where m.agency = next.agency and m.id = next.id
       returning m.agency, m.id, kind, member_id, lead_id, to_name, to_address, words, attempts`,
      [now],
    );
    return taken[0];
  }

  /** What came of an attempt. A later word of the same attempt counts over "unsure"; that of an earlier attempt does not. */
  async record({ agency, id, attempts }: TakenMail, { state, answer }: MailOutcome, now: Date): Promise<void> {
    const wait = waits[Math.min(attempts, waits.length) - 1] ?? minute;
    const later = state === 'later';
    await this.db.query(
      `update lead_desk.mails set state = $4, answer = $5, due_at = $6, ended_at = $7
       where agency = $1 and id = $2 and attempts = $3 and state in ('sending', 'unsure')`,
      [agency, id, attempts, later ? 'waiting' : state, answer, later ? new Date(now.getTime() + wait) : null, later ? null : now],
    );
  }

  /** Of these mails those that are not known any more, erased or old. */
  async unknownOf(ids: readonly string[]): Promise<readonly string[]> {
    const rows: { id: string }[] = await this.db.query(
      'select id::text as id from unnest($1::text[]) as held(id) where not exists (select from lead_desk.mails m where m.id::text = held.id)',
      [ids],
    );
    return rows.map(({ id }) => id);
  }
}
