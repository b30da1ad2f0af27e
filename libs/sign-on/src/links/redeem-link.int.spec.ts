import { SignOnUnderTest, type Answered } from '../../test/sign-on-under-test';

describe('P14: opening a link', () => {
  let under: SignOnUnderTest;
  beforeAll(async () => {
    under = await SignOnUnderTest.open();
    await under.owner('W1');
  });
  afterAll(() => under?.close());

  const open = (link: string, headers?: Record<string, string>): Promise<Answered> => under.call('GET', link, { headers });
  const recorded = async (): Promise<{ ref: string; personId: string }[]> => {
    const { body } = await under.operate('GET', '/v1/sign-ons?agency=north');
    // The operator API's own answer.
    return body['signOns'] as { ref: string; personId: string }[];
  };

  it('P14: leads to the product with a signed assertion, and the tracker says who is signed in', async () => {
    const { status, headers, text } = await open(await under.linkOf('W1'));
    expect([status, text, headers.get('set-cookie')]).toEqual([303, '', null]);
    expect([headers.get('cache-control'), headers.get('referrer-policy')]).toEqual(['no-store', 'no-referrer']);
    const page = await under.call('GET', headers.get('location') ?? '');
    expect(page.status).toBe(200);
    expect(under.tracker.visits.at(-1)).toMatchObject({ agency: 'north', property: { system: 'site', id: 'D1' }, capacity: 'vendor' });
    expect(page.text).toContain(`Signed in as ${under.tracker.visits.at(-1)?.subject}`);
  });

  it('P14: names the person the same each time and to this product alone, and never as anybody else does', async () => {
    await under.operate('POST', '/v1/sign-on-products', {
      agency: 'north',
      id: 'second',
      name: 'Second',
      audience: 'second',
      redirect: 'https://tracker.example.com/?from=bridge',
    });
    const locationOf = async (product: string): Promise<string> => {
      const { body } = await under.ask('W1', { product });
      return (await open(String(body['link']))).headers.get('location') ?? '';
    };
    const claims = (location: string): Record<string, unknown> =>
      JSON.parse(Buffer.from((new URL(location).searchParams.get('assertion') ?? '').split('.')[1] ?? '', 'base64url').toString('utf8'));
    const [one, again, other] = [await locationOf('tracker'), await locationOf('tracker'), await locationOf('second')];
    expect(claims(one)['sub']).toBe(claims(again)['sub']);
    expect(claims(one)['sub']).not.toBe(claims(other)['sub']);
    expect(claims(one)['jti']).not.toBe(claims(again)['jti']);
    expect(other).toMatch(/^https:\/\/tracker\.example\.com\/\?from=bridge&assertion=[\w.-]+$/);
    expect(JSON.stringify(claims(one))).not.toMatch(new RegExp(`\\bW1\\b|${(await recorded())[0]?.personId}`));
    const iat = Math.floor(under.clock.now().getTime() / 1000);
    expect(claims(one)).toMatchObject({ iss: under.url, aud: 'tracker', iat, exp: iat + 60 });
  });

  it('P14: works once: of fifty who open it at two processes at once, one gets in', async () => {
    const other = await under.serve();
    const link = await under.linkOf('W1');
    const elsewhere = link.replace(under.url, other.url);
    const all = await Promise.all(Array.from({ length: 50 }, (_, n) => open(n % 2 === 0 ? link : elsewhere)));
    const count = (status: number): number => all.filter((one) => one.status === status).length;
    expect([count(303), count(410)]).toEqual([1, 49]);
    expect((await recorded())[0]).toMatchObject({ state: 'redeemed', usesAfter: 49 });
  });

  it('P14: is over after a minute', async () => {
    const [inTime, late] = [await under.linkOf('W1'), await under.linkOf('W1')];
    under.clock.pass(59);
    expect((await open(inTime)).status).toBe(303);
    under.clock.pass(1);
    expect((await open(late)).status).toBe(410);
    const [newest, before] = await recorded();
    expect([newest, before]).toMatchObject([
      { state: 'expired', redeemedAt: null, usesAfter: 1 },
      { state: 'redeemed', usesAfter: 0 },
    ]);
  });

  it('P14: shows the same page for what is used, too old or was never there, and it says what to do', async () => {
    const used = await under.linkOf('W1');
    await open(used);
    const unknown = `${under.url}/v1/sign-ons/${'x'.repeat(43)}`;
    const [one, other] = [await open(used), await open(unknown)];
    expect([one.status, other.status]).toEqual([410, 404]);
    expect(one.text).toBe(other.text);
    expect(one.text).toContain('Go back to the website you came from');
    for (const { headers } of [one, other]) {
      expect(headers.get('content-type')).toContain('text/html');
      expect(headers.get('content-security-policy')).toContain("default-src 'none'");
      expect([headers.get('cache-control'), headers.get('set-cookie')]).toEqual(['no-store', null]);
    }
  });

  it('P14: asks the database the same whatever the link', async () => {
    const [good, used] = [await under.linkOf('W1'), await under.linkOf('W1')];
    await open(used);
    const asked = async (link: string): Promise<unknown[]> => {
      const log: unknown[] = [];
      const make = under.servedDb.createQueryRunner.bind(under.servedDb);
      const spy = jest.spyOn(under.servedDb, 'createQueryRunner').mockImplementation((mode) => {
        const runner = make(mode);
        const query = runner.query.bind(runner);
        runner.query = (sql: string, values?: unknown[]) => (log.push(sql), query(sql, values));
        return runner;
      });
      await open(link);
      spy.mockRestore();
      return log;
    };
    const unknown = await asked(`${under.url}/v1/sign-ons/nothing`);
    expect(unknown.length).toBeGreaterThan(3);
    expect(await asked(used)).toEqual(unknown);
    expect(await asked(good)).toEqual(unknown);
  });

  it('P14: lets nobody in who lost the property meanwhile, and the link is used up', async () => {
    await under.owner('W2');
    const link = await under.linkOf('W2');
    under.clock.pass(1);
    await under.say({ by: 'crm', type: 'ownership.ended', subject: 'C-W2' });
    expect((await open(link)).status).toBe(410);
    under.clock.pass(1);
    await under.say({ by: 'crm', type: 'ownership.confirmed', subject: 'C-W2' });
    expect((await open(link)).status).toBe(410);
    expect((await recorded())[0]).toMatchObject({ state: 'refused', why: 'ended', redeemedAt: null });
  });

  it('P14: leads nowhere once the product is removed', async () => {
    await under.operate('POST', '/v1/sign-on-products', {
      agency: 'north',
      id: 'gone',
      name: 'Gone',
      audience: 'gone',
      redirect: 'https://tracker.example.com/',
    });
    const { body } = await under.ask('W1', { product: 'gone' });
    expect((await under.operate('DELETE', '/v1/sign-on-products/north/gone')).status).toBe(204);
    expect((await open(String(body['link']))).status).toBe(410);
  });

  it('P14: is not used up by who only looks: HEAD, and a browser that fetches ahead', async () => {
    const link = await under.linkOf('W1');
    expect((await under.call('HEAD', link)).status).toBe(404);
    for (const [name, value] of [
      ['sec-purpose', 'prefetch;prerender'],
      ['purpose', 'prefetch'],
    ] as const)
      expect((await open(link, { [name]: value })).status).toBe(503);
    expect((await open(link)).status).toBe(303);
  });

  it('P14, I8: keeps of the link its digest, of the assertion nothing, and of addresses their family', async () => {
    const link = await under.linkOf('W1');
    const { headers } = await open(link);
    const assertion = new URL(headers.get('location') ?? '').searchParams.get('assertion') ?? '';
    const rows = JSON.stringify(await under.db.query('select to_jsonb(s) as row from sign_on.sign_ons s'));
    const token = link.slice(link.lastIndexOf('/') + 1);
    expect(token).toHaveLength(43);
    const written = [token, Buffer.from(token).toString('hex'), assertion, assertion.split('.')[2] ?? ''];
    for (const secret of written) expect(rows).not.toContain(secret);
    expect(rows.replaceAll(under.url, '')).not.toContain('127.0.0.1');
    expect(rows).toContain('"redeemed_from":"ipv4"');
  });

  it('P14, I8: an operator sees whose turn it was, agency by agency; nobody else does', async () => {
    const path = '/v1/sign-ons?agency=north&limit=2';
    const { body } = await under.operate('GET', path);
    const [first, second] = body['signOns'] as { ref: string }[]; // the operator API's own answer
    expect(first).toMatchObject({ website: 'site', product: 'tracker', property: { system: 'site', id: 'D1' }, askedFrom: 'ipv4' });
    const older = await under.operate('GET', `${path}&before=${first?.ref}`);
    expect((older.body['signOns'] as { ref: string }[])[0]?.ref).toBe(second?.ref); // as above
    expect((await under.operate('GET', '/v1/sign-ons?agency=south')).body).toEqual({ signOns: [] });
    for (const [query, status] of [
      ['', 422],
      ['?agency=*', 422],
      ['?agency=north&limit=0', 422],
      ['?agency=north&before=x', 422],
    ] as const)
      expect((await under.operate('GET', `/v1/sign-ons${query}`)).status).toBe(status);
    expect((await under.call('GET', path, { key: under.keys['site'] })).status).toBe(403);
    expect((await under.call('GET', path)).status).toBe(401);
  });

  it('P14: is remembered as long as history is kept', async () => {
    const tidy = async (): Promise<void> => {
      const now = under.clock.now();
      for (const part of under.upkeep) await part({ now, historyBefore: new Date(now.getTime() - 86_400_000) });
    };
    const before = await recorded();
    await tidy();
    expect(await recorded()).toEqual(before);
    under.clock.pass(2 * 86_400);
    await tidy();
    expect(await recorded()).toEqual([]);
  });
});
