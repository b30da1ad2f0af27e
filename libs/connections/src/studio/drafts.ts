import { ExchangeRefused } from '#delivery';
import { memberIn, type PackFiles } from '#mapping';
import { type Clock, inAgency } from '#runtime';
import type { DataSource, EntityManager } from 'typeorm';
import type { Draft, DraftSummary, FileChanges } from './draft';
import { changedFiles } from './draft-files';

interface Row {
  name: string;
  files: Record<string, string>;
  touched: Record<string, number>;
  revision: number;
  changedBy: string;
  changedAt: Date;
}

const columns = 'name, files, touched, revision, changed_by as "changedBy", changed_at as "changedAt"';
/** Enough for everybody who writes packs, and a bound for what is kept. */
const most = 50;

/** Drafts of an agency. */
export class Drafts {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
  ) {}

  async list(agency: string): Promise<DraftSummary[]> {
    const rows = await inAgency(this.db, agency, (manager): Promise<Row[]> =>
      manager.query(`select ${columns} from connections.drafts where agency = $1 order by changed_at desc, name`, [agency]),
    );
    return rows.map((row) => {
      const { files, ...draft } = draftOf(row);
      return { ...draft, title: memberIn(files, 'title'), version: memberIn(files, 'version') };
    });
  }

  /** @throws ExchangeRefused `notFound` */
  async demand(agency: string, name: string): Promise<Draft> {
    return draftOf(await inAgency(this.db, agency, (manager) => rowOf(manager, agency, name)));
  }

  /** @throws ExchangeRefused `conflict` where the name is taken */
  async begin(agency: string, name: string, files: PackFiles, who: string): Promise<Draft> {
    const kept = changedFiles(new Map(), files);
    await inAgency(this.db, agency, async (manager) => {
      const [{ n }]: [{ n: number }] = await manager.query('select count(*)::int as n from connections.drafts where agency = $1', [agency]);
      if (n >= most) throw new ExchangeRefused('conflict', `There are ${most} drafts already; delete one that is no longer needed`);
      const added: unknown[] = await manager.query(
        `insert into connections.drafts (agency, name, files, touched, revision, changed_by, changed_at) values ($1, $2, $3, '{}', 1, $4, $5)
         on conflict do nothing returning 1`,
        [agency, name, jsonOf(kept), who, this.clock.now()],
      );
      if (added.length === 0) throw new ExchangeRefused('conflict', `There is a draft "${name}" already; take another name`, { name });
    });
    return this.demand(agency, name);
  }

  /** Saves changes made to `revision`. @throws ExchangeRefused `conflict` with what changed meanwhile, `invalid`, `notFound` */
  async save(agency: string, name: string, change: { revision: number; files: FileChanges; who: string }): Promise<Draft> {
    return inAgency(this.db, agency, async (manager) => {
      const row = await rowOf(manager, agency, name, 'for update');
      if (row.revision !== change.revision) throw stale(row, change.revision);
      const revision = row.revision + 1;
      const files = changedFiles(draftOf(row).files, change.files);
      const touched = { ...row.touched, ...Object.fromEntries([...change.files.keys()].map((path) => [path, revision])) };
      await manager.query(
        'update connections.drafts set files = $3, touched = $4, revision = $5, changed_by = $6, changed_at = $7 where agency = $1 and name = $2',
        [agency, name, jsonOf(files), JSON.stringify(touched), revision, change.who, this.clock.now()],
      );
      return draftOf(await rowOf(manager, agency, name));
    });
  }

  /** @throws ExchangeRefused `notFound` */
  async delete(agency: string, name: string): Promise<void> {
    await inAgency(this.db, agency, async (manager) => {
      await rowOf(manager, agency, name, 'for update');
      await manager.query('delete from connections.drafts where agency = $1 and name = $2', [agency, name]);
    });
  }
}

async function rowOf(manager: EntityManager, agency: string, name: string, lock = ''): Promise<Row> {
  const [row]: Row[] = await manager.query(`select ${columns} from connections.drafts where agency = $1 and name = $2 ${lock}`, [
    agency,
    name,
  ]);
  if (!row) throw new ExchangeRefused('notFound', `There is no draft "${name}"`, { name });
  return row;
}

function stale({ touched, changedBy, changedAt, revision }: Row, from: number): ExchangeRefused {
  const changed = Object.keys(touched).filter((path) => (touched[path] ?? 0) > from);
  const problems = changed.map((path) => ({
    path: `/files/${path.replaceAll('~', '~0').replaceAll('/', '~1')}`,
    rule: 'changed',
    message: `${path} was changed since you read it, last by ${changedBy} at ${changedAt.toISOString()}`,
  }));
  return new ExchangeRefused('conflict', `The draft is at revision ${revision} by now; nothing was saved`, { problems });
}

const draftOf = ({ name, files, revision, changedBy, changedAt }: Row): Draft => ({
  name,
  files: new Map(Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1))),
  revision,
  changedBy,
  changedAt: changedAt.toISOString(),
});

const jsonOf = (files: PackFiles): string => JSON.stringify(Object.fromEntries(files));
