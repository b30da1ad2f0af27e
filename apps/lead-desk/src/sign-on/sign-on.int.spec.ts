import { Logger } from '@nestjs/common';
import { personIdOf } from '#people-exchange';
import type { DataSource } from 'typeorm';
import { type DeskDatabase, deskDatabase } from '../../test/desk-database';
import { type RunningDesk, runDesk, type Visitor } from '../../test/running-desk';
import { ann, tell } from '../../test/told-events';
import type { SignOnLinksView } from './sign-on-views';

const annId = personIdOf('oak', 'site', 'ann');
const tracker = {
  id: 'tracker',
  name: 'Vendor tracker',
  audience: 'https://tracker.example.com',
  redirect: 'http://127.0.0.1:4999/in',
  allowPrivate: true,
};

describe('sign-on at the desk', () => {
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
      `insert into exchange.participants (agency, id, name, side, mode) values ('oak', 'site', 'oak.example', 'website', 'none')`,
    );
    await tell(db, { type: 'person.registered', data: ann });
  });
  afterAll(async () => {
    await desk?.app.close();
    await database?.end();
  });
  beforeEach(async () => {
    await db.query('delete from sign_on.products');
    expect((await oak.post('/api/sign-on/products', tracker)).status).toBe(201);
  });

  // Answers of the desk's own API.
  const json = async <T>(answer: Promise<Response>): Promise<T> => (await (await answer).json()) as T;
  const problemsOf = async (answer: Response): Promise<string[]> =>
    ((await answer.json()) as { problems: { path: string }[] }).problems.map(({ path }) => path).sort();
  const products = () => json(oak.get('/api/sign-on/products'));

  test('P14: a product is added, changed and removed, and who did it is recorded', async () => {
    const said = jest.spyOn(Logger.prototype, 'log');
    const shown = { id: 'tracker', audience: tracker.audience, redirect: tracker.redirect, allowedPrivate: ['127.0.0.1:4999'] };
    expect(await products()).toEqual({ products: [{ ...shown, name: 'Vendor tracker' }] });
    expect(await json(oak.patch('/api/sign-on/products/tracker', { name: 'Owner tracker' }))).toEqual({ ...shown, name: 'Owner tracker' });
    expect((await oak.delete('/api/sign-on/products/tracker')).status).toBe(204);
    expect(await products()).toEqual({ products: [] });
    expect((await oak.delete('/api/sign-on/products/tracker')).status).toBe(404);
    const acts = said.mock.calls.flatMap(([facts]: unknown[]) => (typeof facts === 'object' ? [facts] : []));
    said.mockRestore();
    expect(acts).toMatchObject([
      { did: 'changed', product: 'tracker', changed: ['name'] },
      { did: 'removed', product: 'tracker', agency: 'oak', member: expect.stringMatching(/^[\da-f-]{36}$/) },
    ]);
  });

  test('all problems of a product are told at once, each with its field, and nothing is kept (I9)', async () => {
    const wrong = await oak.post('/api/sign-on/products', { id: 'Bad Id', name: ' ', audience: 'a b', redirect: 'ftp://x', more: 1 });
    expect([wrong.status, await problemsOf(wrong)]).toEqual([422, ['/audience', '/id', '/more', '/name', '/redirect']]);
    const inside = await oak.post('/api/sign-on/products', { ...tracker, id: 'other', allowPrivate: false });
    expect([inside.status, await problemsOf(inside)]).toEqual([422, ['/redirect']]);
    const taken = await oak.post('/api/sign-on/products', tracker);
    expect([taken.status, await problemsOf(taken)]).toEqual([409, ['/id']]);
    const changed = await oak.patch('/api/sign-on/products/tracker', { audience: '', redirect: 'http://127.0.0.1:1/#x' });
    expect([changed.status, await problemsOf(changed)]).toEqual([422, ['/audience', '/redirect']]);
    expect(await products()).toMatchObject({ products: [{ audience: tracker.audience, redirect: tracker.redirect }] });
  });

  test('only an administrator allows an address of a private network', async () => {
    const integrator = await desk.signIn('oak', 'integrator');
    const answer = await integrator.post('/api/sign-on/products', { ...tracker, id: 'inside' });
    expect([answer.status, await problemsOf(answer)]).toEqual([422, ['/allowPrivate']]);
    expect((await integrator.patch('/api/sign-on/products/tracker', { name: 'Renamed' })).status).toBe(200);
    const moved = await integrator.patch('/api/sign-on/products/tracker', { redirect: 'http://127.0.0.1:5000/' });
    expect([moved.status, await problemsOf(moved)]).toEqual([422, ['/redirect']]);
  });

  test('P14: links asked for are listed with whom, what became of them and why, page by page', async () => {
    for (const [n, more] of [`null, null`, `'claimed', null`, `null, '2026-11-24T11:59:30Z'`].entries())
      await db.query(
        `insert into sign_on.sign_ons (agency, id, participant, person, product, property_system, property_id, asked_at, asked_from, expires_at, refused, redeemed_at)
         values ('oak', $1, 'site', $2, 'tracker', 'site', $3, '2026-11-24T11:59:00Z', 'ipv4', '2026-11-24T12:00:00Z', ${more})`,
        [personIdOf('oak', 'site', `link ${n}`), annId, `home-${n}`],
      );
    const { links, next } = await json<SignOnLinksView>(oak.get('/api/sign-on/links?limit=2'));
    expect(links).toMatchObject([
      { state: 'redeemed', property: { id: 'home-2' }, personName: 'Ann Reed', websiteName: 'oak.example', why: null },
      { state: 'refused', why: 'claimed' },
    ]);
    expect(await json(oak.get(`/api/sign-on/links?limit=2&before=${next}`))).toMatchObject({ links: [{ state: 'expired' }], next: null });
    for (const query of ['limit=0', 'before=x', 'unknown=1'])
      expect([query, (await oak.get(`/api/sign-on/links?${query}`)).status]).toEqual([query, 422]);
  });

  test('I8: another agency finds no product and no link of ours; other roles are refused', async () => {
    const elm = await desk.signIn('elm');
    expect(await json(elm.get('/api/sign-on/products'))).toEqual({ products: [] });
    expect(await json(elm.get('/api/sign-on/links'))).toEqual({ links: [], next: null });
    expect((await elm.patch('/api/sign-on/products/tracker', { name: 'Mine' })).status).toBe(404);
    expect((await elm.delete('/api/sign-on/products/tracker')).status).toBe(404);
    for (const role of ['agent', 'officeManager', 'broker'] as const) {
      const who = await desk.signIn('oak', role);
      const answers = await Promise.all([
        who.get('/api/sign-on/products'),
        who.post('/api/sign-on/products', tracker),
        who.patch('/api/sign-on/products/tracker', { name: 'x' }),
        who.delete('/api/sign-on/products/tracker'),
        who.get('/api/sign-on/links'),
      ]);
      expect([role, ...answers.map(({ status }) => status)]).toEqual([role, 403, 403, 403, 403, 403]);
    }
    expect(await products()).toMatchObject({ products: [{ name: 'Vendor tracker' }] });
  });
});
