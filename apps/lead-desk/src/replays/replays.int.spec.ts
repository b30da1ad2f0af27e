import { partitionKeyOf, personIdOf } from '#people-exchange';
import type { DataSource } from 'typeorm';
import { type DeskDatabase, deskDatabase } from '../../test/desk-database';
import { type RunningDesk, runDesk, type Visitor } from '../../test/running-desk';
import { ann, tell } from '../../test/told-events';
import type { ReplayPreviewView, ReplayRunView, ReplaysView, ReplayView } from './replay-views';

const annId = personIdOf('oak', 'site', 'ann');

describe('replays at the desk', () => {
  let database: DeskDatabase;
  let db: DataSource;
  let desk: RunningDesk;
  let oak: Visitor;
  let count = 0;

  beforeAll(async () => {
    database = await deskDatabase();
    db = database.db;
    desk = await runDesk(db);
    oak = await desk.signIn('oak');
    await db.query(`insert into exchange.agencies (id, name, zone) values ('oak', 'Oak', 'UTC'), ('elm', 'Elm', 'UTC')`);
    await db.query(
      `insert into exchange.participants (agency, id, name, side, mode) values ('oak', 'crm', 'Our CRM', 'backOffice', 'webhook'), ('oak', 'fed', 'Fed', 'backOffice', 'feed'), ('oak', 'site', 'oak.example', 'website', 'none')`,
    );
    await db.query(`insert into exchange.persons (agency, person, participant, subject, human) values ('oak', $1, 'site', 'ann', $1)`, [
      annId,
    ]);
    await tell(db, { type: 'person.registered', data: ann });
    await took('r1', 'person.registered', ann, '2026-11-20T10:00:00Z', true);
    await took('s1', 'search.saved', wish('400000'), '2026-11-21T10:00:00Z', true);
    await took('s2', 'search.updated', wish('450000'), '2026-11-22T10:00:00Z', false);
    await took(
      'n1',
      'property.noted',
      { property: { system: 'site', id: '9' }, note: { text: 'mine alone' }, visibility: 'private' },
      '2026-11-23T10:00:00Z',
      false,
    );
  });
  afterAll(async () => {
    await desk?.app.close();
    await database?.end();
  });

  const wish = (maxPrice: string) => ({
    searchId: 'S1',
    search: { strength: 'explicit', channel: 'sales', maxPrice, currency: 'GBP', minBedrooms: 3 },
  });

  /** An event as the exchange keeps it, and whether the CRM was told of it. */
  async function took(id: string, type: string, data: object, received: string, told: boolean): Promise<void> {
    count += 1;
    const partitionkey = partitionKeyOf('oak', 'site', 'ann');
    const event = {
      specversion: '1.0',
      id,
      source: 's',
      type,
      subject: 'ann',
      time: received,
      datacontenttype: 'application/json',
      agency: 'oak',
      origin: 'site',
      partitionkey,
      receivedtime: received,
      data,
    };
    const key = personIdOf('oak', 'site', `event ${id}`);
    await db.query(
      `insert into exchange.inbox (received, key, agency, participant, side, source, id, type, subject, person, topic, partition, position, appended, taken, event)
       values ($1, $2, 'oak', 'site', 'website', 's', $3, $4, 'ann', $5, 't', 0, $6, $1, $1, $7)`,
      [received, key, id, type, annId, count, JSON.stringify(event)],
    );
    if (told)
      await db.query(
        `insert into exchange.outcomes (agency, target, key, person, state, late, routed_at, ended_at) values ('oak', 'crm', $1, $2, 'delivered', false, $3, $3)`,
        [key, annId, received],
      );
  }

  // Answers of the desk's own API.
  const json = async <T>(answer: Promise<Response>): Promise<T> => (await (await answer).json()) as T;
  const problemsOf = async (answer: Response): Promise<string[]> =>
    ((await answer.json()) as { problems: { path: string }[] }).problems.map(({ path }) => path).sort();
  const plan = (body: object = {}): Promise<ReplayRunView> => json(oak.post('/api/replays', { target: 'crm', ...body }));

  test('X3: a plan counts what would be told, of whom, what and which time, and sends nothing', async () => {
    const all = await plan({ persons: [annId] });
    expect(all).toMatchObject({
      target: 'crm',
      targetName: 'Our CRM',
      kind: 'replay',
      state: 'planned',
      by: 'Administrator',
      persons: 1,
      chosenPersons: 1,
    });
    expect(await plan({ types: ['search.saved'] })).toMatchObject({ events: 1, types: ['search.saved'] });
    expect(await plan({ from: '2026-11-21T12:00:00Z', until: '2026-11-22T12:00:00Z' })).toMatchObject({
      events: 1,
      from: '2026-11-21T12:00:00.000Z',
    });
    expect(await plan({ kind: 'fill', days: 1 })).toMatchObject({ kind: 'fill', state: 'planned' });
    const { runs, targets } = await json<ReplaysView>(oak.get('/api/replays?target=crm'));
    expect(runs.length).toBeGreaterThanOrEqual(4);
    expect(targets).toMatchObject([{ id: 'crm', name: 'Our CRM', types: expect.arrayContaining(['search.saved', 'person.registered']) }]);
    expect(await db.query('select from exchange.replay_deliveries')).toEqual([]);
  });

  test('X3: what would be sent stands beside what the target was told last, with what differs; a private note stays private', async () => {
    const { id } = await plan();
    const preview = await json<ReplayPreviewView>(oak.get(`/api/replays/${id}/preview`));
    expect(preview).toMatchObject({ next: null, persons: [{ personId: annId, personName: 'Ann Reed', more: false }] });
    const events = preview.persons[0]?.events ?? [];
    expect(events.map((event) => [event.id, event.told !== null, event.changes.map(({ path }) => path)])).toEqual([
      ['r1', true, []],
      ['s1', true, []],
      ['s2', true, ['/search/maxPrice']],
      ['n1', false, []],
    ]);
    expect(events[2]).toMatchObject({
      would: { data: { search: { maxPrice: '450000' } } },
      told: { event: { data: { search: { maxPrice: '400000' } } } },
    });
    expect(events[3]?.leftOut).toEqual(expect.any(String));
    expect(JSON.stringify(preview)).not.toContain('mine alone');
  });

  test('X3: it is run, stopped and gone on with, and who did it is kept', async () => {
    const { id } = await plan();
    for (const [act, state] of [
      ['run', 'running'],
      ['stop', 'stopped'],
      ['go-on', 'running'],
      ['stop', 'stopped'],
    ] as const)
      expect([act, await json(oak.post(`/api/replays/${id}/${act}`))]).toMatchObject([act, { id, state }]);
    const run = await json<ReplayView>(oak.get(`/api/replays/${id}`));
    expect(run.acts.map(({ did, who }) => `${did} ${who}`)).toEqual(['run', 'stop', 'goOn', 'stop'].map((did) => `${did} Administrator`));
    const again = await oak.post(`/api/replays/${id}/run`);
    expect([again.status, ((await again.json()) as { detail: string }).detail]).toEqual([409, `Run ${id} is stopped, not planned`]);
  });

  test('all problems of a plan are told at once, and nothing is kept', async () => {
    const before = (await json<ReplaysView>(oak.get('/api/replays'))).runs.length;
    const wrong = await oak.post('/api/replays', {
      target: 'No target',
      kind: 'odd',
      persons: ['x'],
      types: [],
      from: 'yesterday',
      days: -1,
      more: 1,
    });
    expect([wrong.status, [...new Set(await problemsOf(wrong))]]).toEqual([
      422,
      ['/days', '/from', '/kind', '/more', '/persons', '/target', '/types'],
    ]);
    const mixed = await oak.post('/api/replays', { target: 'crm', from: '2026-11-22T00:00:00Z', until: '2026-11-21T00:00:00Z', days: 3 });
    expect([mixed.status, await problemsOf(mixed)]).toEqual([422, ['/days', '/until']]);
    expect((await oak.post('/api/replays', { target: 'nobody' })).status).toBe(404);
    expect((await oak.post('/api/replays', { target: 'fed' })).status).toBe(409);
    expect((await oak.post('/api/replays', { target: 'crm', types: ['account.invited'] })).status).toBe(409);
    expect((await oak.get('/api/replays/..%2fx')).status).toBe(404);
    expect((await oak.get(`/api/replays/${(await plan()).id}/preview?after=x`)).status).toBe(422);
    expect((await json<ReplaysView>(oak.get('/api/replays'))).runs.length).toBe(before + 1);
  });

  test('I8: another agency finds no run of ours, by no route, and no person; other roles are refused', async () => {
    const { id } = await plan();
    const routes = [
      ['get', `/api/replays/${id}`],
      ['get', `/api/replays/${id}/preview`],
      ['post', `/api/replays/${id}/run`],
      ['post', `/api/replays/${id}/stop`],
      ['post', `/api/replays/${id}/go-on`],
    ] as const;
    const elm = await desk.signIn('elm');
    for (const [method, path] of routes) expect([path, (await elm[method](path)).status]).toEqual([path, 404]);
    expect(await json(elm.get('/api/replays'))).toEqual({ runs: [], targets: [] });
    expect((await elm.post('/api/replays', { target: 'crm' })).status).toBe(404);
    expect((await elm.post('/api/replays', { target: 'crm', persons: [annId] })).status).toBe(404);
    for (const role of ['agent', 'officeManager', 'broker'] as const) {
      const who = await desk.signIn('oak', role);
      for (const [method, path] of [...routes, ['get', '/api/replays'], ['post', '/api/replays']] as const)
        expect([role, path, (await who[method](path)).status]).toEqual([role, path, 403]);
    }
    expect((await (await desk.signIn('oak', 'integrator')).get(`/api/replays/${id}`)).status).toBe(200);
  });
});
