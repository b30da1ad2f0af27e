import { personIdOf } from '#people-exchange';
import { SignOnUnderTest } from '../../test/sign-on-under-test';

describe('P14: a link into a tracker', () => {
  let under: SignOnUnderTest;
  beforeAll(async () => {
    under = await SignOnUnderTest.open();
  });
  afterAll(() => under?.close());

  const refusal = async (subject: string, o: Parameters<SignOnUnderTest['ask']>[1] = {}): Promise<unknown[]> => {
    const { status, headers, body } = await under.ask(subject, o);
    expect(headers.get('content-type')).toContain('application/problem+json');
    expect(JSON.stringify(body)).not.toMatch(/https?:/);
    return [status, body['detail'], body['ownership']];
  };

  it('P14: is handed to the website of a confirmed owner, good for a minute', async () => {
    await under.owner('W1');
    const { status, body } = await under.ask('W1');
    expect([status, body['expires']]).toEqual([201, '2026-03-10T10:01:00.000Z']);
    expect(body['link']).toMatch(new RegExp(`^${under.url}/v1/sign-ons/[\\w-]{43}$`));
  });

  it('P14: is refused to who only claims, was refuted, owns no longer, or said nothing', async () => {
    await under.say({ by: 'site', type: 'ownership.claimed', subject: 'W2' });
    expect(await refusal('W2')).toEqual([403, expect.stringContaining('no back office has confirmed it yet'), 'claimed']);
    await under.owner('W3');
    under.clock.pass(1);
    await under.say({ by: 'crm', type: 'ownership.refuted', subject: 'C-W3' });
    expect(await refusal('W3')).toEqual([403, expect.stringContaining('does not own the property'), 'refuted']);
    await under.owner('W4');
    under.clock.pass(1);
    await under.say({ by: 'crm-two', type: 'ownership.ended', subject: 'C-W4' });
    await under.link('site', 'W4', 'crm-two', 'C-W4');
    expect(await refusal('W4')).toEqual([403, expect.stringContaining('does no longer'), 'ended']);
    expect(await refusal('W1', { property: { system: 'site', id: 'D2' } })).toEqual([403, expect.stringContaining('said so'), 'none']);
  });

  it('P14: that is refused is recorded with the reason, and nothing that opens', async () => {
    await under.say({ by: 'site', type: 'ownership.claimed', subject: 'W0' });
    await refusal('W0');
    const { body } = await under.operate('GET', '/v1/sign-ons?agency=north&limit=1');
    expect(body['signOns']).toMatchObject([{ website: 'site', state: 'refused', why: 'claimed', expiresAt: null }]);
    const links = await under.db.query('select link from sign_on.sign_ons where refused is not null');
    expect(new Set(links.map(({ link }: { link: unknown }) => link))).toEqual(new Set([null]));
  });

  it('P14: opens for whom a back office confirms after it had refuted', async () => {
    await under.owner('W5');
    under.clock.pass(1);
    await under.say({ by: 'crm', type: 'ownership.refuted', subject: 'C-W5' });
    under.clock.pass(1);
    await under.say({ by: 'crm', type: 'ownership.confirmed', subject: 'C-W5' });
    expect((await under.ask('W5')).status).toBe(201);
  });

  it('P14: is not had by a confirmation that a website sent, whatever let it in', async () => {
    await under.say({ by: 'site', type: 'ownership.claimed', subject: 'W6' }, { by: 'site', type: 'ownership.confirmed', subject: 'W6' });
    expect(await refusal('W6')).toEqual([403, expect.any(String), 'claimed']);
  });

  it('P14, X8: is not inherited by another person of the household', async () => {
    const members = { by: 'site', type: 'household.changed', more: { members: ['W1', 'W7'] } };
    await under.say({ ...members, subject: 'W7' }, { ...members, subject: 'W1' });
    expect(await refusal('W7')).toEqual([403, expect.any(String), 'none']);
  });

  it('P14: is not handed to another website, of this agency or of another', async () => {
    expect(await refusal('W1', { by: 'site-two' })).toEqual([404, 'This website has told of no such person.', undefined]);
    await under.say({ by: 'site-south', type: 'site.visited', subject: 'W1', agency: 'south' });
    expect(await refusal('W1', { by: 'site-south' })).toEqual([404, 'This agency has no product "tracker"', undefined]);
    expect(await refusal('W1', { product: 'other' })).toEqual([404, 'This agency has no product "other"', undefined]);
  });

  it('P14: is for websites alone, with their own key', async () => {
    const body = { subject: 'W1', property: { system: 'site', id: 'D1' }, product: 'tracker' };
    for (const [key, status] of [
      [undefined, 401],
      ['pex_nobody', 401],
      [under.keys['crm'], 403],
      [under.keys['operator'], 403],
    ] as const)
      expect((await under.call('POST', '/v1/sign-ons', { key, body })).status).toBe(status);
  });

  it('P14: names every problem of a request', async () => {
    const { status, body } = await under.call('POST', '/v1/sign-ons', { key: under.keys['site'], body: { property: { id: 'D1' } } });
    expect(status).toBe(422);
    expect(body['problems']).toMatchObject([{ path: '/subject' }, { path: '/property' }, { path: '/product' }]);
  });

  it('P14, X7: is refused for an erased person, of whom nothing stays', async () => {
    await under.owner('W8');
    await under.linkOf('W8');
    const person = personIdOf('north', 'site', 'W8');
    const kept = async (): Promise<unknown> =>
      (await under.db.query('select count(*)::int n from sign_on.sign_ons where person = $1', [person]))[0].n;
    expect(await kept()).toBe(1);
    await under.db.query(`insert into exchange.erased (agency, person, at) values ('north', $1, now())`, [person]);
    expect(await kept()).toBe(0);
    expect(await refusal('W8')).toEqual([410, expect.stringContaining('was erased'), undefined]);
    expect(await kept()).toBe(0);
  });

  it('P14, X7: of a person who is erased while a link is written, nothing stays either', async () => {
    await under.owner('W9');
    const person = personIdOf('north', 'site', 'W9');
    const runner = under.db.createQueryRunner();
    await runner.startTransaction();
    // As the exchange does it: remembered first, blanked later, and another transaction is asking for a link at the same moment.
    const asking = under.db.transaction(async (manager) => {
      await manager.query('select from exchange.persons where person = $1 for share', [person]);
      const erasing = runner.query(`insert into exchange.erased (agency, person, at) values ('north', $1, now())`, [person]);
      await new Promise((resolve) => setTimeout(resolve, 200));
      await manager.query(
        `insert into sign_on.sign_ons (agency, id, participant, person, product, property_system, property_id, asked_at, asked_from)
         values ('north', gen_random_uuid(), 'site', $1, 'tracker', 's', 'd', now(), 'ipv4')`,
        [person],
      );
      return { erasing };
    });
    const { erasing } = await asking;
    await erasing;
    await runner.commitTransaction();
    await runner.release();
    expect(await under.db.query('select from sign_on.sign_ons where person = $1', [person])).toEqual([]);
  });
});
