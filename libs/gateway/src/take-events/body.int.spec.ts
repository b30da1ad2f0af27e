import { createServer, type Server } from 'node:http';
import { readBody } from './body';

describe('a body', () => {
  let server: Server;
  let port = 0;

  beforeAll(async () => {
    server = createServer((request, response) => {
      const answer = (): void =>
        void readBody(request).then(
          (body) => response.end(JSON.stringify({ bytes: body.length, last: body.toString().slice(-3) })),
          (error: unknown) => response.writeHead(500).end(String(error)),
        );
      // As much as fits is there before anybody reads, as it is where the key had to be looked up first.
      const wait = (left: number): void => (request.complete || left === 0 ? answer() : void setImmediate(() => wait(left - 1)));
      wait(request.headers['x-at-once'] === undefined ? 1_000 : 0);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    port = typeof address === 'object' && address ? address.port : 0;
  });
  afterAll(() => void server.close());

  const sizes = [0, 1, 15_000, 63_000, 66_000, 90_000, 120_000, 131_072, 260_000, 1_000_000];
  it.each(
    sizes.flatMap((bytes): [number, string][] => [
      [bytes, 'at once'],
      [bytes, 'when it is there'],
    ]),
  )('of %i bytes is read whole, %s', async (bytes, when) => {
    const text = bytes < 3 ? 'e'.repeat(bytes) : `${'x'.repeat(bytes - 3)}end`;
    const headers: Record<string, string> = when === 'at once' ? { 'x-at-once': '1' } : {};
    const answer = await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body: text, headers });
    expect(await answer.json()).toEqual({ bytes, last: text.slice(-3) });
  });
});
