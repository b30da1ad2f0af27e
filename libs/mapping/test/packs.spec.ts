import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rowFor } from '#people-exchange';
import { areaFunctions, type Pack, readPack, samplesIn, trySamples, VendorSpec } from '../src';

const shelf = join(__dirname, '../packs');
const versions = readdirSync(shelf).flatMap((name) => readdirSync(join(shelf, name)).map((version) => [name, version] as const));

class PackNotRight extends Error {}

function packAt(name: string, version: string): Pack {
  const folder = join(shelf, name, version);
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path): [string, string] => [path.slice(folder.length + 1), readFileSync(path, 'utf8')]);
  const { pack, problems } = readPack(new Map(files));
  if (!pack) throw new PackNotRight(JSON.stringify(problems, null, 2));
  return pack;
}

describe.each(versions)('the pack %s %s', (name, version) => {
  const pack = packAt(name, version);

  it('is called what its folders say', () => {
    expect([pack.document.pack, pack.document.version]).toEqual([name, version]);
  });

  it('P17: does for each sample what is expected of it, and has one for each event it takes', async () => {
    const { tried, problems } = await trySamples(pack, areaFunctions);
    expect(tried.flatMap((one) => one.differences.map((difference) => `${one.name}: ${difference}`))).toEqual([]);
    expect(problems).toEqual([]);
    expect(tried.length).toBeGreaterThan(0);
  });

  it('P17: leaves no row open, and says of each why', () => {
    expect(
      Object.entries(pack.document.capabilities).filter(([, { out, in: inward }]) => out === 'planned' || inward === 'planned'),
    ).toEqual([]);
  });

  it('P17: tells the rows it calls supported, and no others, from records of the vendor', async () => {
    const { tried } = await trySamples(pack, areaFunctions);
    const types = new Set(tried.flatMap(({ played }) => (played?.events ?? []).map(({ type }) => type)));
    const rows = new Set([...types].map((type) => rowFor(type, pack.document.side)));
    const supported = Object.entries(pack.document.capabilities).flatMap(([row, { in: inward }]) => (inward === 'supported' ? [row] : []));
    expect([...rows].filter((row) => row.startsWith('P')).toSorted()).toEqual(supported.toSorted());
  });

  it('has a sample of each record that comes in, of a webhook where it takes them, of each sweep, and of each list', () => {
    const { samples } = samplesIn(pack.files);
    const all = [...samples.values()];
    const records = new Set(all.flatMap((sample) => ('record' in sample ? [sample.record.kind] : [])));
    const swept = new Set(all.flatMap((sample) => ('sweep' in sample ? [sample.sweep.record] : [])));
    expect([...records].toSorted()).toEqual([...pack.records.keys()].toSorted());
    expect([...swept].toSorted()).toEqual([...pack.records].flatMap(([kind, { sweep }]) => (sweep ? [kind] : [])).toSorted());
    const lists = new Set(all.flatMap((sample) => ('list' in sample ? [sample.list.name] : [])));
    expect([...lists].toSorted()).toEqual([...pack.lists.keys()].toSorted());
    expect(all.some((sample) => 'hook' in sample)).toBe(pack.hook !== undefined);
  });

  it('I11: writes nothing for an implied search that could be taken for a requirement', () => {
    const written = (pack.requests.get('search.performed') ?? []).map(({ writes }) => writes);
    expect(written.filter((what) => !['note', 'activity', 'event'].includes(what))).toEqual([]);
  });

  it('I2: says of each request what a repetition does, and looks or names a key where it may not be repeated', () => {
    const all = [...pack.requests.values()].flat();
    expect(
      all.filter(({ once, lookup, keyHeader }) => (once === 'lookup' && !lookup) || (once === 'key' && keyHeader === undefined)),
    ).toEqual([]);
    // A message signed by Standard Webhooks has an id that its receiver honours, so that it makes nothing twice.
    const named = JSON.stringify(pack.document.authentication).includes('standardWebhooks');
    expect(all.filter(({ once, makes }) => once === 'safe' && makes !== undefined && !named)).toEqual([]);
  });

  it('I8: marks as secret what it signs and signs in with', () => {
    // Who only checks a signature holds no secret.
    const checks = ['ed25519', 'rsa-sha256'].includes(pack.hook?.signature.scheme ?? '');
    const named = [
      ...JSON.stringify([pack.document.authentication, checks ? null : (pack.hook?.signature.key ?? null)]).matchAll(/\{(\w+)\}/gu),
    ].map(([, setting = '']) => setting);
    expect(named.filter((setting) => pack.document.settings[setting]?.secret !== true && !/url|address|clientId/iu.test(setting))).toEqual(
      [],
    );
  });
});

/** Descriptions of vendors are not ours to keep; where somebody has them beside the project, packs are held against them. */
const specs = join(__dirname, '../../../../shared/specs');
const described = [
  ['gohighlevel', '1.0.0', ['associations', 'calendars', 'opportunities', 'contacts'].map((name) => `gohighlevel/${name}.json`)],
  ['reapit', '1.0.0', ['reapit/reapit-foundations-2.1.23.schema.json']],
] as const;

(existsSync(specs) ? describe : describe.skip).each(described)(
  "the pack %s %s beside its vendor's own description",
  (name, version, files) => {
    it('makes only requests that are in it, each with a body it takes', async () => {
      const { tried } = await trySamples(packAt(name, version), areaFunctions, VendorSpec.of(oneOf(files)));
      expect(tried.flatMap((one) => one.differences.map((difference) => `${one.name}: ${difference}`))).toEqual([]);
    });
  },
);

/** One API, described in several files of OpenAPI; where they name a shape alike, the last one is the wider. A JSON Schema stands alone. */
function oneOf(files: readonly string[]): unknown {
  const documents = files.map((file): Record<string, Record<string, unknown>> => JSON.parse(readFileSync(join(specs, file), 'utf8')));
  const [first] = documents;
  if (first?.['paths'] === undefined) return first;
  const paths = Object.assign({}, ...documents.map((document) => document['paths']));
  const schemas = Object.assign({}, ...documents.map((document) => document['components']?.['schemas']));
  return { paths, components: { schemas } };
}
