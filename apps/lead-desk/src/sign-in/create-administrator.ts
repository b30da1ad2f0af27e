import { randomUUID } from 'node:crypto';
import { emailKey } from '#lead';
import { inAgency } from '#runtime';
import type { DataSource } from 'typeorm';
import { DeskRefusal } from '../api-problems/desk-refusal';
import { hashPassword, shortestPassword } from './passwords';

export interface NewAdministrator {
  readonly agency: string;
  readonly email: string;
  readonly password: string;
  readonly name?: string;
  /** ISO 3166-1 alpha-2 and ISO 4217; GB and GBP unless told. */
  readonly country?: string;
  readonly currency?: string;
}

/**
 * Adds an administrator of an agency, at the first start for instance.
 * @returns false where somebody has that address already; nothing is changed then
 */
export async function createAdministrator(db: DataSource, given: NewAdministrator, now: Date): Promise<boolean> {
  const email = emailKey(given.email);
  if (email === undefined)
    throw new DeskRefusal(422, [{ path: '/email', rule: 'isEmail', message: `"${given.email}" is no e-mail address` }]);
  if (given.password.length < shortestPassword) {
    throw new DeskRefusal(422, [
      { path: '/password', rule: 'minLength', message: `A password needs at least ${shortestPassword} characters` },
    ]);
  }
  const passwordHash = await hashPassword(given.password);
  return inAgency(db, given.agency, async (manager) => {
    await manager.query('insert into lead_desk.agency_settings (agency, country, currency) values ($1, $2, $3) on conflict do nothing', [
      given.agency,
      given.country ?? 'GB',
      given.currency ?? 'GBP',
    ]);
    const added: unknown[] = await manager.query(
      `insert into lead_desk.members (agency, id, email, name, role, password_hash, created_at) values ($1, $2, $3, $4, 'admin', $5, $6)
       on conflict do nothing returning id`,
      [given.agency, randomUUID(), email, given.name ?? 'Administrator', passwordHash, now],
    );
    return added.length > 0;
  });
}

/** Gives a member another password and ends every session of theirs; for whoever rules the machine. */
export async function renewPassword(db: DataSource, given: Pick<NewAdministrator, 'agency' | 'email' | 'password'>): Promise<void> {
  const passwordHash = await hashPassword(given.password);
  await inAgency(db, given.agency, async (manager) => {
    const [changed]: [{ id: string }[], number] = await manager.query(
      'update lead_desk.members set password_hash = $3 where agency = $1 and email = $2 returning id',
      [given.agency, emailKey(given.email), passwordHash],
    );
    await manager.query('delete from lead_desk.sessions where agency = $1 and member_id = any($2)', [
      given.agency,
      changed.map(({ id }) => id),
    ]);
  });
}
