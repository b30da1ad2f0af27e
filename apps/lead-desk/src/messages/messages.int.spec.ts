import { randomUUID } from 'node:crypto';
import { endPostgres } from '../../../../test/postgres/fresh-database';
import { type DeskDatabase, deskDatabase } from '../../test/desk-database';
import { type RunningDesk, runDesk, type Visitor } from '../../test/running-desk';
import { enquirer } from '../../test/lead-tales';
import { tell } from '../../test/told-events';
import { LiveMessages } from './live-messages';
import type { MessagesView } from './message-views';
import { tellMembers } from './tell-members';

let database: DeskDatabase;
let desk: RunningDesk;
let agent: Visitor;

beforeEach(async () => {
  database = await deskDatabase();
  desk = await runDesk(database.db, { settings: { liveEveryMs: 20 } });
  agent = await desk.signIn('oak', 'agent');
});
afterEach(async () => {
  await desk.app.close();
  await database.end();
});
afterAll(endPostgres);

async function tellAgent(...names: string[]): Promise<void> {
  const [member]: { id: string }[] = await database.db.query(`select id from lead_desk.members where email = 'agent@oak.example'`);
  for (const name of names) {
    desk.clock.goOn(1);
    const one = {
      agency: 'oak',
      member: member?.id ?? '',
      kind: 'leadAssigned',
      leadId: randomUUID(),
      personId: null,
      mail: false,
    } as const;
    await database.db.transaction((manager) => tellMembers(manager, [{ ...one, words: { name } }], desk.clock.now()));
  }
}
// The desk's own answer.
const list = async (query = '', who = agent): Promise<MessagesView> =>
  (await (await who.get(`/api/messages${query}`)).json()) as MessagesView;
const namesOf = ({ messages }: MessagesView): (string | undefined)[] => messages.map(({ words }) => words['name']);

test('a member reads their own messages newest first, a page at a time, none twice and none left out', async () => {
  await tellAgent('A', 'B', 'C', 'D', 'E');
  const first = await list('?limit=2');
  expect([namesOf(first), first.unread]).toEqual([['E', 'D'], 5]);
  await tellAgent('F');
  const second = await list(`?limit=2&before=${first.next}`);
  const third = await list(`?limit=2&before=${second.next}`);
  expect([namesOf(second), namesOf(third), third.next]).toEqual([['C', 'B'], ['A'], null]);
});

test('messages told in the same moment are all listed over pages', async () => {
  await tellAgent('A', 'B', 'C');
  await database.db.query('update lead_desk.messages set at = $1', [desk.clock.now()]);
  const first = await list('?limit=2');
  expect([...namesOf(first), ...namesOf(await list(`?limit=2&before=${first.next}`))].sort()).toEqual(['A', 'B', 'C']);
});

test('one is marked as read and taken back, or all at once', async () => {
  await tellAgent('A', 'B');
  const { messages } = await list();
  const path = `/api/messages/${messages[0]?.id}`;
  for (let n = 0; n < 2; n += 1) expect(await (await agent.post(`${path}/read`)).json()).toEqual({ unread: 1 });
  expect(namesOf(await list('?unread=true'))).toEqual(['A']);
  expect(await (await agent.post(`${path}/unread`)).json()).toEqual({ unread: 2 });
  expect(await (await agent.post('/api/messages/read')).json()).toEqual({ unread: 0 });
  expect((await list()).messages.every(({ readAt }) => readAt !== null)).toBe(true);
});

test('I8: nobody sees or marks another’s messages, of the agency or of another', async () => {
  await tellAgent('A');
  const id = (await list()).messages[0]?.id;
  for (const other of [await desk.signIn('oak'), await desk.signIn('elm')]) {
    expect(await list('', other)).toEqual({ messages: [], next: null, unread: 0 });
    expect([(await other.post(`/api/messages/${id}/read`)).status, (await other.post(`/api/messages/${id}/unread`)).status]).toEqual([
      404, 404,
    ]);
    await other.post('/api/messages/read');
  }
  expect((await list()).unread).toBe(1);
  expect((await agent.post('/api/messages/1/read')).status).toBe(404);
});

test('a query that is not understood is refused', async () => {
  for (const query of ['?limit=0', '?before=AAAA', '?unread=maybe', '?other=1'])
    expect([query, [400, 422].includes((await agent.get(`/api/messages${query}`)).status)]).toEqual([query, true]);
});

/** What a live stream counts, one at a time; null at its end. */
async function listen(who: Visitor, kind = 'unread'): Promise<() => Promise<number | null>> {
  const answer = await who.get('/api/messages/live');
  expect(answer.headers.get('content-type')).toContain('text/event-stream');
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  return async () => {
    for (;;) {
      const found = new RegExp(`event: ${kind}\\ndata: (.*)\\n\\n`).exec(text);
      if (found) {
        text = text.slice(found.index + found[0].length);
        return (JSON.parse(found[1] ?? '') as { unread: number }).unread; // as the desk writes it
      }
      const chunk = await reader?.read();
      if (!chunk || chunk.done) return null;
      text += chunk.value;
    }
  };
}

test('F10: who has the desk open is told how many are unread as it changes, and nobody hears of another’s', async () => {
  const [own, other] = [await listen(agent), await listen(await desk.signIn('oak'))];
  expect([await own(), await other()]).toEqual([0, 0]);
  await tellAgent('A', 'B');
  let heard = await own();
  while (heard === 1) heard = await own();
  expect(heard).toBe(2);
  await agent.post('/api/messages/read');
  expect(await own()).toBe(0);
  await desk.app.close();
  expect([await own(), await other()]).toEqual([null, null]);
});

test('B1: who has the desk open is told that there is a newer lead, once each, and not of another agency’s', async () => {
  const heard = await listen(agent, 'leads');
  await tell(database.db, ...enquirer('p0', 'Ann Reed', 0));
  expect(await heard()).toBeUndefined();
  await tell(database.db, ...enquirer('p1', 'Bob Moss', 1));
  expect(await heard()).toBeUndefined();
  const integrator = await desk.signIn('oak', 'integrator');
  const elm = await desk.signIn('elm');
  const silent = [await listen(integrator, 'leads'), await listen(elm, 'leads')];
  const words = Promise.race(silent.map((next) => next()));
  await tell(database.db, ...enquirer('p2', 'Cleo Hart', 2));
  expect(await heard()).toBeUndefined();
  await desk.app.get(LiveMessages).beforeApplicationShutdown();
  expect(await words).toBeNull();
});
