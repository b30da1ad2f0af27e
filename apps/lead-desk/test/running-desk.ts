import { type ConnectionSetUp, openSetUp } from '#connections';
import { Participants } from '#delivery';
import type { Role } from '#lead';
import { Sealing } from '#runtime';
import { openSignOn } from '#sign-on';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { DataSource } from 'typeorm';
import { LeadDeskModule, type LeadDeskOptions } from '../src/lead-desk.module';
import { createAdministrator } from '../src/sign-in/create-administrator';
import { FakeWindow } from './fake-window';
import { FixedClock } from './fixed-clock';

export const password = 'correct horse battery';

export interface RunningDesk {
  readonly app: NestFastifyApplication;
  readonly url: string;
  readonly window: FakeWindow;
  readonly clock: FixedClock;
  readonly connections: ConnectionSetUp;
  /** Signs the administrator of an agency in, or a member with another role. */
  signIn(agency: string, role?: Role): Promise<Visitor>;
  /** Signs in who is there already and has the password of the tests. */
  signInWith(email: string): Promise<Visitor>;
}

export interface Visitor {
  readonly cookie: string;
  readonly csrf: string;
  get(path: string): Promise<Response>;
  post(path: string, body?: unknown): Promise<Response>;
  patch(path: string, body?: unknown): Promise<Response>;
  put(path: string, body?: unknown): Promise<Response>;
  delete(path: string): Promise<Response>;
}

@Module({})
class Host {}

/** The desk behind a server of its own, with an administrator for `oak` and one for `elm`. */
export async function runDesk(db: DataSource, more: Partial<LeadDeskOptions> = {}): Promise<RunningDesk> {
  const clock = new FixedClock('2026-11-24T12:00:00Z');
  const window = new FakeWindow();
  for (const agency of ['oak', 'elm']) await createAdministrator(db, { agency, email: `admin@${agency}.example`, password }, clock.now());
  const sealing = new Sealing(Buffer.alloc(32, 7));
  const connections = openSetUp({ db, clock, participants: new Participants(db), sealing, onTrouble: () => undefined });
  const signOn = openSignOn({ db, clock, onTrouble: () => undefined, upkeep: { also: () => undefined } }, { sealing, keyDays: 90 });
  const desk = LeadDeskModule.forRoot({ db, clock, window, connections, signOn, ...more });
  const app = await NestFactory.create<NestFastifyApplication>({ module: Host, imports: [desk] }, new FastifyAdapter(), { logger: false });
  await app.listen(0, '127.0.0.1');
  const url = await app.getUrl();
  return {
    app,
    url,
    window,
    clock,
    connections,
    signIn: (agency, role = 'admin') => signInAs(db, url, agency, role),
    signInWith: (email) => signInBy(url, email),
  };
}

export const tryPassword = (url: string, email: string, given: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ email, password: given }),
  });

async function signInAs(db: DataSource, url: string, agency: string, role: Role): Promise<Visitor> {
  const email = `${role.toLowerCase()}@${agency}.example`;
  if (role !== 'admin') {
    await createAdministrator(db, { agency, email, password }, new Date());
    await db.query('update lead_desk.members set role = $3 where agency = $1 and email = $2', [agency, email, role]);
  }
  return signInBy(url, email);
}

export async function signInBy(url: string, email: string): Promise<Visitor> {
  const answer = await tryPassword(url, email, password);
  const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? '';
  const { csrf } = (await answer.json()) as { csrf: string };
  const headers = { cookie, 'x-csrf-token': csrf, 'content-type': 'application/json' };
  return {
    cookie,
    csrf,
    get: (path) => fetch(url + path, { headers: { cookie } }),
    post: (path, body) => fetch(url + path, { method: 'POST', headers, body: JSON.stringify(body ?? {}) }),
    patch: (path, body) => fetch(url + path, { method: 'PATCH', headers, body: JSON.stringify(body ?? {}) }),
    put: (path, body) => fetch(url + path, { method: 'PUT', headers, body: JSON.stringify(body ?? {}) }),
    delete: (path) => fetch(url + path, { method: 'DELETE', headers: { cookie, 'x-csrf-token': csrf } }),
  };
}
