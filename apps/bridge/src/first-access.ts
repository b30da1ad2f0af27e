import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Exchange } from '#delivery';
import { createAdministrator, renewPassword } from '../../lead-desk/src';

export interface Access {
  readonly admin: { readonly email: string; readonly password: string };
  readonly operatorKey: string;
  readonly participants: readonly { readonly name: string; readonly side: string; readonly key: string }[];
}

const agency = { id: 'demo', name: 'Demo Agency', zone: 'Europe/London' };
const seats = [
  { id: 'demo-website', name: 'Demo website', side: 'website' },
  { id: 'demo-back-office', name: 'Demo back office', side: 'backOffice' },
] as const;

/**
 * What a newcomer starts with: one agency, a website and a back office with a feed each, an administrator of the lead desk and
 * an operator's key. Kept in `access.json`, for its owner alone to read; without that file all of it is made anew.
 */
export async function ensureAccess(dataDir: string, exchange: Exchange): Promise<{ access: Access; isNew: boolean }> {
  const file = join(dataDir, 'access.json');
  // Written once by this function; whoever edits it by hand keeps its shape.
  if (existsSync(file)) return { access: JSON.parse(readFileSync(file, 'utf8')) as Access, isNew: false };
  await exchange.participants.addAgency(agency);
  const access = {
    admin: await makeAdministrator(exchange),
    operatorKey: await exchange.keys.makeOperatorKey(),
    participants: await takeSeats(exchange),
  };
  // Whole or not at all: a start that is cut off here makes it anew.
  writeFileSync(`${file}.new`, `${JSON.stringify(access, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
  return { access, isNew: true };
}

async function makeAdministrator({ db, clock }: Exchange): Promise<Access['admin']> {
  const admin = { email: 'admin@example.com', password: randomBytes(12).toString('base64url') };
  const isNew = await createAdministrator(db, { agency: agency.id, ...admin }, clock.now());
  if (!isNew) await renewPassword(db, { agency: agency.id, ...admin });
  return admin;
}

async function takeSeats({ participants, keys }: Exchange): Promise<Access['participants']> {
  const known = new Set((await participants.list(agency.id)).map((one) => one.id));
  const taken: { name: string; side: string; key: string }[] = [];
  for (const seat of seats) {
    if (!known.has(seat.id)) await participants.add({ agency: agency.id, ...seat, delivery: { mode: 'feed' } });
    const valid = (await keys.list(agency.id, seat.id)).filter(({ revokedAt }) => revokedAt === null);
    // Two are valid at a time; the file with the older one is lost.
    if (valid.length >= 2 && valid[0]) await keys.revoke(agency.id, seat.id, valid[0].id);
    taken.push({ name: seat.id, side: seat.side, key: (await keys.make(agency.id, seat.id)).key });
  }
  return taken;
}
