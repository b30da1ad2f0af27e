import type { DataSource } from 'typeorm';

/** Forgets what is older than it is kept. Whoever was erased is forgotten there and then; what was being written meanwhile goes here. */
export async function forgetSignOns(db: DataSource, before: Date): Promise<void> {
  await db.query('delete from sign_on.sign_ons where asked_at < $1', [before]);
  await db.query('delete from sign_on.sign_ons s using exchange.erased e where e.agency = s.agency and e.person = s.person');
}
