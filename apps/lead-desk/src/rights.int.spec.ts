import { may, type Right, type Role, roles } from '#lead';
import { endPostgres } from '../../../test/postgres/fresh-database';
import { type DeskDatabase, deskDatabase } from '../test/desk-database';
import { type RunningDesk, runDesk, type Visitor } from '../test/running-desk';
import { describeLeadDesk } from './describe-api';

let database: DeskDatabase;
let desk: RunningDesk;
const visitors = new Map<Role, Visitor>();

beforeAll(async () => {
  database = await deskDatabase();
  desk = await runDesk(database.db);
  for (const role of roles) visitors.set(role, await desk.signIn('oak', role));
});
afterAll(async () => {
  await desk.app.close();
  await database.end();
  await endPostgres();
});

/** Which right a route asks for, written out once more; the first line that fits counts. Null: everybody who is signed in, or nobody needs to be. */
const needed: readonly (readonly [RegExp, Right | null])[] = [
  [/^\w+ \/api\/(connections|capabilities|packs|studio|deliveries|replays|sign-on)\b/, 'runExchange'],
  [/^PUT \/api\/distribution\/company$/, 'seeAllLeads'],
  [/^\w+ \/api\/distribution\b/, 'setDistribution'],
  [/^POST \/api\/leads\/\{id\}\/assign$/, 'assignLeads'],
  [/^POST \/api\/ponds\/\{id\}\/leads$/, 'assignLeads'],
  [/^\w+ \/api\/ponds\b/, 'setDistribution'],
  [/^POST \/api\/lead-requests\b/, 'decideRequests'],
  [/^\w+ \/api\/(lead-settings|action-plans)\b/, 'setLeads'],
  [/^\w+ \/api\/(leads|offers|agents|lead-views|lead-requests)\b/, 'workLeads'],
  [/^\w+ \/api\/(areas|properties)$/, 'workLeads'],
  [/^\w+ \/api\/people\/\{id\}\/(searches|interests)\b/, 'workLeads'],
  [/^GET \/api\/team\/names$/, 'workLeads'],
  [/^\w+ \/api\/team\b/, 'manageTeam'],
  [/^\w+ \/api\/mails\b/, 'seeMails'],
  [/^GET \/api\/intakes\b/, 'seeIntakes'],
  [/^POST \/api\/intakes\b/, 'decideIntakes'],
  [/^\w+ \/api\/(session|profile|events|people|todos|messages|invitations|password-resets)\b/, null],
];

const uuid = '00000000-0000-4000-8000-000000000000';

/** Streams stay open; whether they may be opened is all that is asked. */
async function statusOf(visitor: Visitor, method: string, path: string): Promise<number> {
  const stop = new AbortController();
  const headers = { cookie: visitor.cookie, 'x-csrf-token': visitor.csrf, 'content-type': 'application/json' };
  const body = method === 'GET' ? {} : { body: '{}' };
  try {
    return (await fetch(desk.url + path, { method, headers, signal: stop.signal, ...body })).status;
  } finally {
    stop.abort();
  }
}

test('I8: every route asks for the right that the table of roles names, of every role', async () => {
  const { paths } = describeLeadDesk(desk.app);
  const routes = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
  const unknown = routes.filter((route) => !needed.some(([pattern]) => pattern.test(route)));
  expect(unknown).toEqual([]);
  const wrong: string[] = [];
  // Signing out and ending sessions would end the visit itself.
  for (const route of routes.filter((one) => !/^DELETE \/api\/(session|profile)/.test(one))) {
    const right = needed.find(([pattern]) => pattern.test(route))?.[1] ?? null;
    const [method = '', path = ''] = route.split(' ');
    for (const [role, visitor] of visitors) {
      const status = await statusOf(visitor, method, path.replaceAll(/\{\w+\}/g, uuid));
      const allowed = right === null || may(role, right);
      if ((status === 403) === allowed || status === 401) wrong.push(`${route} as ${role}: ${status}, needs ${right ?? 'nothing'}`);
    }
  }
  expect(wrong).toEqual([]);
}, 120_000);
