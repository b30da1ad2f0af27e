import { ExchangeRefused } from '#delivery';
import { type MappingFunctions, type Pack, type PackFiles, readPack, trySamples } from '#mapping';
import type { DataSource } from 'typeorm';
import { isKin } from './goes-on';
import { filesIn, shippedPacks } from './shipped-packs';
import { compareVersions, isVersion } from './versions';

export interface PackView {
  readonly name: string;
  readonly version: string;
  readonly title: string;
  readonly about: string;
  readonly madeFrom?: string;
  /** `bridge` for those that come with it. */
  readonly publishedBy: string;
  readonly publishedAt: string | null;
}

/** Packs that connections may use: those that come with the bridge, and those an agency published. A published version never changes. */
export class Packs {
  private readonly compiled = new Map<string, Pack>();
  /** What is published never changes, nor does what comes with the bridge. */
  private readonly views = new Map<string, PackView>();

  constructor(
    private readonly db: DataSource,
    private readonly functions: MappingFunctions,
  ) {}

  /** @throws ExchangeRefused `notFound` with what there is */
  async find(agency: string, name: string, version: string): Promise<Pack> {
    const known = this.compiled.get(keyOf('*', name, version)) ?? this.compiled.get(keyOf(agency, name, version));
    if (known) return known;
    const shipped = shippedPacks().find((one) => one.name === name && one.version === version);
    const files = shipped ? filesIn(shipped.folder) : await this.publishedFiles(agency, name, version);
    if (!files) {
      const there = (await this.list(agency)).filter((one) => one.name === name).map((one) => one.version);
      throw new ExchangeRefused(
        'notFound',
        there.length > 0 ? `Pack "${name}" has no version ${version}; there is ${there.join(', ')}` : `There is no pack "${name}"`,
        { name, version },
      );
    }
    const { pack, problems } = readPack(files);
    if (!pack) throw new ExchangeRefused('invalid', `Pack "${name}" ${version} cannot be used`, { problems });
    this.compiled.set(keyOf(shipped ? '*' : agency, name, version), pack);
    return pack;
  }

  async list(agency: string): Promise<PackView[]> {
    const own: { name: string; version: string; files: Record<string, string>; by: string; at: Date }[] = await this.db.query(
      'select name, version, files, published_by as by, published_at as at from connections.packs where agency = $1',
      [agency],
    );
    const views = [
      ...shippedPacks().map(({ name, version, folder }) =>
        this.viewOf('*', name, version, () => viewOf(name, version, filesIn(folder), 'bridge', null)),
      ),
      ...own.map(({ name, version, files, by, at }) =>
        this.viewOf(agency, name, version, () => viewOf(name, version, new Map(Object.entries(files)), by, at.toISOString())),
      ),
    ];
    return views.sort((a, b) => (a.name === b.name ? compareVersions(a.version, b.version) : a.name < b.name ? -1 : 1));
  }

  /** Other versions of a pack, and all of packs that were made from it or that it was made from; what cannot be read is none. */
  async kinOf(agency: string, { pack, version }: { readonly pack: string; readonly version: string }): Promise<PackView[]> {
    const listed = await this.list(agency);
    const own = listed.find((one) => one.name === pack && one.version === version);
    const kin = { pack, madeFrom: own?.madeFrom };
    return listed.filter((one) => one !== own && isKin({ pack: one.name, madeFrom: one.madeFrom }, kin));
  }

  async filesOf(agency: string, name: string, version: string): Promise<PackFiles> {
    const { files } = await this.find(agency, name, version);
    return files;
  }

  /**
   * Publishes a version for an agency, for good, once its samples lead to what is expected.
   * @throws ExchangeRefused `invalid` with all problems, `conflict` where the version is there
   */
  async publish(agency: string, files: PackFiles, who: string): Promise<{ name: string; version: string }> {
    const { pack, problems } = readPack(files);
    if (!pack) throw new ExchangeRefused('invalid', 'The pack is not right; nothing was published', { problems });
    const { tried, problems: untried } = await trySamples(pack, this.functions);
    const failed = tried.flatMap((one) =>
      one.differences.map((message) => ({ file: `samples/${one.name}.json`, line: 1, column: 1, message })),
    );
    if (failed.length + untried.length > 0)
      throw new ExchangeRefused('invalid', 'Samples lead to something else than is expected; nothing was published', {
        problems: [...untried, ...failed],
      });
    return this.keep(agency, files, who);
  }

  /**
   * The same for samples that were tried already, in a process of their own.
   * @throws ExchangeRefused `invalid`, `conflict`
   */
  async keep(agency: string, files: PackFiles, who: string): Promise<{ name: string; version: string }> {
    const { pack, problems } = readPack(files);
    if (!pack) throw new ExchangeRefused('invalid', 'The pack is not right; nothing was published', { problems });
    const { pack: name, version } = pack.document;
    if (shippedPacks().some((one) => one.name === name))
      throw new ExchangeRefused('conflict', `"${name}" is a pack of the bridge's own; give yours another name`, { name });
    const added: unknown[] = await this.db.query(
      'insert into connections.packs (agency, name, version, files, published_by) values ($1, $2, $3, $4, $5) on conflict do nothing returning 1',
      [agency, name, version, JSON.stringify(Object.fromEntries(files)), who],
    );
    if (added.length === 0)
      throw new ExchangeRefused('conflict', `"${name}" ${version} is published already and never changes; give the next version`, {
        name,
        version,
      });
    return { name, version };
  }

  /** The newest version of a pack. @throws ExchangeRefused `notFound` */
  async newest(agency: string, name: string): Promise<string> {
    const versions = (await this.list(agency)).filter((one) => one.name === name && isVersion(one.version));
    const last = versions.at(-1);
    if (!last) throw new ExchangeRefused('notFound', `There is no pack "${name}"`, { name });
    return last.version;
  }

  private viewOf(agency: string, name: string, version: string, read: () => PackView): PackView {
    const key = keyOf(agency, name, version);
    const view = this.views.get(key) ?? read();
    this.views.set(key, view);
    return view;
  }

  private async publishedFiles(agency: string, name: string, version: string): Promise<PackFiles | undefined> {
    const [found]: { files: Record<string, string> }[] = await this.db.query(
      'select files from connections.packs where agency = $1 and name = $2 and version = $3',
      [agency, name, version],
    );
    return found && new Map(Object.entries(found.files));
  }
}

const keyOf = (agency: string, name: string, version: string): string => JSON.stringify([agency, name, version]);

function viewOf(name: string, version: string, files: PackFiles, publishedBy: string, publishedAt: string | null): PackView {
  const document = readPack(files).pack?.document;
  const { title = name, about = '', madeFrom } = document ?? {};
  return { name, version, title, about, ...(madeFrom === undefined ? {} : { madeFrom }), publishedBy, publishedAt };
}
