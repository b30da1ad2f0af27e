import { personIdOf } from '#people-exchange';
import type { DataSource } from 'typeorm';
import { type DeskDatabase, deskDatabase } from '../../test/desk-database';
import { type RunningDesk, runDesk, type Visitor } from '../../test/running-desk';
import { rights, roles } from '#lead';
import type { IntakeView } from './intake-detail-views';
import type { IntakesView } from './intake-views';

const idOf = (subject: string): string => personIdOf('oak', 'site', subject);
const pathOf = (subject: string): string => `/api/intakes/crm/${idOf(subject)}`;

describe('the holding tank at the desk', () => {
  let database: DeskDatabase;
  let db: DataSource;
  let desk: RunningDesk;
  let oak: Visitor;

  beforeAll(async () => {
    database = await deskDatabase();
    db = database.db;
    desk = await runDesk(db);
    oak = await desk.signIn('oak');
    await db.query(`insert into exchange.agencies (id, name, zone) values ('oak', 'Oak', 'UTC')`);
    await db.query(
      `insert into exchange.participants (agency, id, name, side, mode, admission) values ('oak', 'crm', 'Our CRM', 'backOffice', 'feed', 'approval'), ('oak', 'site', 'oak.example', 'website', 'none', 'straight')`,
    );
    for (const n of [1, 2, 3, 4, 5]) await wait(`W${n}`, `Ann Reed ${n}`);
  });
  afterAll(async () => {
    await desk?.app.close();
    await database?.end();
  });
  beforeEach(() => as('admin'));

  const as = (role: string) => db.query(`update lead_desk.members set role = $1 where agency = 'oak'`, [role]);

  /** Somebody who registered and waits, as the exchange keeps it. */
  async function wait(subject: string, full: string): Promise<void> {
    const event = {
      id: subject,
      type: 'person.registered',
      subject,
      source: 's',
      agency: 'oak',
      origin: 'site',
      partitionkey: idOf(subject),
      receivedtime: '2026-11-24T10:00:00Z',
      data: { person: { name: { full }, emails: [{ address: `${subject}@example.org` }], phones: [{ typed: '07700 900001' }] } },
    };
    await db.query(
      `insert into exchange.inbox (received, key, agency, participant, side, source, id, type, subject, person, topic, partition, position, appended, taken, event)
       values ($1, $2, 'oak', 'site', 'website', 's', $3, 'person.registered', $3, $2, 't', 0, 0, $1, $1, $4)`,
      [event.receivedtime, idOf(subject), subject, JSON.stringify(event)],
    );
    await db.query(`insert into exchange.persons (agency, person, participant, subject, human) values ('oak', $1, 'site', $2, $1)`, [
      idOf(subject),
      subject,
    ]);
    await db.query(
      `insert into exchange.person_phones (agency, phone, person) values ('oak', '00000000-0000-4000-8000-000000000001', $1)`,
      [idOf(subject)],
    );
    await db.query(`insert into exchange.admissions (agency, target, person, state) values ('oak', 'crm', $1, 'waiting')`, [idOf(subject)]);
  }

  // The answers of our own API, in its documented shapes.
  const read = async (subject: string): Promise<IntakeView> => (await (await oak.get(pathOf(subject))).json()) as IntakeView;
  const list = async (query = ''): Promise<IntakesView> => (await (await oak.get(`/api/intakes${query}`)).json()) as IntakesView;

  test('P1: the list says who waits where, with what may be chosen to narrow it, page by page', async () => {
    const all = await list();
    expect(all).toMatchObject({
      tanks: [{ target: 'crm', name: 'Our CRM', waiting: 5 }],
      sources: [{ id: 'site', name: 'oak.example' }],
      mayDecide: true,
      masked: false,
    });
    expect(all.intakes.map(({ subject }) => subject).sort()).toEqual(['W1', 'W2', 'W3', 'W4', 'W5']);
    const first = await list('?limit=3');
    const rest = await list(`?limit=3&after=${first.next}`);
    expect([...first.intakes, ...rest.intakes].map(({ personId }) => personId)).toEqual(all.intakes.map(({ personId }) => personId));
    for (const query of ['?state=odd', '?limit=0', '?after=AAAA', '?unknown=1'])
      expect([query, [400, 422].includes((await oak.get(`/api/intakes${query}`)).status)]).toEqual([query, true]);
  });

  test('P1: a decision is kept with who made it, and whoever decides after it hears what stands', async () => {
    expect(await (await oak.post(`${pathOf('W1')}/decide`, { verb: 'approve', seen: 0 })).json()).toMatchObject({
      state: 'admitted',
      version: 1,
    });
    const late = await oak.post(`${pathOf('W1')}/decide`, { verb: 'reject', why: 'no', seen: 0 });
    expect([late.status, await late.json()]).toMatchObject([
      409,
      { standing: { state: 'admitted', by: 'Administrator' }, detail: expect.stringContaining('was let in by Administrator') },
    ]);
    expect((await read('W1')).decisions).toMatchObject([{ verb: 'approve', by: 'Administrator' }]);
  });

  test('X8: somebody is merged with a candidate, and the merge is taken back', async () => {
    const { candidates, version } = await read('W2');
    expect(candidates.map(({ persons }) => persons.map(({ subject }) => subject))).toContainEqual(['W1']);
    const merged = await oak.post(`${pathOf('W2')}/decide`, { verb: 'merge', seen: version, other: { personId: idOf('W1') } });
    expect(await merged.json()).toMatchObject({
      state: 'admitted',
      mergedWith: idOf('W1'),
      linked: [{ subject: 'W1', rule: 'merge', by: 'Administrator' }],
    });
    const undone = await oak.post(`${pathOf('W2')}/decide`, { verb: 'undo', seen: version + 1 });
    expect(await undone.json()).toMatchObject({ state: 'waiting', linked: [] });
    for (const other of [undefined, {}, { personId: 'x' }, { subject: '' }]) {
      const answer = await oak.post(`${pathOf('W2')}/decide`, { verb: 'merge', seen: version + 2, other });
      expect([other, answer.status]).toEqual([other, 422]);
    }
  });

  test('P1: several are decided on at once, each for itself', async () => {
    const intakes = ['W1', 'W4'].map((subject) => ({ target: 'crm', personId: idOf(subject), seen: 0 }));
    expect((await oak.post('/api/intakes/decide', { verb: 'reject', intakes })).status).toBe(422);
    const { results } = (await (await oak.post('/api/intakes/decide', { verb: 'reject', why: 'far away', intakes })).json()) as {
      results: { done: boolean; refused: string | null }[];
    };
    expect(results).toMatchObject([{ done: false, refused: expect.stringContaining('was let in') }, { done: true }]);
  });

  test.each(roles)('I8: a role decides and sees names only as the table of rights says: %s', async (role) => {
    await as(role);
    const mayDecide = rights.decideIntakes.some((one) => one === role);
    const unmasked = rights.seeIntakesUnmasked.some((one) => one === role);
    const seen = await oak.get(pathOf('W5'));
    const words = await seen.text();
    expect([seen.status, /Ann|Reed|@example|07700/.test(words.replace(/"subject":"[^"]*"/g, '')) && unmasked]).toEqual([200, unmasked]);
    if (!unmasked) expect(`${words} ${JSON.stringify(await list())}`).not.toMatch(/Ann|Reed|W5@|07700/);
    expect(await list()).toMatchObject({ mayDecide, masked: !unmasked });
    const decided = await oak.post(`${pathOf('W5')}/decide`, { verb: 'spam', seen: 99 });
    const several = await oak.post('/api/intakes/decide', { verb: 'spam', intakes: [{ target: 'crm', personId: idOf('W5'), seen: 99 }] });
    expect([decided.status, several.status]).toEqual(mayDecide ? [409, 200] : [403, 403]);
  });

  test('I8: another agency’s intake is not there, nor is one that is no id', async () => {
    const elm = await desk.signIn('elm');
    expect((await elm.get(pathOf('W5'))).status).toBe(404);
    expect((await elm.post(`${pathOf('W5')}/decide`, { verb: 'approve', seen: 0 })).status).toBe(404);
    expect(await (await elm.get('/api/intakes')).json()).toMatchObject({ intakes: [], tanks: [], sources: [] });
    for (const path of ['/api/intakes/crm/x', `/api/intakes/..%2f/${idOf('W5')}`, `/api/intakes/none/${idOf('W5')}`])
      expect([path, (await oak.get(path)).status]).toEqual([path, 404]);
  });
});
