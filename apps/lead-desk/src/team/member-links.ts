import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';

export type LinkOpens = 'invitation' | 'reset';

const hour = 3_600_000;
const lifetimeMs: Readonly<Record<LinkOpens, number>> = { invitation: 7 * 24 * hour, reset: hour };
const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();

/** Links that let a member choose a password: 256 random bits, of which the hash alone is kept, good once. */
@Injectable()
export class MemberLinks {
  constructor(private readonly db: DataSource) {}

  /** @returns the token, or undefined where the member is gone, disabled, or needs no invitation any more */
  async make(agency: string, memberId: string, what: LinkOpens, now: Date): Promise<string | undefined> {
    const token = randomBytes(32).toString('base64url');
    const made: unknown[] = await this.db.query(
      `insert into lead_desk.member_links (token_hash, agency, member_id, what, made_at, expires_at)
       select $3, agency, id, $4, $5, $6 from lead_desk.members
       where agency = $1 and id = $2 and disabled_at is null and ($4 = 'reset') = (password_hash is not null) returning member_id`,
      [agency, memberId, hashOf(token), what, now, new Date(now.getTime() + lifetimeMs[what])],
    );
    return made.length > 0 ? token : undefined;
  }

  /** Whose link this is, while it opens; does not use it up. */
  async whose(token: string, what: LinkOpens, now: Date): Promise<{ agency: string; memberId: string } | undefined> {
    const rows: { agency: string; memberId: string }[] = await this.db.query(
      'select agency, member_id as "memberId" from lead_desk.member_links where token_hash = $1 and what = $2 and expires_at > $3',
      [hashOf(token), what, now],
    );
    return rows[0];
  }

  /** Uses a link up, in the transaction of what it is for, and every other of its member with it. @returns whether it was still good */
  async use(manager: EntityManager, { agency, memberId, token }: { agency: string; memberId: string; token: string }): Promise<boolean> {
    const [, used]: [unknown, number] = await manager.query('delete from lead_desk.member_links where agency = $1 and token_hash = $2', [
      agency,
      hashOf(token),
    ]);
    await this.end(manager, agency, memberId);
    return used > 0;
  }

  async end(manager: EntityManager, agency: string, memberId: string): Promise<void> {
    await manager.query('delete from lead_desk.member_links where agency = $1 and member_id = $2', [agency, memberId]);
  }
}
