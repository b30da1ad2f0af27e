// The containers of compose.yaml under a project name, passwords and ports of their own, beside whatever else runs here.
'use strict';
const { randomBytes } = require('node:crypto');
const { mkdtempSync, rmSync, writeFileSync } = require('node:fs');
const { createServer } = require('node:net');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { run, until, check } = require('./run.cjs');

const apps = ['web-ingest', 'back-office-connector', 'lead-desk'];
const top = join(__dirname, '../..');

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

async function composeCommand() {
  if ((await run('docker', ['compose', 'version'], { mayFail: true })).code === 0) return ['docker', 'compose'];
  if ((await run('docker-compose', ['version'], { mayFail: true })).code === 0) return ['docker-compose'];
  return undefined;
}

async function prepareStack([command, ...first]) {
  const name = `people-exchange-try-${randomBytes(4).toString('hex')}`;
  const folder = mkdtempSync(join(tmpdir(), 'people-exchange-try-'));
  // Named, so that nobody's own .env is read.
  const envFile = join(folder, 'env');
  writeFileSync(envFile, '');
  const ports = Object.fromEntries(await Promise.all(apps.map(async (app) => [app, await freePort()])));
  const image = `people-exchange-bridge:${name}`;
  const env = {
    ...process.env,
    IMAGE_TAG: name,
    POSTGRES_PASSWORD: randomBytes(16).toString('hex'),
    DATABASE_PASSWORD: randomBytes(16).toString('hex'),
    WEB_INGEST_PORT: String(ports['web-ingest']),
    BACK_OFFICE_CONNECTOR_PORT: String(ports['back-office-connector']),
    LEAD_DESK_PORT: String(ports['lead-desk']),
  };
  const compose = (args, o) => {
    const where = ['-p', name, '--env-file', envFile, '-f', join(top, 'deploy/compose.yaml')];
    return run(command, [...first, ...where, ...args], { ...o, env });
  };
  const containerOf = async (service) => (await compose(['ps', '-a', '-q', service])).out.trim().split('\n')[0];
  const inspect = async (id, format) => (await run('docker', ['inspect', '--format', format, id])).out.trim();

  return {
    name,
    image,
    apps,
    urls: Object.fromEntries(apps.map((app) => [app, `http://127.0.0.1:${ports[app]}`])),
    build: () => run('docker', ['build', '-t', image, '-f', join(top, 'deploy/Dockerfile'), top]),
    up: () => compose(['up', '-d', '--no-build']),
    async healthy() {
      for (const app of apps) {
        const id = await containerOf(app);
        await until(`${app} is healthy`, async () => (await inspect(id, '{{.State.Health.Status}}')) === 'healthy');
      }
    },
    /** One without a name outlives `down`, and nobody knows what it was. */
    async volumesAreNamed() {
      const ids = (await compose(['ps', '-a', '-q'])).out.split('\n').filter(Boolean);
      check(ids.length > 0, 'there are no containers');
      for (const id of ids) {
        const volumes = await inspect(id, '{{range .Mounts}}{{if eq .Type "volume"}}{{.Name}} at {{.Destination}}\n{{end}}{{end}}');
        const unnamed = volumes.split('\n').filter((one) => one && !one.startsWith(`${name}_`));
        check(unnamed.length === 0, `${await inspect(id, '{{.Name}}')} has a volume without a name: ${unnamed.join(', ')}`);
      }
    },
    /** What a person reads with `docker compose run --rm operator cat /data/access.json`. */
    async access() {
      return JSON.parse((await compose(['run', '--rm', '-T', 'operator', 'cat', '/data/access.json'])).out);
    },
    operator: async (...args) => (await compose(['run', '--rm', '-T', 'operator', 'people-exchange', ...args])).out,
    async sql(text) {
      return (await compose(['exec', '-T', 'postgres', 'psql', '-U', 'postgres', '-d', 'people_exchange', '-Atc', text])).out.trim();
    },
    /** SIGTERM, and what came of it. */
    async stopInOrder(app) {
      const id = await containerOf(app);
      await run('docker', ['stop', '-t', '40', id]);
      const code = await inspect(id, '{{.State.ExitCode}}');
      check(code === '0', `${app} ended with ${code} after SIGTERM`);
      const { said } = await run('docker', ['logs', '--tail', '50', id]);
      const [stopping, stopped] = [said.lastIndexOf('"msg":"stopping"'), said.lastIndexOf('"msg":"stopped"')];
      check(stopping >= 0 && stopped > stopping, `${app} did not say that it stopped in order`);
    },
    /** As an operator would, who keeps the volumes. */
    down: () => compose(['down']),
    async logs() {
      const { code, said } = await compose(['logs', '--no-color', '--tail=25'], { mayFail: true });
      return code === 0 ? said : `There are no logs: ${said.trim().split('\n').at(-1)}`;
    },
    async remove() {
      const { code, said } = await compose(['down', '-v', '--remove-orphans'], { mayFail: true });
      // Not there where it could not be built.
      await run('docker', ['image', 'rm', image], { mayFail: true });
      rmSync(folder, { recursive: true, force: true });
      const last = said.trim().split('\n').at(-1);
      check(code === 0, `What was made is not all gone (${last}). Look for it by its name: docker ps -a --filter name=${name}`);
    },
  };
}

module.exports = { composeCommand, prepareStack };
