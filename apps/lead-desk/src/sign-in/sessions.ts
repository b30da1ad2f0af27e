import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Role } from '#lead';
import { Clock } from '#runtime';
import { DataSource } from 'typeorm';
import { DeskSettings } from '../desk-settings';
import { deviceInWords } from './device-in-words';
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
  office: string | null;
}

/** A session as its member may see it; its token opens it, its id does not. */
export interface OwnSession {
  readonly id: string;
  readonly device: string | null;
  readonly startedAt: Date;
  readonly seenAt: Date;
  readonly current: boolean;
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

  /** @param userAgent what the browser says of itself */
  async open(agency: string, memberId: string, userAgent?: string): Promise<string> {
    const token = randomBytes(32).toString('base64url');
    const now = this.clock.now();
    await this.db.query(
      'insert into lead_desk.sessions (token_hash, agency, member_id, csrf, created_at, seen_at, device) values ($1, $2, $3, $4, $5, $5, $6)',
      [hashOf(token), agency, memberId, randomBytes(24).toString('base64url'), now, deviceInWords(userAgent)],
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

  /** All of a member's that hold, used last first. */
  async of({ agency, memberId, tokenHash }: SignedInMember): Promise<readonly OwnSession[]> {
    const now = this.clock.now().getTime();
    return this.db.query(
      `select id, device, created_at as "startedAt", seen_at as "seenAt", token_hash = $3 as current from lead_desk.sessions
       where agency = $1 and member_id = $2 and created_at > $4 and seen_at > $5 order by token_hash = $3 desc, seen_at desc, id`,
      [agency, memberId, tokenHash, new Date(now - this.settings.absoluteMs), new Date(now - this.settings.idleMs)],
    );
  }

  /** Ends one of a member's own. @returns how many: none where it is somebody else's, or over */
  async end({ agency, memberId }: SignedInMember, id: string): Promise<number> {
    const [, ended]: [unknown, number] = await this.db.query(
      'delete from lead_desk.sessions where agency = $1 and member_id = $2 and id = $3',
      [agency, memberId, id],
    );
    return ended;
  }

  /** @param within the transaction of what is the reason for it */
  async endOthers({ agency, memberId, tokenHash }: SignedInMember, within: Pick<DataSource, 'query'> = this.db): Promise<void> {
    await within.query('delete from lead_desk.sessions where agency = $1 and member_id = $2 and token_hash <> $3', [
      agency,
      memberId,
      tokenHash,
    ]);
  }

  private async findByHash(tokenHash: Buffer, use: boolean): Promise<SignedInMember | undefined> {
    const rows: SessionRow[] = await this.db.query(
      `select s.agency, s.member_id, s.csrf, s.created_at, s.seen_at, m.name, m.email, m.role, m.office from lead_desk.sessions s
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
    const { agency, member_id: id, csrf, name, email, role, office } = row;
    return { memberId: id, name, agency, tokenHash, csrf, member: { id, name, email, role, office } };
  }
}
