import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Keys, Participants } from '#delivery';

export interface Access {
  readonly operatorKey: string;
  readonly participants: { readonly name: string; readonly side: string; readonly key: string }[];
}

const agency = { id: 'demo', name: 'Demo Agency', zone: 'Europe/London' };
const first = [
  { id: 'demo-website', name: 'Demo website', side: 'website' },
  { id: 'demo-back-office', name: 'Demo back office', side: 'backOffice' },
] as const;

/** The access a newcomer starts with: one agency, a website and a back office with a feed each, and an operator's key. */
export async function ensureAccess(dataDir: string, parts: { participants: Participants; keys: Keys }): Promise<Access> {
  const file = join(dataDir, 'access.json');
  // Written once by this function; whoever edits it by hand keeps its shape.
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Access;
  await parts.participants.addAgency(agency);
  const participants: { name: string; side: string; key: string }[] = [];
  const known = new Set((await parts.participants.list(agency.id)).map((one) => one.id));
  for (const one of first) {
    if (!known.has(one.id)) await parts.participants.add({ agency: agency.id, ...one, delivery: { mode: 'feed' } });
    participants.push({ name: one.id, side: one.side, key: (await parts.keys.make(agency.id, one.id)).key });
  }
  const access = {
    admin: { email: 'admin@example.com', password: randomBytes(9).toString('base64url') },
    operatorKey: await parts.keys.makeOperatorKey(),
    participants,
  };
  writeFileSync(file, `${JSON.stringify(access, null, 2)}\n`, { mode: 0o600 });
  return access;
}
