import { Body, Controller, Get, HttpException, Module, Post } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createLogger } from '../observing/logger';
import { Health } from '../observing/health';
import { Metrics } from '../observing/metrics';
import { OperationsModule } from '../observing/operations.module';
import { createHttpApp, listenOn } from './http-app';
import { demandAddress, PortTaken } from './listen-refused';
import { ProblemDetails } from './problem-details';

@Controller()
class Routes {
  @Get('refused')
  refused(): never {
    throw new ProblemDetails(422, 'tooWarm', 'It is too warm', [{ path: '/data', rule: 'cool', message: 'be cool' }], {
      'retry-after': '3',
    });
  }

  @Get('broken')
  broken(): never {
    throw new TypeError('secret of ada@example.com');
  }

  @Get('forbidden')
  forbidden(): never {
    throw new HttpException('Not you', 403);
  }

  @Post('echo')
  echo(@Body() body: unknown): unknown {
    return body;
  }
}

describe('an app over HTTP', () => {
  const lines: string[] = [];
  const health = new Health();
  let app: NestFastifyApplication;
  let url: string;

  beforeAll(async () => {
    @Module({ imports: [OperationsModule.with(health, new Metrics())], controllers: [Routes] })
    class Root {}
    const log = createLogger({ name: 'spec', to: { write: (line) => void lines.push(line) } });
    app = await createHttpApp(Root, { log, bodyLimit: 1_000 });
    url = await listenOn(app, { port: 0, host: '127.0.0.1' });
  });
  afterAll(() => app.close());

  async function ask(
    path: string,
    init?: RequestInit,
  ): Promise<{ status: number; type: string | null; headers: Headers; body: Record<string, unknown> }> {
    const answer = await fetch(`${url}${path}`, init);
    const text = await answer.text();
    const type = answer.headers.get('content-type');
    return { status: answer.status, type, headers: answer.headers, body: type?.includes('json') ? JSON.parse(text) : { text } };
  }

  it('answers a refusal as problem details with every problem', async () => {
    const answer = await ask('/refused');
    expect(answer.type).toContain('application/problem+json');
    expect(answer.headers.get('retry-after')).toBe('3');
    expect(answer.body).toEqual({
      type: 'urn:people-exchange:problem:tooWarm',
      title: 'Against the contract',
      status: 422,
      detail: 'It is too warm',
      problems: [{ path: '/data', rule: 'cool', message: 'be cool' }],
    });
  });

  it('answers what is unexpected with a number to ask by and tells only the log why', async () => {
    const trace = 'a'.repeat(32);
    const answer = await ask('/broken', { headers: { traceparent: `00-${trace}-${'b'.repeat(16)}-01` } });
    expect(answer.status).toBe(500);
    expect(answer.body).toMatchObject({ trace, status: 500 });
    expect(JSON.stringify(answer.body)).not.toMatch(/secret|TypeError|\.ts/);
    const told = lines.find((line) => line.includes(trace)) ?? '';
    expect(told).toContain('TypeError');
    expect(told).not.toContain('ada@example.com');
  });

  it.each([
    ['a route that is not there', '/nowhere', {}, 404],
    ['what Nest forbids', '/forbidden', {}, 403],
    ['truncated JSON', '/echo', { method: 'POST', body: '{"a":', headers: { 'content-type': 'application/json' } }, 400],
    [
      'a body that is too large',
      '/echo',
      { method: 'POST', body: `"${'x'.repeat(2_000)}"`, headers: { 'content-type': 'application/json' } },
      413,
    ],
    ['a media type nobody takes', '/echo', { method: 'POST', body: 'x', headers: { 'content-type': 'image/png' } }, 415],
  ])('answers %s as problem details', async (_what, path, init, status) => {
    const answer = await ask(path, init);
    expect(answer.status).toBe(status);
    expect(answer.type).toContain('application/problem+json');
    expect(answer.body).toMatchObject({ status, title: expect.any(String), detail: expect.any(String), problems: [] });
  });

  it('is live while it runs and ready when nothing is missing, and says what is', async () => {
    expect((await ask('/health/live')).status).toBe(200);
    expect(await ask('/health/ready')).toMatchObject({ status: 200, body: { ok: true, missing: [] } });
    let missing: string | undefined = 'the event log does not answer';
    health.add({ name: 'event log', check: () => ({ ok: missing === undefined, missing, warnings: ['one replica only'] }) });
    expect(await ask('/health/ready')).toMatchObject({
      status: 503,
      body: { ok: false, missing: [missing], warnings: ['one replica only'] },
    });
    missing = undefined;
    expect((await ask('/health/ready')).status).toBe(200);
    health.sayStopping();
    expect((await ask('/health/ready')).body).toMatchObject({ missing: ['the process is stopping'] });
  });

  it('I8: shows no measures, which name agencies and targets', async () => {
    expect((await ask('/metrics')).status).toBe(404);
  });

  it('says what to do when its port is taken', async () => {
    const second = await createHttpApp(class Second {}, { log: createLogger({ name: 'second', level: 'silent' }) }).catch(() => undefined);
    const port = Number(new URL(url).port);
    if (second === undefined) throw new TypeError('no second app');
    const listening = listenOn(second, { port, host: '127.0.0.1' });
    await expect(listening).rejects.toThrow(PortTaken);
    await expect(listening).rejects.toThrow(/BRIDGE_PORT/);
    await second.close();
    await expect(demandAddress({ port, host: '127.0.0.1' })).rejects.toThrow(PortTaken);
  });

  it('knows before it starts that an address can be had, and says what to do when it cannot', async () => {
    await expect(demandAddress({ port: 0, host: '127.0.0.1' })).resolves.toBeUndefined();
    await expect(demandAddress({ port: 0, host: '192.0.2.1' })).rejects.toThrow(/no address of this machine: set BRIDGE_HOST/);
  });
});
