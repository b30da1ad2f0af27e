import type { ServerResponse } from 'node:http';
import { createServer, type Server, type Socket } from 'node:net';
import { SystemClock } from '#runtime';
import { AVendor } from '../../test/a-vendor';
import type { Answered, NoAnswer, VendorAnswer, VendorDoor, VendorRequest } from './door';
import { VendorClient } from './vendor-client';

const get = (path: string): VendorRequest => ({ method: 'GET', path, headers: {} });

class NotSo extends Error {}
const answered = (answer: VendorAnswer): Answered => {
  if (answer.kind === 'answered') return answer;
  throw new NotSo(answer.error);
};
const unanswered = (answer: VendorAnswer): NoAnswer => {
  if (answer.kind === 'noAnswer') return answer;
  throw new NotSo(`answered ${answer.status}`);
};

describe('a vendor', () => {
  let vendor: AVendor;
  const clients: VendorClient[] = [];
  const sockets: Server[] = [];

  const client = (o?: ConstructorParameters<typeof VendorClient>[1]): VendorClient => {
    const made = new VendorClient(new SystemClock(), o);
    clients.push(made);
    return made;
  };
  const ask = (request: VendorRequest, door?: Partial<VendorDoor>): Promise<VendorAnswer> => client().ask(vendor.door(door), request);
  /** A server that says bytes of its own. */
  async function rawServer(onConnection: (socket: Socket) => void): Promise<number> {
    const server = createServer((socket) => {
      socket.on('error', () => undefined); // The client may leave at any moment.
      onConnection(socket);
    });
    sockets.push(server);
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    return typeof address === 'object' && address ? address.port : 0;
  }
  const doorTo = (port: number): VendorDoor =>
    vendor.door({ base: `http://127.0.0.1:${port}`, allowedPrivate: [`127.0.0.1:${port}`], answerWithinMs: 1_000 });

  beforeEach(async () => {
    vendor = await AVendor.open();
  });
  afterEach(async () => {
    await Promise.all(clients.splice(0).map((one) => one.close()));
    for (const server of sockets.splice(0)) server.close();
    vendor.close();
  });

  it('is asked below its base, with the headers and the body as they were made, and no compression asked for', async () => {
    vendor.json(201, { id: 'C1' }, { ETag: '"7"' });
    const request: VendorRequest = {
      method: 'POST',
      path: '/contacts?x=a%2Fb',
      headers: { 'content-type': 'application/json' },
      body: '{"ü":1}',
    };
    const answer = answered(await ask(request, { base: `${vendor.url}/v1/` }));
    expect(answer).toMatchObject({ status: 201, body: { id: 'C1' }, readable: 'json', cut: false, retryAfterMs: 0 });
    expect(answer.headers['etag']).toBe('"7"');
    expect(vendor.heard).toMatchObject([
      {
        method: 'POST',
        url: '/v1/contacts?x=a%2Fb',
        body: '{"ü":1}',
        headers: { 'content-type': 'application/json', 'accept-encoding': 'identity' },
      },
    ]);
  });

  it('is asked at its base itself where there is no path', async () => {
    await ask({ method: 'POST', path: '', headers: {}, body: 'a=1' }, { base: `${vendor.url}/token?v=2` });
    expect(vendor.heard.map(({ url }) => url)).toEqual(['/token?v=2']);
  });

  it.each<[string, string, string, Partial<Answered>]>([
    ['HTML', 'text/html', '<html>', { body: '<html>', readable: 'text' }],
    ['nothing', 'application/json', '', { body: undefined, readable: 'empty' }],
    ['broken JSON', 'application/json', '{"id":', { body: '{"id":', readable: 'text' }],
  ])('that answers 200 with %s is answered so', async (_, type, body, expected) => {
    vendor.answer = (response) => void response.writeHead(200, { 'content-type': type }).end(body);
    expect(await ask(get('/'))).toMatchObject({ kind: 'answered', status: 200, ...expected });
  });

  it('that answers without end is cut, and its connection closed (I6)', async () => {
    const closed = Promise.withResolvers<void>();
    vendor.answer = (response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const timer = setInterval(() => response.write('['.repeat(100_000)), 1);
      response.on('close', () => {
        clearInterval(timer);
        closed.resolve();
      });
    };
    const answer = answered(await ask(get('/')));
    expect([answer.status, answer.cut, answer.readable, String(answer.body).length]).toEqual([200, true, 'text', 1_048_576]);
    await closed.promise;
  });

  it('that is slow, or drips for ever, is given up after the time of its pack', async () => {
    vendor.answer = () => undefined;
    const silent = unanswered(await ask(get('/'), { answerWithinMs: 200 }));
    expect(silent).toMatchObject({ arrived: 'maybe', error: expect.stringContaining('no whole answer within 200 ms') });
    expect(silent.tookMs).toBeLessThan(1_000);
    vendor.answer = (response) => {
      const timer = setInterval(() => response.write(' '), 20);
      response.on('close', () => clearInterval(timer));
    };
    expect(await ask(get('/'), { answerWithinMs: 200 })).toMatchObject({ kind: 'noAnswer', arrived: 'maybe' });
  });

  it('that hangs up in the middle may have taken the request', async () => {
    const early = await rawServer((socket) => void socket.once('data', () => socket.destroy()));
    const later = await rawServer(
      (socket) => void socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{"id"')),
    );
    for (const port of [early, later])
      expect(await client().ask(doorTo(port), get('/'))).toMatchObject({ kind: 'noAnswer', arrived: 'maybe' });
  });

  it('I2: that was surely never reached says so: no such name, nobody there, nobody who takes the connection', async () => {
    const dead = await rawServer(() => undefined);
    await new Promise((resolve) => sockets.pop()?.close(resolve));
    expect(await client().ask(doorTo(dead), get('/'))).toMatchObject({
      kind: 'noAnswer',
      arrived: 'no',
      error: expect.stringContaining('ECONNREFUSED'),
    });
    const nameless = client({ resolve: () => Promise.reject(new NotSo('getaddrinfo ENOTFOUND crm.example')) });
    expect(await nameless.ask(vendor.door({ base: 'http://crm.example' }), get('/'))).toMatchObject({ kind: 'noAnswer', arrived: 'no' });
    const never = client({ resolve: () => new Promise(() => undefined) });
    expect(await never.ask(vendor.door({ base: 'http://crm.example', answerWithinMs: 200 }), get('/'))).toMatchObject({ arrived: 'no' });
    expect(vendor.heard).toEqual([]);
  });

  it('I8: at a private address nobody allowed is not asked, by whatever name', async () => {
    const { port } = vendor;
    for (const host of ['127.0.0.1', '[::ffff:127.0.0.1]']) {
      const said = unanswered(await ask(get('/'), { base: `http://${host}:${port}`, allowedPrivate: ['127.0.0.1:1'] }));
      expect(said).toMatchObject({
        arrived: 'no',
        error: expect.stringMatching(/^(?!ExchangeRefused).*is a private address.*allowPrivate/),
      });
    }
    const renamed = client({ resolve: async () => [{ address: '127.0.0.1', family: 4 }] });
    expect(await renamed.ask(vendor.door({ base: `http://crm.example:${port}` }), get('/'))).toMatchObject({
      kind: 'noAnswer',
      arrived: 'no',
    });
    const meta = client({ resolve: async () => [{ address: '169.254.169.254', family: 4 }] });
    const allowed = vendor.door({ base: 'http://crm.example', allowedPrivate: ['crm.example:80'] });
    expect(await meta.ask(allowed, get('/'))).toMatchObject({
      arrived: 'no',
      error: expect.stringMatching(/metadata addresses are closed/),
    });
    expect(vendor.heard).toEqual([]);
  });

  it('I8: that redirects, to a private address or elsewhere, is not followed: the redirect is its answer', async () => {
    const other = await AVendor.open();
    vendor.answer = (response, { url }) => void response.writeHead(url === '/' ? 307 : 200, { location: `${other.url}/admin` }).end();
    expect(await ask(get('/'))).toMatchObject({ kind: 'answered', status: 307, headers: { location: `${other.url}/admin` } });
    expect([vendor.heard.length, other.heard.length]).toEqual([1, 0]);
    other.close();
  });

  it('that asks for rest is understood', async () => {
    vendor.json(429, {}, { 'retry-after': '7' });
    expect(await ask(get('/'))).toMatchObject({ status: 429, retryAfterMs: 7_000 });
  });

  it('I8: is never told of in an error by what may be secret: neither a header nor the query', async () => {
    const headers = { authorization: 'Bearer secret\r\n' };
    const bad = unanswered(await ask({ ...get('/contacts?key=secret'), headers }));
    const dead = unanswered(await client().ask(doorTo(1), get('/contacts?key=secret')));
    vendor.answer = () => undefined;
    const late = unanswered(await ask(get('/contacts?key=secret'), { answerWithinMs: 100 }));
    expect([bad.arrived, dead.arrived]).toEqual(['no', 'no']);
    for (const { error } of [bad, dead, late]) expect(error).not.toMatch(/secret|contacts/);
  });

  it('is asked so many at once and never more; who waits for a turn is not late', async () => {
    let [open, most] = [0, 0];
    vendor.answer = (response) => {
      most = Math.max(most, (open += 1));
      setTimeout(() => {
        open -= 1;
        response.end('{}');
      }, 700);
    };
    const one = client();
    const door = vendor.door({ atOnce: 2, answerWithinMs: 1_500 });
    const answers = await Promise.all(Array.from({ length: 6 }, () => one.ask(door, get('/'))));
    expect(most).toBe(2);
    for (const answer of answers) expect(answered(answer).tookMs).toBeLessThan(1_500);
  });

  it('that hangs holds up no other connection, nor the renewal of its own tokens (I5)', async () => {
    vendor.answer = (response, { url }) => void (url === '/slow' ? undefined : response.end('{}'));
    const one = client();
    const slow = vendor.door({ atOnce: 1 });
    let ended = 0;
    const waiting = [1, 2].map(() => one.ask(slow, get('/slow')).finally(() => (ended += 1)));
    const answers = await Promise.all([
      one.ask(vendor.door({ atOnce: 1, connection: 'other' }), get('/')),
      one.ask(vendor.door({ atOnce: 1, agency: 'south' }), get('/')),
      one.ask({ ...slow, base: `${vendor.url}/token` }, get('')),
    ]);
    expect(answers.map(({ kind }) => kind)).toEqual(['answered', 'answered', 'answered']);
    expect(ended).toBe(0);
    await one.close();
    expect((await Promise.all(waiting)).map(({ kind }) => kind)).toEqual(['noAnswer', 'noAnswer']);
  });

  it('is asked as its settings say now, and what is under way on the former ones ends well', async () => {
    const heard = Promise.withResolvers<ServerResponse>();
    vendor.answer = (response) => heard.resolve(response);
    const one = client();
    const former = one.ask(vendor.door(), get('/'));
    const response = await heard.promise;
    expect(unanswered(await one.ask(vendor.door({ allowedPrivate: [] }), get('/'))).error).toContain('is a private address');
    response.end('{}');
    expect(answered(await former).status).toBe(200);
  });

  it('is not asked any more once the client is closed', async () => {
    const one = client();
    await one.close();
    expect(await one.ask(vendor.door(), get('/'))).toMatchObject({ kind: 'noAnswer', arrived: 'no' });
    expect(vendor.heard).toEqual([]);
  });
});
