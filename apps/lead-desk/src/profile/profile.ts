import { Injectable, Logger } from '@nestjs/common';
import { inAgency } from '#runtime';
import { DataSource } from 'typeorm';
import { DeskRefusal, notFound } from '../api-problems/desk-refusal';
import { readId } from '../people/person-id';
import { LockOut } from '../sign-in/lock-out';
import { hashPassword, isPassword } from '../sign-in/passwords';
import { Sessions } from '../sign-in/sessions';
import type { SignedInMember } from '../sign-in/signed-in';
import type { ChangePasswordRequest, OwnSessionsView } from './profile-views';

/** What members see and change of their own account. */
@Injectable()
export class Profile {
  private readonly log = new Logger('lead-desk');

  constructor(
    private readonly db: DataSource,
    private readonly sessions: Sessions,
    private readonly lockOut: LockOut,
  ) {}

  async sessionsOf(who: SignedInMember): Promise<OwnSessionsView> {
    const all = await this.sessions.of(who);
    return {
      sessions: all.map(({ id, device, startedAt, seenAt, current }) => ({
        id,
        device,
        startedAt: startedAt.toISOString(),
        seenAt: seenAt.toISOString(),
        current,
      })),
    };
  }

  /** @throws DeskRefusal 404 also for a session of somebody else */
  async endSession(who: SignedInMember, id: string): Promise<void> {
    const ended = await this.sessions.end(who, readId(id, 'session'));
    if (ended === 0) throw notFound('session');
    this.tell(who, 'ended a session of theirs');
  }

  async endOthers(who: SignedInMember): Promise<void> {
    await this.sessions.endOthers(who);
    this.tell(who, 'ended their other sessions');
  }

  /** Whoever took a session does not take the account: the password is asked for, and guessing it is slow. Other sessions end. */
  async changePassword(who: SignedInMember, { current, next }: ChangePasswordRequest, address: string): Promise<void> {
    const { email } = who.member;
    await this.lockOut.count(email, address);
    const [account]: { password_hash: string }[] = await this.db.query(
      'select password_hash from lead_desk.members where agency = $1 and id = $2 and disabled_at is null',
      [who.agency, who.memberId],
    );
    if (!(await isPassword(account?.password_hash, current)))
      throw new DeskRefusal(422, [{ path: '/current', rule: 'credentials', message: 'This is not your password' }]);
    await this.lockOut.clear(email, address);
    const passwordHash = await hashPassword(next);
    await inAgency(this.db, who.agency, async (manager) => {
      await manager.query('update lead_desk.members set password_hash = $3 where agency = $1 and id = $2', [
        who.agency,
        who.memberId,
        passwordHash,
      ]);
      await this.sessions.endOthers(who, manager);
    });
    this.tell(who, 'changed their password');
  }

  private tell({ agency, memberId }: SignedInMember, did: string): void {
    this.log.log({ agency, member: memberId, did }, `A member ${did}`);
  }
}
