import { Injectable } from '@nestjs/common';
import { emailKey } from '#lead';
import { DataSource } from 'typeorm';
import { DeskRefusal } from '../api-problems/desk-refusal';
import { DeskSettings } from '../desk-settings';
import { ExchangeWindow } from '../exchange-window/exchange-window';
import { LockOut } from './lock-out';
import { isPassword } from './passwords';
import type { SessionView, SignInRequest } from './session-views';
import { Sessions } from './sessions';
import { notSignedIn, type SignedInMember } from './signed-in';

interface Account {
  id: string;
  agency: string;
  /** Null while they are invited. */
  password_hash: string | null;
}

/** Signing in with e-mail and password. */
@Injectable()
export class SignIn {
  constructor(
    private readonly db: DataSource,
    private readonly sessions: Sessions,
    private readonly lockOut: LockOut,
    private readonly window: ExchangeWindow,
    private readonly settings: DeskSettings,
  ) {}

  async start(
    request: SignInRequest,
    { address, userAgent }: { address: string; userAgent?: string },
  ): Promise<{ token: string; view: SessionView; maxAgeSeconds: number }> {
    const email = emailKey(request.email) ?? request.email.toWellFormed().toLowerCase();
    await this.lockOut.count(email, address);
    const accounts: Account[] = await this.db.query(
      'select id, agency, password_hash from lead_desk.members where email = $1 and disabled_at is null',
      [email.replaceAll('\u0000', '')],
    );
    const [account] = accounts;
    const right = await isPassword(account?.password_hash ?? undefined, request.password);
    // One answer for an unknown address and a wrong password.
    if (!right || !account)
      throw new DeskRefusal(401, [{ path: '', rule: 'credentials', message: 'E-mail address or password is not right' }]);
    await this.lockOut.clear(email, address);
    const token = await this.sessions.open(account.agency, account.id, userAgent);
    const who = await this.sessions.find(token);
    if (!who) throw notSignedIn();
    return { token, view: await this.view(who), maxAgeSeconds: Math.floor(this.settings.absoluteMs / 1000) };
  }

  async view(who: SignedInMember): Promise<SessionView> {
    const agency = await this.window.agency(who.agency);
    const settings: { country: string; currency: string }[] = await this.db.query(
      'select country, currency from lead_desk.agency_settings where agency = $1',
      [who.agency],
    );
    const { country = 'GB', currency = 'GBP' } = settings[0] ?? {};
    return {
      member: who.member,
      agency: { id: who.agency, name: agency?.name ?? who.agency, zone: agency?.zone ?? 'UTC', country, currency },
      csrf: who.csrf,
    };
  }

  end(who: SignedInMember): Promise<void> {
    return this.sessions.close(who);
  }
}
