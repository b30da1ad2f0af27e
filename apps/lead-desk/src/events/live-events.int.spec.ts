import { endPostgres } from '../../../../test/postgres/fresh-database';
import { type DeskDatabase, deskDatabase } from '../../test/desk-database';
import { type RunningDesk, runDesk, type Visitor } from '../../test/running-desk';
import { tell } from '../../test/told-events';
import { personIdOf } from '#people-exchange';
import type { EventSummary } from '../exchange-window/exchange-window';
import type { EventSummaryView } from './event-views';

let database: DeskDatabase;
let desk: RunningDesk;

beforeEach(async () => {
  database = await deskDatabase();
  desk = await runDesk(database.db, { settings: { liveEveryMs: 20 } });
});
afterEach(async () => {
  await desk.app.close();
  await database.end();
});
afterAll(endPostgres);

const annId = personIdOf('oak', 'site', 'ann');
const summary = (id: string, outcome: EventSummary['outcome']): EventSummary => ({
  participant: 'site',
  source: '/site',
  id,
  type: 'site.visited',
  row: 'P3',
  side: 'website',
  subject: 'ann',
  personId: annId,
  time: null,
  receivedAt: '2026-11-24T12:00:00.000Z',
  outcome,
  targets: [],
});

/** What a live stream tells, one message at a time; null at its end. */
function listen(answer: Response): () => Promise<EventSummaryView[] | null> {
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  return async () => {
    for (;;) {
      const found = /event: events\ndata: (.*)\n\n/.exec(text);
      if (found) {
        text = text.slice(found.index + found[0].length);
        return (JSON.parse(found[1] ?? '') as { events: EventSummaryView[] }).events;
      }
      const chunk = await reader?.read();
      if (!chunk || chunk.done) return null;
      text += chunk.value;
    }
  };
}

const follow = async (visitor: Visitor): Promise<() => Promise<EventSummaryView[] | null>> => {
  const answer = await visitor.get('/api/events/live');
  expect(answer.headers.get('content-type')).toContain('text/event-stream');
  return listen(answer);
};

test('the live list tells what is new and what changed, with the name of the person, once', async () => {
  await tell(database.db, { type: 'person.registered', data: { person: { name: { full: 'Ann Reed' } } } });
  desk.window.list = [summary('1', 'inFlight')];
  const next = await follow(await desk.signIn('oak'));
  expect(await next()).toMatchObject([{ id: '1', outcome: 'inFlight', personName: 'Ann Reed' }]);
  desk.window.list = [summary('2', 'inFlight'), summary('1', 'delivered')];
  expect((await next())?.map((event) => [event.id, event.outcome])).toEqual([
    ['2', 'inFlight'],
    ['1', 'delivered'],
  ]);
  desk.window.list = [summary('3', 'held'), ...desk.window.list];
  expect((await next())?.map((event) => event.id)).toEqual(['3']);
});

test('who comes later hears what was seen last, and one look serves all readers of an agency', async () => {
  desk.window.list = [summary('1', 'delivered')];
  const oak = await desk.signIn('oak');
  const [first, second] = [await follow(oak), await follow(oak)];
  expect([(await first())?.length, (await second())?.length]).toEqual([1, 1]);
  const before = desk.window.looks;
  desk.window.list = [summary('2', 'delivered'), ...desk.window.list];
  expect([(await first())?.[0]?.id, (await second())?.[0]?.id]).toEqual(['2', '2']);
  expect(desk.window.looks - before).toBeLessThanOrEqual(3);
});

test('a live list ends when the desk stops', async () => {
  desk.window.list = [summary('1', 'delivered')];
  const next = await follow(await desk.signIn('oak'));
  await next();
  await desk.app.close();
  expect(await next()).toBeNull();
});

test('P10: the journey of a private note does not show it', async () => {
  const hops = { participantName: 'Site', sentence: 'Ignored.', repeated: 0, hops: [], targets: [] };
  const { outcome: _outcome, ...about } = summary('n', 'ignored');
  desk.window.found = [
    { ...about, ...hops, type: 'property.noted', event: { id: 'n', data: { visibility: 'private', text: 'our secret limit' } } },
  ];
  const oak = await desk.signIn('oak');
  const answer = await oak.get('/api/events/journey?source=/site&id=n');
  expect(answer.status).toBe(200);
  expect(await answer.text()).not.toContain('secret');
});

test('a journey shows the areas of its event, and an unknown event is not found', async () => {
  const oak = await desk.signIn('oak');
  expect((await oak.get('/api/events/journey?source=/site&id=n')).status).toBe(404);
  const { outcome: _outcome, ...about } = summary('s', 'delivered');
  const geometry = {
    type: 'Polygon',
    coordinates: [
      [
        [0, 0],
        [1, 0],
        [1, 1],
        [0, 0],
      ],
    ],
  };
  const event = { data: { search: { areas: [{ label: 'Here', geometry }] } } };
  desk.window.found = [
    { ...about, type: 'search.performed', participantName: 'Site', sentence: '', repeated: 0, hops: [], targets: [], event },
  ];
  expect(await (await oak.get('/api/events/journey?source=/site&id=s')).json()).toMatchObject({
    areas: [{ label: 'Here', geometry, path: '/data/search/areas/0' }],
  });
});

test('the list filters by all ids of one person', async () => {
  await tell(
    database.db,
    { type: 'person.registered', data: {} },
    { type: 'person.registered', origin: 'office', subject: '17', data: { person: { externalIds: [{ system: 'site', id: 'ann' }] } } },
  );
  const oak = await desk.signIn('oak');
  await oak.get(`/api/events?person=${annId}&type=site.visited&outcome=held&side=website&limit=7`);
  expect(desk.window.filters.at(-1)).toMatchObject({ types: ['site.visited'], outcome: 'held', side: 'website', limit: 7 });
  expect(desk.window.filters.at(-1)?.personIds?.toSorted()).toEqual([annId, personIdOf('oak', 'office', '17')].sort());
});
