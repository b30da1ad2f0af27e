import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Journey, Tally } from './answers';
import type { Wiring } from './commands/context';
import { run } from './program';

interface Asked {
  route: string;
  key: string;
  body: unknown;
}

const asked: Asked[] = [];
const answers = new Map<string, { status: number; body?: unknown }>();
let server: Server;
let url: string;
let folder: string;
const wired: unknown[] = [];
const called: string[] = [];
const wiring: Wiring = {
  migrate: () => Promise.resolve(void called.push('migrate')),
  rebuild: () => Promise.resolve(void called.push('rebuild')),
  createTopics: (o) => (wired.push(o), Promise.resolve('made 2 topics')),
  twin: (args) => (wired.push(args), Promise.resolve(0)),
};

beforeAll(async () => {
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString('utf8');
      const route = `${request.method} ${request.url}`;
      asked.push({ route, key: String(request.headers.authorization), body: text ? JSON.parse(text) : undefined });
      const { status, body } = answers.get(route) ?? { status: 404, body: { title: 'notFound', detail: 'nothing here' } };
      response.writeHead(status, { 'content-type': 'application/json' }).end(body === undefined ? '' : JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A server that listens on TCP always answers with an AddressInfo.
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  folder = await mkdtemp(join(tmpdir(), 'cli-'));
});

afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await rm(folder, { recursive: true });
});

beforeEach(async () => {
  asked.length = 0;
  wired.length = 0;
  answers.clear();
  await writeFile(join(folder, 'address.json'), JSON.stringify({ url }));
  await writeFile(join(folder, 'access.json'), JSON.stringify({ operatorKey: 'op-1' }));
});

async function cli(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  let [out, err] = ['', ''];
  const terminal = { out: (text: string) => (out += text), err: (text: string) => (err += text), colour: false };
  const code = await run(args, terminal, () => folder, wiring);
  return { code, out, err };
}

const journey: Journey = {
  participant: 'site',
  participantName: 'Our website',
  source: 'https://site.example.com',
  id: 'e-1',
  type: 'property.saved',
  row: 'P8',
  side: 'website',
  subject: 'W-1',
  personId: '6f3c2a8e-5d0b-5c47-9a51-0e9f7c1b2d34',
  time: '2026-11-02T09:00:00Z',
  sentence: 'Delivered to the back office after 2 attempts.',
  repeated: 1,
  hops: [
    { place: 'received', name: 'Our website', at: '2026-11-02T09:00:00.100Z', detail: 'checked and stamped' },
    { place: 'log', name: 'people-exchange.from-websites', at: '2026-11-02T09:00:00.104Z', detail: 'position 7' },
  ],
  targets: [
    {
      target: 'crm',
      name: 'Our CRM',
      state: 'delivered',
      reason: null,
      row: null,
      late: false,
      by: null,
      routedAt: '2026-11-02T09:00:00.110Z',
      endedAt: '2026-11-02T09:00:03.100Z',
      nextAttemptAt: null,
      attempts: [
        { number: 1, at: '2026-11-02T09:00:00.200Z', tookMs: 12, status: null, error: 'connection reset' },
        { number: 2, at: '2026-11-02T09:00:03.000Z', tookMs: 20, status: 200, error: null },
      ],
    },
  ],
};

const tally: Tally = {
  accepted: 12,
  repeated: 3,
  unrouted: 0,
  targets: [
    {
      target: 'crm',
      agency: 'harbour',
      name: 'Our CRM',
      side: 'backOffice',
      routed: 12,
      inFlight: 1,
      held: { approval: 2, parent: 0, behind: 0, replay: 0 },
      parked: 1,
      delivered: 8,
      ignored: 0,
      skipped: 0,
      erased: 0,
    },
  ],
};

describe('the command line', () => {
  it('shows the journey of an event as a picture, its sentence first', async () => {
    answers.set('GET /v1/journeys?source=https%3A%2F%2Fsite.example.com&id=e-1', { status: 200, body: { journeys: [journey] } });
    const { code, out } = await cli('journey', 'https://site.example.com', 'e-1');
    expect(code).toBe(0);
    expect(asked[0]?.key).toBe('Bearer op-1');
    expect(out.split('\n')[0]).toBe('Delivered to the back office after 2 attempts.');
    expect(out).toContain('property.saved (P8) about W-1, from Our website (website)');
    expect(out).toContain('arrived 2 times, counted once');
    expect(out).toMatch(/● +09:00:00\.100Z +received +Our website/);
    expect(out).toMatch(/└─ +\+3\.0 s +delivered +Our CRM/);
    expect(out).toMatch(/attempt 1 +\+100 ms +connection reset after 12 ms/);
    expect(out).toMatch(/attempt 2 +\+2\.9 s +answered 200 after 20 ms/);
  });

  it('X5, X9: shows what a connection asked of its vendor, and how much of an area that kept', async () => {
    answers.set('GET /v1/journeys?source=s&id=e-1', { status: 200, body: { journeys: [journey] } });
    const made = {
      connection: 'crm',
      request: 'area',
      at: '2026-11-02T09:00:00.200Z',
      method: 'POST',
      path: '/areas',
      body: null,
      says: null,
    };
    answers.set(`GET /v1/made-requests?participant=${journey.participant}&source=${encodeURIComponent(journey.source)}&id=e-1`, {
      status: 200,
      body: { requests: [{ ...made, status: 201, tookMs: 34, areas: [{ by: 'outlines', overlap: 0.987 }] }] },
    });
    const { out } = await cli('journey', 's', 'e-1');
    expect(out).toMatch(/asked +\S+ ms +area +POST \/areas +answered 201 after 34 ms\n +area by outlines: 98\.7 % of the two is shared/);
  });

  it('prints JSON where asked to, for scripts', async () => {
    answers.set('GET /v1/journeys?source=s&id=e-1', { status: 200, body: { journeys: [journey] } });
    expect(JSON.parse((await cli('journey', 's', 'e-1', '--json')).out)).toEqual([journey]);
  });

  it('says what it may mean that an event is not known, and fails', async () => {
    answers.set('GET /v1/journeys?source=s&id=none', { status: 200, body: { journeys: [] } });
    const { code, err } = await cli('journey', 's', 'none');
    expect(code).toBe(1);
    expect(err).toContain('Nothing is known of event none of source s.');
  });

  it('shows the tally per target, and says where the states do not add up', async () => {
    answers.set('GET /v1/tally', { status: 200, body: tally });
    const well = await cli('tally');
    expect(well.out).toContain('12 accepted, 3 repeated, 0 for nobody');
    expect(well.out).toMatch(/harbour +│ Our CRM +│ back office +│ +12 │ +1 │ +2 │/);
    expect(well.out).not.toContain('do not add up');
    const [target] = tally.targets;
    answers.set('GET /v1/tally?agency=harbour', { status: 200, body: { ...tally, targets: [{ ...target, routed: 13 }] } });
    expect((await cli('tally', '--agency', 'harbour')).out).toContain('Our CRM: the states do not add up to what was routed');
  });

  it('adds a participant and shows its key and secret this once', async () => {
    const participant = { agency: 'harbour', id: 'crm', name: 'Our CRM', side: 'backOffice' };
    answers.set('POST /v1/participants', {
      status: 201,
      body: { participant, key: { id: 'k1', key: 'secret-key' }, webhookSecret: 'whsec_abc' },
    });
    const { out } = await cli(
      'participants',
      'add',
      'harbour',
      'crm',
      '--side',
      'back-office',
      '--name',
      'Our CRM',
      '--webhook',
      'http://127.0.0.1:4001/hooks',
      '--allow-private',
      '--approval',
    );
    expect(asked[0]?.body).toEqual({
      agency: 'harbour',
      id: 'crm',
      name: 'Our CRM',
      side: 'backOffice',
      delivery: { mode: 'webhook', url: 'http://127.0.0.1:4001/hooks', allowPrivate: true },
      admission: 'approval',
    });
    expect(out).toContain('secret-key');
    expect(out).toContain('whsec_abc');
  });

  it('P9: sets what a website hears together, and leaves what else it is to hear as it is', async () => {
    const site = {
      agency: 'harbour',
      id: 'site',
      receives: { offices: ['west'], gather: { types: ['x'], quietSeconds: 1, atMostSeconds: 2 } },
    };
    answers.set('GET /v1/participants?agency=harbour', { status: 200, body: { participants: [site] } });
    answers.set('PATCH /v1/participants/harbour/site', { status: 200, body: { participant: site } });
    const types = ['interest.registered', 'interest.withdrawn'];
    const { out } = await cli('participants', 'gather', 'harbour', 'site', ...types, '--quiet', '30');
    expect(out).toContain('site of harbour hears interest.registered and interest.withdrawn together.');
    expect((await cli('participants', 'gather', 'harbour', 'site', '--off')).out).toContain('one by one');
    expect(asked.filter(({ body }) => body).map(({ body }) => body)).toEqual([
      { receives: { offices: ['west'], gather: { types, quietSeconds: 30, atMostSeconds: 600 } } },
      { receives: { offices: ['west'] } },
    ]);
    expect((await cli('participants', 'gather', 'harbour', 'site')).err).toContain('Name the event types');
  });

  it('refuses a webhook and the feed together before it asks the bridge', async () => {
    const { code, err } = await cli(
      'participants',
      'add',
      'a',
      'b',
      '--side',
      'website',
      '--name',
      'N',
      '--webhook',
      'https://x.example.com',
      '--feed',
    );
    expect([code, asked.length]).toEqual([1, 0]);
    expect(err).toContain('a webhook or the feed, not both');
  });

  it('lists participants with the keys that are valid', async () => {
    const keys = [
      { id: 'k1', createdAt: '', expiresAt: null, revokedAt: null },
      { id: 'k0', createdAt: '', expiresAt: null, revokedAt: '2026-11-01T00:00:00Z' },
    ];
    const participant = {
      agency: 'harbour',
      id: 'crm',
      name: 'Our CRM',
      side: 'backOffice',
      mode: 'feed',
      webhookUrl: null,
      state: 'paused',
      admission: 'straight',
      keys,
    };
    answers.set('GET /v1/participants?agency=harbour', { status: 200, body: { participants: [participant] } });
    const { out } = await cli('participants', 'list', '--agency', 'harbour');
    expect(out).toMatch(/harbour │ crm │ Our CRM │ back office │ feed +│ paused │ straight +│ k1/);
    expect(out).not.toContain('k0');
  });

  it.each([
    [['participants', 'pause', 'harbour', 'crm'], 'PATCH /v1/participants/harbour/crm', { state: 'paused' }, 'crm of harbour is paused.'],
    [['participants', 'resume', 'harbour', 'crm'], 'PATCH /v1/participants/harbour/crm', { state: 'active' }, 'crm of harbour is active.'],
    [['keys', 'revoke', 'harbour', 'crm', 'k1'], 'DELETE /v1/participants/harbour/crm/keys/k1', undefined, 'Key k1 of crm is revoked.'],
    [
      ['agencies', 'add', 'harbour', '--name', 'H', '--zone', 'Europe/London'],
      'POST /v1/agencies',
      { id: 'harbour', name: 'H', zone: 'Europe/London' },
      'Agency harbour is there.',
    ],
    [
      ['deliveries', 'skip', 'harbour', '7', '--why', 'a test'],
      'POST /v1/deliveries/skip',
      { agency: 'harbour', refs: ['7'], why: 'a test' },
      '1 delivery is skipped.',
    ],
    [
      ['intakes', 'approve', 'harbour', 'crm', 'p-1'],
      'POST /v1/intakes/approve',
      { agency: 'harbour', target: 'crm', personId: 'p-1' },
      'p-1 is let in at crm.',
    ],
    [
      ['intakes', 'reject', 'harbour', 'crm', 'p-1', '--why', 'spam'],
      'POST /v1/intakes/reject',
      { agency: 'harbour', target: 'crm', personId: 'p-1', why: 'spam' },
      'p-1 is kept out of crm.',
    ],
    [
      ['sign-on', 'products', 'add', 'harbour', 't', '--name', 'T', '--audience', 'a', '--redirect', 'https://t.example.com/'],
      'POST /v1/sign-on-products',
      { agency: 'harbour', id: 't', name: 'T', audience: 'a', redirect: 'https://t.example.com/', allowPrivate: false },
      '/.well-known/jwks.json',
    ],
    [
      ['sign-on', 'products', 'remove', 'harbour', 't'],
      'DELETE /v1/sign-on-products/harbour/t',
      undefined,
      'Nobody is let into t of harbour any more.',
    ],
    [
      ['intakes', 'spam', 'harbour', 'crm', 'p-1'],
      'POST /v1/intakes/spam',
      { agency: 'harbour', target: 'crm', personId: 'p-1' },
      'p-1 is kept out of crm as spam.',
    ],
    [
      ['intakes', 'merge', 'harbour', 'crm', 'p-1', '--into', 'p-2', '--why', 'her letter'],
      'POST /v1/intakes/merge',
      { agency: 'harbour', target: 'crm', personId: 'p-1', why: 'her letter', other: { personId: 'p-2' } },
      'p-1 is merged',
    ],
    [
      ['intakes', 'merge', 'harbour', 'crm', 'p-1', '--subject', 'C1'],
      'POST /v1/intakes/merge',
      { agency: 'harbour', target: 'crm', personId: 'p-1', other: { subject: 'C1' } },
      'p-1 is merged',
    ],
    [
      ['intakes', 'undo', 'harbour', 'crm', 'p-1'],
      'POST /v1/intakes/undo',
      { agency: 'harbour', target: 'crm', personId: 'p-1' },
      'waits at crm once more',
    ],
    [
      ['intakes', 'separate', 'harbour', 'crm', 'p-1', '--from', 'p-2'],
      'POST /v1/intakes/separate',
      { agency: 'harbour', target: 'crm', personId: 'p-1', other: { personId: 'p-2' } },
      'a person apart',
    ],
  ] as const)('%j asks the bridge and says what was done', async (args, route, body, said) => {
    answers.set(route, { status: 200 });
    const { code, out } = await cli(...args);
    expect([code, asked]).toEqual([0, [{ route, key: 'Bearer op-1', body }]]);
    expect(out).toContain(said);
  });

  it('P1: shows an intake with who it may be and why', async () => {
    const profile = { name: 'A. R.', emails: ['a•••@example.org'], phones: [], address: null };
    const intake = {
      target: 'crm',
      personId: 'p-1',
      participant: 'site',
      subject: 'W1',
      state: 'waiting',
      since: '2026-11-02T09:00:00Z',
      profile,
      held: 2,
      alike: 1,
      earlierSpam: [],
    };
    const candidate = {
      personId: 'p-2',
      sure: 'unlikely',
      reasons: [{ rule: 'samePhone', value: '••• 01' }],
      profile,
      atTarget: 'C1',
      keptApartBy: null,
    };
    const read = { ...intake, did: [], linked: [], candidates: [candidate], decisions: [] };
    answers.set('GET /v1/intakes?agency=harbour&state=waiting', { status: 200, body: { intakes: [intake] } });
    answers.set('GET /v1/intakes/crm/p-1?agency=harbour', { status: 200, body: { intake: read } });
    expect((await cli('intakes', 'list', '--agency', 'harbour', '--state', 'waiting')).out).toMatch(
      /p-1 +│ A\. R\., a•••@example\.org │ site/,
    );
    const { out } = await cli('intakes', 'show', 'harbour', 'crm', 'p-1');
    expect(out).toContain('unlikely, perhaps the same household: same phone ••• 01; C1 at the target');
  });

  it('P1: decides on several intakes at once, and fails where one was not decided', async () => {
    const results = [
      { target: 'crm', personId: 'p-1', done: true, state: 'rejected' },
      { target: 'crm', personId: 'p-2', done: false, code: 'conflict', detail: 'This person was let in by Olivia; nothing was changed' },
    ];
    answers.set('POST /v1/intakes/decide', { status: 200, body: { results } });
    const { code, out, err } = await cli('intakes', 'reject', 'harbour', 'crm', 'p-1', 'p-2', '--why', 'no');
    expect([code, asked[0]?.body]).toEqual([
      1,
      {
        agency: 'harbour',
        decision: 'reject',
        why: 'no',
        intakes: [
          { target: 'crm', personId: 'p-1' },
          { target: 'crm', personId: 'p-2' },
        ],
      },
    ]);
    expect(out).toContain('p-2: This person was let in by Olivia');
    expect(err).toContain('1 of 2 were not decided');
  });

  it('says how many deliveries could not be retried any more', async () => {
    answers.set('POST /v1/deliveries/retry', { status: 200, body: { changed: 1 } });
    const { out } = await cli('deliveries', 'retry', 'harbour', '7', '8', '9');
    expect(out).toContain('1 delivery is to be delivered again. 2 were not');
  });

  it('P14: has another key sign, and says which are published', async () => {
    answers.set('POST /v1/sign-on-keys/rotate', { status: 200, body: { kid: 'k2', published: ['k2', 'k1'] } });
    expect((await cli('sign-on', 'rotate')).out).toBe('Key k2 signs from now on. Published: k2, k1\n');
  });

  it('P14: shows who asked to be let in where, and why not', async () => {
    const one = { website: 'site', personId: 'p-1', product: 't', property: { system: 's', id: 'D1' }, askedAt: 'now', redeemedAt: null };
    const signOns = [{ ...one, state: 'refused', why: 'claimed', usesAfter: 0 }];
    answers.set('GET /v1/sign-ons?agency=harbour&limit=100', { status: 200, body: { signOns } });
    expect((await cli('sign-on', 'list', 'harbour')).out).toMatch(/now +│ site +│ p-1 +│ t +│ D1 \(s\) +│ refused: claimed/);
    answers.set('GET /v1/sign-on-products?agency=harbour', {
      status: 200,
      body: { products: [{ id: 't', name: 'T', audience: 'a', redirect: 'https://t.example.com/' }] },
    });
    expect((await cli('sign-on', 'products', 'list', 'harbour')).out).toMatch(/t +│ T +│ a +│ https:/);
  });

  it('prints every problem of a refusal, each with its path', async () => {
    answers.set('POST /v1/agencies', {
      status: 422,
      body: { title: 'invalid', detail: 'Not an agency', problems: [{ path: '/zone', rule: 'zone', message: 'no such time zone' }] },
    });
    const { code, err } = await cli('agencies', 'add', 'x', '--name', 'X', '--zone', 'Mars/Base');
    expect(code).toBe(1);
    expect(err).toContain('refused POST /v1/agencies with 422: Not an agency');
    expect(err).toContain('  /zone: no such time zone');
  });

  it('says where the operator key stands when the key is not right', async () => {
    answers.set('GET /v1/tally', { status: 401, body: { detail: 'This key is not known' } });
    expect((await cli('tally')).err).toContain('access.json');
  });

  it('P5: shows a connection with what its settings hold that the vendor does not know', async () => {
    const says = 'Department is "X", which the vendor does not know. It offers G (Residential).';
    const crm = {
      agency: 'harbour',
      id: 'crm',
      name: 'Our CRM',
      pack: 'reapit',
      version: '1.0.0',
      paused: false,
      state: 'ready',
      says: null,
      hook: '/v1/hooks/abc',
      requestsToday: 7,
      waiting: { toRead: 1, parked: 0, toSay: 0 },
      drift: 0,
      off: [],
      lists: { checkedAt: '2026-11-02T09:00:00Z', warnings: [{ says }] },
    };
    answers.set('GET /v1/connections?agency=harbour', { status: 200, body: { connections: [crm] } });
    const { code, out } = await cli('connections', 'show', 'harbour', 'crm');
    expect([code, out]).toEqual([0, expect.stringContaining(`! ${says}`)]);
    expect(out).toContain('Our CRM (crm) of harbour: ready');
    expect((await cli('connections', 'list', 'harbour')).out).toContain('1 unknown to the vendor');
    const none = await cli('connections', 'show', 'harbour', 'other');
    expect([none.code, none.err]).toEqual([1, expect.stringContaining('There is no connection other in harbour; there is crm.')]);
    answers.set('POST /v1/connections/harbour/crm/test', { status: 200, body: { ok: true, says: 'It answered.', warnings: [says] } });
    expect((await cli('connections', 'test', 'harbour', 'crm')).out).toContain(`! ${says}`);
  });

  it('says what to do when no bridge was started here, and when none answers', async () => {
    await rm(join(folder, 'address.json'));
    const none = await cli('tally');
    expect(none.code).toBe(3);
    expect(none.err).toContain('npm start');
    const dead = await cli('--url', 'http://127.0.0.1:1', 'tally');
    expect(dead.code).toBe(3);
    expect(dead.err).toContain('No bridge answers at http://127.0.0.1:1');
  });

  it('needs an operator key, and says so with the code for settings', async () => {
    await rm(join(folder, 'access.json'));
    const { code, err } = await cli('tally');
    expect(code).toBe(78);
    expect(err).toContain('--key or BRIDGE_OPERATOR_KEY');
    answers.set('GET /v1/tally', { status: 200, body: tally });
    await cli('--key', 'mine', 'tally');
    expect(asked.at(-1)?.key).toBe('Bearer mine');
  });

  it('answers wrong use with 2 and help with 0', async () => {
    expect((await cli('participants', 'add', 'a', 'b', '--side', 'middle', '--name', 'N')).code).toBe(2);
    expect((await cli('jorney')).err).toContain('journey');
    const help = await cli('--help');
    expect(help.code).toBe(0);
    expect(help.out).toContain('people-exchange journey https://www.example.com first-1');
  });

  it('hands migrate, rebuild, topics and twins to what is wired', async () => {
    await cli('migrate');
    await cli('rebuild');
    expect(called).toEqual(['migrate', 'rebuild']);
    await cli('topics', 'create', '--partitions', '12', '--retention-days', '30');
    await cli('twin', 'website', '--port', '4001');
    expect(wired).toEqual([{ partitions: 12, replication: undefined, retentionDays: 30 }, ['website', '--port', '4001']]);
  });
});
