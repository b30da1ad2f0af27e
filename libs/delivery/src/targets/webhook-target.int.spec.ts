import { createServer, type RequestListener, type Server } from 'node:http';
import { Webhook } from 'standardwebhooks';
import type { AcceptedEvent } from '#people-exchange';
import type { TraceContext } from '#runtime';
import { HandClock } from '../../test/exchange-under-test';
import type { Target } from '../participants/target';
import type { Answer } from './http-target';
import { verdictOf } from './http-target';
import { WebhookTarget } from './webhook-target';

const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

describe('a webhook', () => {
  const clock = new HandClock();
  const servers: Server[] = [];
  const targets: WebhookTarget[] = [];
  let asked = 0;

  async function serve(listener: RequestListener): Promise<number> {
    const server = createServer((request, response) => {
      asked += 1;
      listener(request, response);
    });
    servers.push(server);
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    return typeof address === 'object' && address ? address.port : 0;
  }
  const event: AcceptedEvent = {
    specversion: '1.0',
    id: 'one',
    source: 'https://site.example',
    type: 'site.visited',
    datacontenttype: 'application/json',
    agency: 'north',
    origin: 'site',
    partitionkey: 'p',
    receivedtime: clock.now().toISOString(),
    data: {},
  };
  function targetAt(url: string, allowedPrivate: string[] = []): Target {
    return {
      agency: 'north',
      id: 'crm',
      name: 'crm',
      side: 'backOffice',
      mode: 'webhook',
      webhookUrl: url,
      webhookSecret: 'whsec_c2VjcmV0',
      allowedPrivate,
      state: 'active',
      admission: 'straight',
      receives: {},
      concurrency: 4,
    };
  }
  async function send(
    url: string,
    o: ConstructorParameters<typeof WebhookTarget>[1] = {},
    allowedPrivate: string[] = [],
    trace: TraceContext = {},
  ): Promise<Answer> {
    const http = new WebhookTarget(clock, o);
    targets.push(http);
    const target = targetAt(url, allowedPrivate);
    return http.send({ target, webhookId: 'w', body: '{}', event, attempt: 1, trace });
  }
  const sendAllowed = (port: number, o = {}): Promise<Answer> => send(`http://127.0.0.1:${port}/`, o, [`127.0.0.1:${port}`]);

  beforeEach(() => void (asked = 0));
  afterAll(async () => {
    await Promise.all(targets.map((one) => one.close()));
    for (const server of servers) {
      server.closeAllConnections();
      server.close();
    }
  });

  it.each([
    '127.0.0.1',
    '[::1]',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
    '2130706433',
    '0x7f.1',
    '0177.0.0.1',
    '127.1',
    'localhost',
    '0.0.0.0',
    '[::]',
  ])('I8: goes to no private address, spelled %s', async (host) => {
    const port = await serve((_, response) => response.end());
    expect(await send(`http://${host}:${port}/`)).toMatchObject({
      status: null,
      error: expect.stringMatching(/^(?!ExchangeRefused).*(allowPrivate|never go to)/),
    });
    expect(asked).toBe(0);
  });

  it.each(['169.254.169.254', '[fe80::1]', '[fd00:ec2::254]', '[::ffff:169.254.169.254]', '2852039166'])(
    'I8: never goes to a link-local or metadata address, spelled %s, even if somebody allowed it',
    async (host) => {
      const { hostname } = new URL(`http://${host}`);
      expect(await send(`http://${host}/`, {}, [`${hostname}:80`])).toMatchObject({ error: expect.stringContaining('never go to') });
    },
  );

  it('I8: a name that resolves to a private address is refused, also where only one of its addresses is', async () => {
    const resolve = async (): Promise<{ address: string; family: number }[]> => [
      { address: '203.0.113.7', family: 4 },
      { address: '10.0.0.7', family: 4 },
    ];
    expect(await send('http://inside.example/', { resolve })).toMatchObject({
      error: expect.stringContaining('private address (10.0.0.7)'),
    });
  });

  it('I8: the connection goes to the very address that was checked, asked once: a name cannot point elsewhere in between', async () => {
    const port = await serve((_, response) => response.end());
    let asks = 0;
    const resolve = async (): Promise<{ address: string; family: number }[]> => [
      { address: (asks += 1) === 1 ? '127.0.0.1' : '10.9.9.9', family: 4 },
    ];
    expect(await send(`http://rebinding.example:${port}/`, { resolve }, [`rebinding.example:${port}`])).toMatchObject({ status: 200 });
    expect(asks).toBe(1);
  });

  /** Keeps the first request that comes. */
  async function listen(): Promise<{ port: number; came: Promise<{ headers: Record<string, string>; body: string }> }> {
    const came = Promise.withResolvers<{ headers: Record<string, string>; body: string }>();
    const port = await serve((request, response) => {
      let body = '';
      request.on('data', (chunk) => (body += chunk));
      request.on('end', () => {
        const names = ['content-type', 'webhook-id', 'webhook-timestamp', 'webhook-signature', 'traceparent'];
        came.resolve({ headers: Object.fromEntries(names.map((name) => [name, String(request.headers[name])])), body });
        response.end('taken');
      });
    });
    return { port, came: came.promise };
  }

  it('P9, I8: several events go as one batch of CloudEvents, signed as a whole under its own name, and share one answer', async () => {
    const { port, came } = await listen();
    const http = new WebhookTarget(clock);
    targets.push(http);
    const target = targetAt(`http://127.0.0.1:${port}/`, [`127.0.0.1:${port}`]);
    const then = clock.at;
    // The library holds the timestamp against its own clock.
    clock.at = new Date();
    const all = ['a', 'b'].map((id) => ({
      target,
      webhookId: id,
      body: JSON.stringify({ id }),
      event,
      attempt: 1,
      trace: { traceparent },
    }));
    const answers = await http.sendTogether(all, 'both');
    clock.at = then;
    const { headers, body } = await came;
    expect(headers).toMatchObject({ 'content-type': 'application/cloudevents-batch+json', 'webhook-id': 'both', traceparent });
    expect(new Webhook('whsec_c2VjcmV0').verify(body, headers)).toEqual([{ id: 'a' }, { id: 'b' }]);
    expect([answers.length, answers[0] === answers[1], answers[0]]).toMatchObject([2, true, { status: 200, events: 2 }]);
    expect(asked).toBe(1);
  });

  it('I8: signs as Standard Webhooks says, so that its own library takes it and no other body', async () => {
    const { port, came } = await listen();
    const then = clock.at;
    // The library holds the timestamp against its own clock.
    clock.at = new Date();
    await sendAllowed(port);
    clock.at = then;
    const { headers, body } = await came;
    const webhook = new Webhook('whsec_c2VjcmV0');
    expect(webhook.verify(body, headers)).toEqual({});
    expect(() => webhook.verify('{"more":1}', headers)).toThrow('No matching signature found');
  });

  it('follows no redirect, and parks', async () => {
    const elsewhere = await serve((_, response) => response.end());
    const port = await serve((_, response) => response.writeHead(302, { location: `http://127.0.0.1:${elsewhere}/` }).end());
    const answer = await sendAllowed(port);
    expect([answer.status, verdictOf(answer.status), asked]).toEqual([302, 'park', 1]);
  });

  it('takes no answer in time for none, which is retried', async () => {
    const port = await serve(() => undefined);
    const answer = await sendAllowed(port, { timeoutMs: 50 });
    expect([answer.status, verdictOf(answer.status)]).toEqual([null, 'retry']);
  });

  it('I6: cuts an endless answer off, whether it comes fast or in drops', async () => {
    const flood = await serve((_, response) => {
      const more = (): void => {
        while (!response.destroyed && response.write('x'.repeat(65_536)));
      };
      response.on('drain', more);
      more();
    });
    expect((await sendAllowed(flood)).body).toHaveLength(2_048);
    const drops = await serve((_, response) => void response.write('x'));
    expect(await sendAllowed(drops, { timeoutMs: 50 })).toMatchObject({ status: null });
  });

  it.each([
    [{ traceparent, tracestate: 'vendor=one' }, [traceparent, 'vendor=one']],
    [{ traceparent, tracestate: 'vendor=straße ' }, [traceparent, undefined]],
    [{ tracestate: 'vendor=one' }, [undefined, undefined]],
  ])('hands %j on, as far as it is a header', async (trace, headers) => {
    let heard: unknown[] = [];
    const port = await serve((request, response) => {
      heard = [request.headers['traceparent'], request.headers['tracestate']];
      response.end();
    });
    expect(await send(`http://127.0.0.1:${port}/`, {}, [`127.0.0.1:${port}`], trace)).toMatchObject({ status: 200 });
    expect(heard).toEqual(headers);
  });

  it.each([
    ['7', 7_000],
    ['99999999', 3_600_000],
    ['-5', 0],
    ['soon', 0],
    ['Tue, 10 Mar 2026 10:00:30 GMT', 30_000],
  ])('reads Retry-After: %s', async (header, retryAfterMs) => {
    const port = await serve((_, response) => response.writeHead(429, { 'retry-after': header }).end());
    expect(await sendAllowed(port)).toMatchObject({ status: 429, retryAfterMs });
  });

  it.each([
    [200, 'done'],
    [204, 'done'],
    [408, 'retry'],
    [425, 'retry'],
    [429, 'retry'],
    [500, 'retry'],
    [503, 'retry'],
    [410, 'pause'],
    [301, 'park'],
    [400, 'park'],
    [404, 'park'],
    [422, 'park'],
  ] as const)('an answer of %i means %s', (status, verdict) => {
    expect(verdictOf(status)).toBe(verdict);
  });
});
