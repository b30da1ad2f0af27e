import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const top = join(__dirname, '../..');
const document = join(top, 'schemas/openapi/lead-desk.json');
const client = join(top, 'apps/lead-desk-web/src/generated');
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'client-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (file: string, to: string): void => {
  // The generator takes another environment for a test run of its own.
  execFileSync(process.execPath, [join(top, file), to], { cwd: top, stdio: 'pipe' });
};

const filesBelow = (root: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(root, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [path.slice(root.length), readFileSync(path, 'utf8')]),
  );

test('the OpenAPI document is what the controllers say; `node dist/apps/lead-desk/src/write-openapi.js` writes it', () => {
  const written = join(folder, 'lead-desk.json');
  run('dist/apps/lead-desk/src/write-openapi.js', written);
  expect(readFileSync(written, 'utf8')).toBe(readFileSync(document, 'utf8'));
});

test('the client of the screens is what the document says; `node apps/lead-desk-web/generate-client.cjs` writes it', () => {
  const written = join(folder, 'generated');
  run('apps/lead-desk-web/generate-client.cjs', written);
  expect(filesBelow(written)).toEqual(filesBelow(client));
});
