import { existsSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { Settings } from '#runtime';
import { type DeclaredSetting, settingsOf } from '../../libs/runtime/src/settings/setting';
import { engineFlags } from '../engine-flags';
import { scraped } from './prometheus';
import { brokerOfTests, commandLineNames, composeServices, composeText, dockerfile, writtenSettings } from './written-down';

const declared = settingsOf(Settings.prototype);
const written = writtenSettings();
const namesIn = (text: string): string[] => [...text.matchAll(/\$\{([A-Z_]+)/g)].map((found) => found[1] ?? '');
const ofCompose = new Set([...namesIn(composeText()), 'COMPOSE_PROJECT_NAME']);

/** A default as a person writes it. */
function asWritten({ otherwise }: DeclaredSetting): string {
  if (typeof otherwise === 'boolean') return otherwise ? 'on' : 'off';
  if (Array.isArray(otherwise)) return otherwise.join(',');
  if (typeof otherwise === 'string' && otherwise.startsWith(resolve('.'))) return relative(resolve('.'), otherwise);
  return otherwise === undefined ? '' : String(otherwise);
}

describe('env.example', () => {
  it('names every setting, with its default', () => {
    const shown = new Map(written.filter(({ isDefault }) => isDefault).map(({ name, value }) => [name, value]));
    expect(declared.length).toBeGreaterThan(10);
    expect(Object.fromEntries(declared.map(({ name }) => [name, shown.get(name)]))).toEqual(
      Object.fromEntries(declared.map((one) => [one.name, asWritten(one)])),
    );
  });

  it('names nothing that no app, no command line and no compose reads, and nothing twice', () => {
    const known = new Set([...declared.map(({ name }) => name), ...commandLineNames(), ...ofCompose]);
    const names = written.map(({ name }) => name);
    expect(names.filter((name) => !known.has(name))).toEqual([]);
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
    expect([...known].filter((name) => !names.includes(name))).toEqual([]);
  });

  it('says of each setting what it is', () => {
    expect(written.filter(({ says }) => says === '').map(({ name }) => name)).toEqual([]);
  });

  it('says the defaults of compose as compose has them', () => {
    const defaults = [...composeText().matchAll(/\$\{([A-Z_]+):-([^}]*)\}/g)].map((found) => [found[1], found[2]]);
    expect(defaults).not.toEqual([]);
    for (const [name, value] of defaults) expect(written).toContainEqual(expect.objectContaining({ name, value, isDefault: true }));
  });
});

describe('compose', () => {
  const services = composeServices();
  const ours = Object.entries(services).filter(([, { build }]) => build !== undefined);

  it('gives our containers settings that exist', () => {
    const known = new Set([...declared.map(({ name }) => name), ...commandLineNames()]);
    expect(ours.length).toBeGreaterThan(4);
    for (const [, { environment = {} }] of ours) expect(Object.keys(environment).filter((name) => !known.has(name))).toEqual([]);
  });

  it('starts apps that exist, each on the port it is told and on this machine alone', () => {
    const apps = ours.filter(([, { ports }]) => ports !== undefined);
    expect(apps.map(([name]) => name).sort()).toEqual(['back-office-connector', 'lead-desk', 'web-ingest']);
    for (const [name, { command = [], environment = {}, ports = [] }] of apps) {
      expect(command).toEqual(['node', `dist/apps/${name}/src/main.js`]);
      expect(existsSync(join(__dirname, `../../apps/${name}/src/main.ts`))).toBe(true);
      for (const port of ports) expect(port).toMatch(new RegExp(`^127\\.0\\.0\\.1:.*:${environment['BRIDGE_PORT']}$`));
    }
  });

  it('publishes no metrics, which Prometheus asks for inside', () => {
    const port = /METRICS_PORT=(\d+)/.exec(dockerfile())?.[1];
    const apps = ours.filter(([, { ports }]) => ports !== undefined).map(([name]) => `${name}:${port}`);
    expect(scraped().toSorted()).toEqual(apps.toSorted());
    expect(
      Object.values(services)
        .flatMap(({ ports = [] }) => ports)
        .filter((published) => published.endsWith(`:${port}`)),
    ).toEqual([]);
  });

  it('publishes no port of the database or of Kafka', () => {
    expect([services['postgres']?.ports, services['kafka']?.ports]).toEqual([undefined, undefined]);
  });

  it('connects to PostgreSQL as a plain role, never as the superuser', () => {
    for (const [, { environment = {} }] of ours) expect(environment['DATABASE_URL']).toMatch(/^postgres:\/\/people_exchange:/);
  });

  it('flushes each message of the single broker', () => {
    expect(services['kafka']?.environment).toMatchObject({ KAFKA_LOG_FLUSH_INTERVAL_MESSAGES: '1' });
  });

  it('runs the Kafka that the tests run in containers', () => {
    expect(brokerOfTests()).toContain(`'${services['kafka']?.image}'`);
  });
});

test('the image sets only settings that exist', () => {
  const known = new Set(declared.map(({ name }) => name));
  const set = [...dockerfile().matchAll(/\b([A-Z_]+)=/g)]
    .map((found) => found[1] ?? '')
    .filter((name) => name !== 'NODE_ENV' && name !== 'NODE_OPTIONS');
  expect(set.length).toBeGreaterThan(0);
  expect(set.filter((name) => !known.has(name))).toEqual([]);
});

test('the image starts every process with the flags of the engine that the starter gives', () => {
  expect(engineFlags.length).toBeGreaterThan(0);
  expect(/^ENV NODE_OPTIONS=(.*)$/m.exec(dockerfile())?.[1]?.split(' ')).toEqual(engineFlags);
});
