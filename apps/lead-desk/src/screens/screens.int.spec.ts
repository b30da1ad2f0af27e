import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endPostgres } from '../../../../test/postgres/fresh-database';
import { type DeskDatabase, deskDatabase } from '../../test/desk-database';
import { type RunningDesk, runDesk } from '../../test/running-desk';

let folder: string;
let database: DeskDatabase;
let desk: RunningDesk;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'screens-'));
  mkdirSync(join(folder, 'web/assets'), { recursive: true });
  writeFileSync(join(folder, 'web/index.html'), '<!doctype html><title>Desk</title>');
  writeFileSync(join(folder, 'web/assets/app-1a2b.js'), 'export {}');
  writeFileSync(join(folder, 'secret.txt'), 'secret');
  database = await deskDatabase();
  desk = await runDesk(database.db, { settings: { screens: join(folder, 'web') } });
});
afterAll(async () => {
  await desk.app.close();
  await database.end();
  rmSync(folder, { recursive: true });
  await endPostgres();
});

test('any screen’s address is answered with the front page, never kept, under a content policy', async () => {
  for (const path of ['/', '/people', '/people/some-id?tab=timeline', '/index.html']) {
    const answer = await fetch(desk.url + path);
    expect([path, answer.status, await answer.text()]).toEqual([path, 200, '<!doctype html><title>Desk</title>']);
    expect(answer.headers.get('cache-control')).toBe('no-cache');
    expect(answer.headers.get('content-security-policy')).toContain("worker-src 'self';");
  }
});

test('assets named by their hash are kept for a year', async () => {
  const answer = await fetch(`${desk.url}/assets/app-1a2b.js`);
  expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'public, max-age=31536000, immutable']);
  expect(answer.headers.get('content-type')).toContain('javascript');
});

test('what belongs to others, is not there or lies outside is not found', async () => {
  const paths = [
    '/api/nothing',
    '/v1/nothing',
    '/docs/x',
    '/schemas/x',
    '/health/x',
    '/metrics/x',
    '/openapi.json',
    '/assets/gone.js',
    '/..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/%zz',
  ];
  for (const path of paths) {
    const answer = await fetch(desk.url + path);
    expect([path, [400, 404].includes(answer.status)]).toEqual([path, true]);
  }
});
