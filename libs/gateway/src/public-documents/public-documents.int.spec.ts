import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DynamicModule, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { visited } from '../../test/events';
import { describeHttp } from './describe-http';
import { PublicDocumentsModule } from './public-documents.module';

@Module({})
class TestApp {}

describe('the public documents', () => {
  let app: NestFastifyApplication;
  let url: string;
  let top: string;
  beforeAll(async () => {
    top = mkdtempSync(join(tmpdir(), 'documents-'));
    const schemasFolder = join(top, 'schemas');
    mkdirSync(join(schemasFolder, 'events/site/visited'), { recursive: true });
    writeFileSync(join(schemasFolder, 'events/site/visited/1.json'), '{"title":"site.visited"}');
    writeFileSync(join(schemasFolder, 'events/site/visited/1.valid-third.json'), JSON.stringify(visited({ id: 'from-the-examples' })));
    writeFileSync(join(schemasFolder, 'asyncapi.json'), '{"asyncapi":"3.0.0"}');
    writeFileSync(join(schemasFolder, '.hidden.json'), '"hidden"');
    writeFileSync(join(top, 'secret.json'), '"secret"');
    const root: DynamicModule = { module: TestApp, imports: [PublicDocumentsModule.from({ schemasFolder })] };
    app = await NestFactory.create<NestFastifyApplication>(root, new FastifyAdapter(), { logger: false });
    describeHttp(app, { title: 'Test', version: '1.2.3', schemasFolder, takesEvents: true });
    await app.listen(0, '127.0.0.1');
    url = await app.getUrl();
  });
  afterAll(async () => {
    await app.close();
    rmSync(top, { recursive: true });
  });

  /** Sends the path as it is written; fetch would tidy it first. */
  const statusOf = (path: string): Promise<number | undefined> =>
    new Promise((resolve, reject) => {
      const { hostname, port } = new URL(url);
      request({ hostname, port, path }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      })
        .on('error', reject)
        .end();
    });

  it('serve schemas, examples and the AsyncAPI document as JSON', async () => {
    expect(await (await fetch(`${url}/schemas/events/site/visited/1.json`)).json()).toEqual({ title: 'site.visited' });
    expect((await fetch(`${url}/schemas/events/site/visited/1.json`)).headers.get('content-type')).toMatch(/json/);
    expect(await (await fetch(`${url}/asyncapi.json`)).json()).toEqual({ asyncapi: '3.0.0' });
  });

  it.each([
    '/schemas/../secret.json',
    '/schemas/..%2fsecret.json',
    '/schemas/%2e%2e/secret.json',
    '/schemas/%2e%2e%2fsecret.json',
    '/schemas/events/../../secret.json',
    '/schemas/..%5csecret.json',
    '/schemas//etc/passwd',
    '/schemas/%00.json',
    '/schemas/.hidden.json',
    '/schemas/events',
    '/schemas/nothing.json',
  ])('never serve anything outside their folder: %s', async (path) => {
    expect([400, 403, 404]).toContain(await statusOf(path));
  });

  it('publish an empty key set until there are keys', async () => {
    expect(await (await fetch(`${url}/.well-known/jwks.json`)).json()).toEqual({ keys: [] });
  });

  it('describe how events are handed in, with the examples that lie beside the schemas', async () => {
    // The document is OpenAPI's; what matters here is asserted.
    const document = (await (await fetch(`${url}/openapi.json`)).json()) as {
      info: unknown;
      paths: {
        '/v1/events': {
          post: { requestBody: { content: Record<string, { examples: Record<string, { value: { id: string } }> }> }; responses: object };
        };
      };
    };
    const operation = document.paths['/v1/events'].post;
    expect(document.info).toMatchObject({ title: 'Test', version: '1.2.3' });
    expect(operation.requestBody.content['application/cloudevents+json']?.examples['site.visited: third']?.value.id).toBe(
      'from-the-examples',
    );
    expect(Object.keys(operation.responses)).toEqual(['202', '400', '401', '403', '408', '413', '415', '422', '429', '503']);
  });

  it('show the docs from this installation alone', async () => {
    const page = await (await fetch(`${url}/docs`)).text();
    expect(page).toContain('swagger-ui');
    expect(page).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
    expect(await statusOf('/docs/swagger-ui-bundle.js')).toBe(200);
  });
});
