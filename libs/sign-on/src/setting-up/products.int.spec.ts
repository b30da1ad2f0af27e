import { inAgency, openDatabase } from '#runtime';
import { product, SignOnUnderTest } from '../../test/sign-on-under-test';

describe('P14: products', () => {
  let under: SignOnUnderTest;
  beforeAll(async () => {
    under = await SignOnUnderTest.open();
  });
  afterAll(() => under?.close());

  const add = async (more: object): Promise<[number, unknown]> => {
    const { status, body } = await under.operate('POST', '/v1/sign-on-products', product(more));
    return [status, body['detail'] ?? body['product']];
  };

  it('P14: are set up per agency, changed and removed by the operator', async () => {
    const redirect = 'https://tracker.example.com/in';
    const [status, made] = await add({ id: 'landlords', agency: 'south' });
    expect([status, made]).toEqual([
      201,
      { agency: 'south', id: 'landlords', name: 'Vendor tracker', audience: 'tracker', redirect, allowedPrivate: [] },
    ]);
    expect((await add({ id: 'landlords', agency: 'south' }))[0]).toBe(409);
    expect((await add({ id: 'landlords', agency: 'nowhere' }))[0]).toBe(404);
    const { body } = await under.operate('PATCH', '/v1/sign-on-products/south/landlords', { audience: 'other' });
    expect(body).toMatchObject({ product: { audience: 'other', redirect } });
    expect((await under.operate('PATCH', '/v1/sign-on-products/north/landlords', { audience: 'other' })).status).toBe(404);
    expect((await under.operate('GET', '/v1/sign-on-products?agency=south')).body).toMatchObject({ products: [{ audience: 'other' }] });
    expect((await under.operate('DELETE', '/v1/sign-on-products/south/landlords')).status).toBe(204);
    expect((await under.operate('DELETE', '/v1/sign-on-products/south/landlords')).status).toBe(404);
    expect((await under.operate('GET', '/v1/sign-on-products?agency=south')).body).toEqual({ products: [] });
    for (const list of ['sign-on-products', 'sign-ons'])
      expect(await under.operate('GET', `/v1/${list}?agency=nroth`)).toMatchObject({ status: 404 });
  });

  it.each([
    ['http://tracker.example.com/in', {}, 422],
    ['http://tracker.example.com/in', { allowPrivate: true }, 422],
    ['ftp://tracker.example.com/', {}, 422],
    ['tracker.example.com', {}, 422],
    ['https://user:secret@tracker.example.com/', {}, 422],
    ['https://tracker.example.com/#there', {}, 422],
    ['https://tracker.example.com/?assertion=mine', {}, 422],
    ['https://nobody-knows.example.com/', {}, 422],
    ['https://inside.example.com/', {}, 403],
    ['https://127.0.0.1/', {}, 403],
    ['https://169.254.169.254/', { allowPrivate: true }, 403],
    ['https://inside.example.com/', { allowPrivate: true }, 201],
    ['http://127.0.0.1:4009/in', { allowPrivate: true }, 201],
    ['https://tracker.example.com/?from=bridge', {}, 201],
  ])('P14, I8: take owners in at an address that was looked at: %s %j is answered with %d', async (redirect, more, status) => {
    const id = `p${Math.abs(redirect.length * 31 + JSON.stringify(more).length)}`;
    expect((await add({ id, redirect, ...more }))[0]).toBe(status);
  });

  it('P14, I8: a private address is allowed for that very host and port, and a change asks anew', async () => {
    expect((await add({ id: 'inner', redirect: 'https://inside.example.com:8443/', allowPrivate: true }))[1]).toMatchObject({
      allowedPrivate: ['inside.example.com:8443'],
    });
    const { status } = await under.operate('PATCH', '/v1/sign-on-products/north/inner', { allowPrivate: false });
    expect(status).toBe(403);
  });

  it.each([
    'GET /v1/sign-on-products?agency=north',
    'POST /v1/sign-on-products',
    'PATCH /v1/sign-on-products/north/tracker',
    'DELETE /v1/sign-on-products/north/tracker',
  ])('P14, I8: %s is the operator’s alone', async (route) => {
    const [method = '', path = ''] = route.split(' ');
    expect((await under.call(method, path)).status).toBe(401);
    expect((await under.call(method, path, { key: under.keys['site'] })).status).toBe(403);
  });

  it('P14, I8: rows of another agency are not there for who forgets to ask by agency', async () => {
    await under.owner('W1');
    await under.linkOf('W1');
    const bound = await openDatabase({ url: under.fresh.url, name: 'spec of one' });
    const count = (table: string): string => `select count(*)::int as n from sign_on.${table}`;
    for (const table of ['products', 'sign_ons', 'keys']) {
      expect((await under.db.query(count(table)))[0].n).toBeGreaterThan(0);
      expect([table, await bound.query(count(table))]).toEqual([table, [{ n: 0 }]]);
      expect([table, await inAgency(bound, 'south', (manager) => manager.query(count(table)))]).toEqual([table, [{ n: 0 }]]);
    }
    await bound.destroy();
  });
});
