import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Pack, readPack, trySamples, VendorSpec } from '../src';

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
    const { tried, problems } = await trySamples(pack, {});
    expect(tried.flatMap((one) => one.differences.map((difference) => `${one.name}: ${difference}`))).toEqual([]);
    expect(problems).toEqual([]);
    expect(tried.length).toBeGreaterThan(0);
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
    expect(all.filter(({ once, makes }) => once === 'safe' && makes !== undefined)).toEqual([]);
  });

  it('I8: marks as secret what it signs and signs in with', () => {
    const named = [...JSON.stringify([pack.document.authentication, pack.hook?.signature ?? null]).matchAll(/\{(\w+)\}/gu)].map(
      ([, setting = '']) => setting,
    );
    expect(
      named.filter((setting) => pack.document.settings[setting]?.secret !== true && !/url|address|clientId|publicKey/iu.test(setting)),
    ).toEqual([]);
  });
});

/** Descriptions of vendors are not ours to keep; where somebody has them beside the project, packs are held against them. */
const specs = join(__dirname, '../../../../shared/specs');
const described = [['gohighlevel', '0.1.0', ['gohighlevel/contacts.json', 'gohighlevel/opportunities.json']]] as const;

(existsSync(specs) ? describe : describe.skip).each(described)(
  "the pack %s %s beside its vendor's own description",
  (name, version, files) => {
    it('makes only requests that are in it, each with a body it takes', async () => {
      const documents = files.map((file): Record<string, Record<string, unknown>> => JSON.parse(readFileSync(join(specs, file), 'utf8')));
      // One API, described in several files; what they name alike they mean alike.
      const paths = Object.assign({}, ...documents.map((document) => document['paths']));
      const schemas = Object.assign({}, ...documents.map((document) => document['components']?.['schemas']));
      const { tried } = await trySamples(packAt(name, version), {}, VendorSpec.of({ paths, components: { schemas } }));
      expect(tried.flatMap((one) => one.differences.map((difference) => `${one.name}: ${difference}`))).toEqual([]);
    });
  },
);
