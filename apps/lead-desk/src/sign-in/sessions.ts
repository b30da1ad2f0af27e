import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Role } from '#lead';
import { Clock } from '#runtime';
import { DataSource } from 'typeorm';
import { DeskSettings } from '../desk-settings';
import type { SignedInMember } from './signed-in';

interface SessionRow {
  agency: string;
  member_id: string;
  csrf: string;
  created_at: Date;
  seen_at: Date;
  name: string;
  email: string;
  role: Role;
}

/** Use is written down at most this often: most requests only read. */
const seenEveryMs = 60_000;

const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();

/** Sessions of 256 random bits; the table holds only their hashes. */
@Injectable()
export class Sessions {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly settings: DeskSettings,
  ) {}

  async open(agency: string, memberId: string): Promise<string> {
    const token = randomBytes(32).toString('base64url');
    const now = this.clock.now();
    await this.db.query(
      'insert into lead_desk.sessions (token_hash, agency, member_id, csrf, created_at, seen_at) values ($1, $2, $3, $4, $5, $5)',
      [hashOf(token), agency, memberId, randomBytes(24).toString('base64url'), now],
    );
    await this.db.query('delete from lead_desk.sessions where created_at < $1 or seen_at < $2', [
      new Date(now.getTime() - this.settings.absoluteMs),
      new Date(now.getTime() - this.settings.idleMs),
    ]);
    return token;
  }

  async find(token: string | undefined): Promise<SignedInMember | undefined> {
    return token === undefined ? undefined : this.findByHash(hashOf(token), true);
  }

  /** Whether a session that was let in still holds; does not count as use. */
  async holds(who: SignedInMember): Promise<boolean> {
    return (await this.findByHash(who.tokenHash, false)) !== undefined;
  }

  async close(who: SignedInMember): Promise<void> {
    await this.db.query('delete from lead_desk.sessions where token_hash = $1', [who.tokenHash]);
  }

  private async findByHash(tokenHash: Buffer, use: boolean): Promise<SignedInMember | undefined> {
    const rows: SessionRow[] = await this.db.query(
      `select s.agency, s.member_id, s.csrf, s.created_at, s.seen_at, m.name, m.email, m.role from lead_desk.sessions s
       join lead_desk.members m on m.agency = s.agency and m.id = s.member_id where s.token_hash = $1 and m.disabled_at is null`,
      [tokenHash],
    );
    const [row] = rows;
    const now = this.clock.now();
    if (
      !row ||
      now.getTime() - row.created_at.getTime() >= this.settings.absoluteMs ||
      now.getTime() - row.seen_at.getTime() >= this.settings.idleMs
    ) {
      return undefined;
    }
    if (use && now.getTime() - row.seen_at.getTime() > seenEveryMs) {
      await this.db.query('update lead_desk.sessions set seen_at = $2 where token_hash = $1', [tokenHash, now]);
    }
    const { agency, member_id: id, csrf, name, email, role } = row;
    return { memberId: id, name, agency, tokenHash, csrf, member: { id, name, email, role } };
  }
}
