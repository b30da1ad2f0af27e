import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { emailKey } from '#lead';
import { Clock, inAgency } from '#runtime';
import { DataSource } from 'typeorm';
import { DeskRefusal } from '../api-problems/desk-refusal';
import { LockOut } from '../sign-in/lock-out';
import { hashPassword } from '../sign-in/passwords';
import { mailLink } from './invite';
import { type LinkOpens, MemberLinks } from './member-links';

const notGood: Readonly<Record<LinkOpens, string>> = {
  invitation: 'This invitation was used already or is too old; ask who invited you for another',
  reset: 'This link was used already or is too old; ask for another',
};

/** Choosing a password with a link from a mail, and asking for such a link. */
@Injectable()
export class ChoosePassword implements BeforeApplicationShutdown {
  private readonly log = new Logger('lead-desk');
  private working: Promise<void> = Promise.resolve();

  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
    private readonly links: MemberLinks,
    private readonly lockOut: LockOut,
  ) {}

  /** Answers before anybody is looked for: neither words nor time tell whether there is such a member. */
  async ask(typed: string, address: string): Promise<void> {
    const email = emailKey(typed) ?? typed.toWellFormed().toLowerCase();
    await this.lockOut.count(`reset ${email}`, address);
    this.working = this.working.then(() => this.mailReset(email.replaceAll('\u0000', '')));
  }

  /** Resolves when everything asked for so far is written. */
  settled(): Promise<void> {
    return this.working;
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.working;
  }

  /**
   * Sets the password, uses the link up and ends every session of the member.
   * @returns their address, to sign in with
   * @throws DeskRefusal 422 where the link is not good
   */
  async choose(what: LinkOpens, token: string, password: string): Promise<{ email: string }> {
    const refused = new DeskRefusal(422, [{ path: '/token', rule: 'link', message: notGood[what] }]);
    const found = await this.links.whose(token, what, this.clock.now());
    if (!found) throw refused;
    const { agency, memberId } = found;
    const passwordHash = await hashPassword(password);
    return inAgency(this.db, agency, async (manager) => {
      if (!(await this.links.use(manager, { agency, memberId, token }))) throw refused;
      const [changed]: [{ email: string }[], number] = await manager.query(
        `update lead_desk.members set password_hash = $3, version = version + 1, changed_at = $4, changed_by = name
         where agency = $1 and id = $2 and disabled_at is null returning email`,
        [agency, memberId, passwordHash, this.clock.now()],
      );
      const [member] = changed;
      if (!member) throw refused;
      await manager.query('delete from lead_desk.sessions where agency = $1 and member_id = $2', [agency, memberId]);
      this.log.log({ agency, member: memberId, by: what }, 'A member chose a password');
      return member;
    });
  }

  private async mailReset(email: string): Promise<void> {
    try {
      const [found]: { agency: string; id: string }[] = await this.db.query(
        'select agency, id from lead_desk.members where email = $1 and disabled_at is null and password_hash is not null',
        [email],
      );
      if (!found) return;
      await mailLink(this.db, { agency: found.agency, memberId: found.id, kind: 'reset', words: {} }, this.clock.now());
      this.log.log({ agency: found.agency, member: found.id }, 'Another password was asked for');
    } catch (error) {
      this.log.error({ err: error }, 'A mail for another password could not be written');
    }
  }
}
