import { freePort } from '#runtime';
import { FollowUpBossTwin, GoHighLevelTwin } from '../../apps/twin/src';
import { Connected, said } from './connected';
import { until } from './until';

const registered = (subject: string): object =>
  said(`${subject}-r`, 'person.registered', subject, {
    person: { name: { given: 'Ann', family: `Lee ${subject}` }, emails: [{ address: `${subject.toLowerCase()}@example.com` }] },
  });

describe('a connection in trouble', () => {
  let connected: Connected;
  let twin: GoHighLevelTwin;
  let calm: FollowUpBossTwin;
  let hook: string;
  let sent = 0;
  const seed = 'trouble';
  const credentials = new GoHighLevelTwin({ seed }).credentials;

  beforeAll(async () => {
    connected = await Connected.open();
    const [port, calmPort] = [await freePort(), await freePort()];
    const { webhookKey } = new GoHighLevelTwin({ seed });
    hook = await connected.connect('crm', 'gohighlevel', {
      token: 'pit-wrong',
      webhookKey,
      locationId: credentials.locationId,
      address: `http://127.0.0.1:${port}`,
    });
    twin = new GoHighLevelTwin({ seed, webhook: { url: connected.url + hook } });
    await twin.listen(port);
    const account = new FollowUpBossTwin({ seed }).credentials;
    await connected.connect('calm', 'follow-up-boss', {
      apiKey: account.apiKey,
      webhookKey: account.systemKey,
      system: account.system,
      site: 'homes.example.com',
      address: `http://127.0.0.1:${calmPort}/v1`,
    });
    calm = new FollowUpBossTwin({ seed });
    await calm.listen(calmPort);
  }, 400_000);
  afterAll(async () => {
    await connected.close();
    await Promise.all([twin.close(), calm.close()]);
  });

  /** Sends one new customer and waits until the neighbour has it, whatever the other does. */
  const send = async (subject: string): Promise<void> => {
    await connected.send(registered(subject));
    sent += 1;
    await until(async () => (await connected.tally('calm')).delivered === sent);
  };
  const arrives = (): Promise<void> => until(async () => (await connected.tally('crm')).delivered === sent, 240_000);

  it('whose credentials are refused says so, keeps everything, harms no neighbour, and goes on when they are entered anew', async () => {
    await send('A1');
    await until(async () => (await connected.connection('crm')).state === 'credentialsRefused');
    expect(await connected.connection('crm')).toMatchObject({ says: expect.stringMatching(/refuse|401/u) });
    expect(await connected.tally('crm')).toMatchObject({ routed: 1, delivered: 0, parked: 0, inFlight: 1 });
    expect(await connected.operate('POST', '/v1/connections/north/crm/test')).toMatchObject({ body: { ok: false } });
    const changed = await connected.operate('PATCH', '/v1/connections/north/crm', { settings: { token: credentials.token } });
    expect(changed).toMatchObject({ status: 200, body: { connection: { state: 'ready' } } });
    const { body } = await connected.operate('GET', '/v1/connections/north/crm/acts');
    expect(body).toMatchObject({ acts: [{ who: 'operator', did: 'changed', facts: { settings: ['token'] } }, { did: 'added' }] });
    expect(JSON.stringify(body)).not.toContain(credentials.token);
    await arrives();
    expect(await connected.operate('POST', '/v1/connections/north/crm/test')).toMatchObject({ body: { ok: true } });
    expect(twin.records('contacts')).toHaveLength(1);
  }, 400_000);

  it.each(['html', 'empty', 'endless', 'ok-with-error', 'failing', 'rate-limited'] as const)(
    'whose vendor answers as %s for a while loses nothing and makes nothing twice',
    async (fault) => {
      twin.plan({ [fault]: 1 });
      await send(`B${fault}`);
      await until(() => twin.journal.at(-1)?.path.includes('upsert') === true || twin.journal.length > 0);
      twin.plan({});
      await arrives();
      expect(await connected.tally('crm')).toMatchObject({ parked: 0, inFlight: 0 });
      expect(twin.records('contacts')).toHaveLength(sent);
    },
    150_000,
  );

  it('I8: takes no webhook that nobody or somebody else signed, none for a connection that is not there, and says what is wrong', async () => {
    const post = (path: string, headers: Record<string, string>): Promise<Response> =>
      fetch(connected.url + path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: '{"type":"ContactCreate"}',
      });
    await until(() => connected.quiet('crm'), 180_000);
    expect((await post('/v1/hooks/nobody', {})).status).toBe(404);
    const unsigned = await post(hook, {});
    expect([unsigned.status, await unsigned.json()]).toEqual([
      401,
      expect.objectContaining({ detail: expect.stringContaining('header with its signature is missing') }),
    ]);
    const forged = await post(hook, { 'x-ghl-signature': Buffer.alloc(64, 7).toString('base64') });
    expect([forged.status, await forged.json()]).toEqual([
      401,
      expect.objectContaining({ detail: expect.stringContaining('somebody else signed it') }),
    ]);
    expect(await connected.connection('crm')).toMatchObject({ refusedHooks: { count: 2 }, waiting: { toRead: 0, parked: 0 } });
  }, 400_000);

  it('is refused when its settings are wrong, with all problems at once and nothing made', async () => {
    const { status, body } = await connected.operate('POST', '/v1/connections', {
      agency: 'north',
      id: 'wrong',
      name: 'Wrong',
      pack: 'gohighlevel',
      settings: { adress: 'x', address: 'ftp://example.com' },
    });
    // A problem document, as the operator API promises.
    const { problems } = body as { problems: { path: string }[] };
    expect([status, problems.map(({ path }) => path).toSorted()]).toEqual([
      422,
      ['/settings/address', '/settings/adress', '/settings/locationId', '/settings/token'],
    ]);
    expect(await connected.operate('GET', '/v1/participants?agency=north')).toMatchObject({
      body: { participants: expect.not.arrayContaining([expect.objectContaining({ id: 'wrong' })]) },
    });
  });
});
