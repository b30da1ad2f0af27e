import { Logger } from '@nestjs/common';
import { personIdOf } from '#people-exchange';
import type { DataSource } from 'typeorm';
import { type DeskDatabase, deskDatabase } from '../../test/desk-database';
import { type RunningDesk, runDesk, type Visitor } from '../../test/running-desk';
import { ann, tell } from '../../test/told-events';
import type { RepairedDeliveriesView, WaitingDeliveriesView, WaitingDeliveryView } from './delivery-views';

const annId = personIdOf('oak', 'site', 'ann');

describe('what is held or parked, at the desk', () => {
  let database: DeskDatabase;
  let db: DataSource;
  let desk: RunningDesk;
  let oak: Visitor;

  beforeAll(async () => {
    database = await deskDatabase();
    db = database.db;
    desk = await runDesk(db);
    oak = await desk.signIn('oak');
    await db.query(`insert into exchange.agencies (id, name, zone) values ('oak', 'Oak', 'UTC'), ('elm', 'Elm', 'UTC')`);
    await db.query(
      `insert into exchange.participants (agency, id, name, side, mode) values ('oak', 'crm', 'Our CRM', 'backOffice', 'webhook'), ('oak', 'lead-desk', 'Lead desk', 'backOffice', 'log'), ('oak', 'site', 'oak.example', 'website', 'none')`,
    );
    await tell(db, { type: 'person.registered', data: ann });
  });
  afterAll(async () => {
    await desk?.app.close();
    await database?.end();
  });
  beforeEach(() => db.query('delete from exchange.pending'));

  /** A delivery that waits, as the exchange keeps it. Answers its ref. */
  async function wait(id: string, o: { state?: string; reason?: string; target?: string; hour?: number } = {}): Promise<string> {
    const { state = 'parked', reason = 'refused with 422', target = 'crm', hour = 10 } = o;
    const received = `2026-11-24T${hour}:00:00Z`;
    const key = personIdOf('oak', 'site', `event ${id}`);
    await db.query(
      `insert into exchange.inbox (received, key, agency, participant, side, source, id, type, subject, person, topic, partition, position, appended, taken, event)
       select $1, $2, 'oak', 'site', 'website', 's', $3, 'property.saved', 'ann', $4, 't', 0, 0, $1, $1, '{}' where not exists (select from exchange.inbox where key = $2)`,
      [received, key, id, annId],
    );
    const [row]: { seq: string }[] = await db.query(
      `insert into exchange.pending (agency, target, person, side, lane, key, received, type, state, reason, routed_at, since)
       values ('oak', $1, $2, 'backOffice', 1, $3, $4, 'property.saved', $5, $6, $4, $4) returning seq::text`,
      [target, annId, key, received, state, reason],
    );
    return row?.seq ?? '';
  }

  // Answers of the desk's own API.
  const json = async <T>(answer: Promise<Response>): Promise<T> => (await (await answer).json()) as T;
  const list = async (query = ''): Promise<WaitingDeliveryView[]> =>
    (await json<WaitingDeliveriesView>(oak.get(`/api/deliveries${query}`))).deliveries;

  test('X9: each says what, of whom, for whom, why, and what may be done about it', async () => {
    await wait('e1');
    await wait('e2', { state: 'heldApproval', hour: 11 });
    await wait('e3', { target: 'lead-desk', hour: 12 });
    expect(await list()).toMatchObject([
      { id: 'e1', targetName: 'Our CRM', reach: 'webhook', state: 'parked', reason: 'refused with 422', mayRetry: true, maySkip: true },
      { id: 'e2', state: 'heldApproval', mayRetry: false, maySkip: false },
      { id: 'e3', targetName: 'Lead desk', reach: 'log', mayRetry: false, maySkip: true },
    ]);
    expect((await list())[0]).toMatchObject({
      personId: annId,
      personName: 'Ann Reed',
      participantName: 'oak.example',
      type: 'property.saved',
    });
    expect((await list(`?state=parked&target=crm&person=${annId}&type=property.saved`)).map(({ id }) => id)).toEqual(['e1']);
    expect((await list('?direction=desc')).map(({ id }) => id)).toEqual(['e3', 'e2', 'e1']);
    const first = await json<WaitingDeliveriesView>(oak.get('/api/deliveries?limit=2'));
    expect((await list(`?after=${first.next}`)).map(({ id }) => id)).toEqual(['e3']);
  });

  test('X9: several are tried again, each for itself, and who did it is kept', async () => {
    const said = jest.spyOn(Logger.prototype, 'log');
    const [one, two, log] = [await wait('r1'), await wait('r2'), await wait('r3', { target: 'lead-desk' })];
    const { results } = await json<RepairedDeliveriesView>(oak.post('/api/deliveries/retry', { refs: [one, two, log, '999999'] }));
    expect(results).toEqual([
      { ref: one, done: true, refused: null },
      { ref: two, done: true, refused: null },
      { ref: log, done: false, refused: expect.stringContaining('reads the log') },
      { ref: '999999', done: false, refused: 'It waits no more' },
    ]);
    expect((await list('?state=parked')).map(({ ref }) => ref)).toEqual([log]);
    expect(await db.query(`select did, who, target from exchange.acts order by seq`)).toEqual([
      { did: 'retry', who: 'Administrator', target: 'crm' },
      { did: 'retry', who: 'Administrator', target: 'crm' },
    ]);
    const acts = said.mock.calls.flatMap(([facts]: unknown[]) => (typeof facts === 'object' ? [facts] : []));
    said.mockRestore();
    expect(acts).toMatchObject([
      { did: 'retried', agency: 'oak', deliveries: [one, two], member: expect.stringMatching(/^[\da-f-]{36}$/) },
    ]);
  });

  test('X9: a delivery is skipped for a reason, which stays with who said it', async () => {
    const ref = await wait('s1');
    expect(await json(oak.post('/api/deliveries/skip', { refs: [ref], why: ' old news ' }))).toEqual({
      results: [{ ref, done: true, refused: null }],
    });
    const [kept] = await db.query(`select state, reason, by_whom from exchange.outcomes order by ended_at desc limit 1`);
    expect(kept).toEqual({ state: 'skipped', reason: 'old news', by_whom: 'Administrator' });
    expect((await oak.post('/api/deliveries/skip', { refs: [ref], why: 'again' })).status).toBe(404);
  });

  test('all problems of what was asked are told at once, and nothing is changed', async () => {
    const ref = await wait('p1');
    const answer = await oak.post('/api/deliveries/skip', { refs: ['x'], why: ' ', more: 1 });
    const { problems } = (await answer.json()) as { problems: { path: string }[] };
    expect([answer.status, problems.map(({ path }) => path).sort()]).toEqual([422, ['/more', '/refs', '/why']]);
    expect((await oak.post('/api/deliveries/retry', { refs: [] })).status).toBe(422);
    for (const query of ['state=odd', 'limit=0', 'after=AAAA', 'person=x', 'unknown=1', 'target=%00'])
      expect([query, [400, 422].includes((await oak.get(`/api/deliveries?${query}`)).status)]).toEqual([query, true]);
    expect((await list()).map((one) => one.ref)).toEqual([ref]);
  });

  test('I8: another agency sees none of ours and changes none; agents, managers and brokers are refused', async () => {
    const ref = await wait('f1');
    const elm = await desk.signIn('elm');
    expect(await json(elm.get('/api/deliveries'))).toEqual({ deliveries: [], next: null });
    expect((await elm.get(`/api/deliveries?person=${annId}`)).status).toBe(404);
    for (const [act, body] of [
      ['retry', { refs: [ref] }],
      ['skip', { refs: [ref], why: 'ours' }],
    ] as const)
      expect([act, (await elm.post(`/api/deliveries/${act}`, body)).status]).toEqual([act, 404]);
    for (const role of ['agent', 'officeManager', 'broker'] as const) {
      const who = await desk.signIn('oak', role);
      const answers = [
        who.get('/api/deliveries'),
        who.post('/api/deliveries/retry', { refs: [ref] }),
        who.post('/api/deliveries/skip', { refs: [ref], why: 'x' }),
      ];
      expect([role, ...(await Promise.all(answers)).map(({ status }) => status)]).toEqual([role, 403, 403, 403]);
    }
    expect((await (await desk.signIn('oak', 'integrator')).get('/api/deliveries')).status).toBe(200);
    expect((await list()).map((one) => one.ref)).toEqual([ref]);
  });
});
