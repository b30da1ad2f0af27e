import type { DataSource } from 'typeorm';
import type { Pack } from '#mapping';
import { openDatabase } from '#runtime';
import { type FreshDatabase, freshDatabase } from '../../../../test/postgres/fresh-database';
import type { Connection } from '../setting-up/connection';
import { Ledger, type Run } from './ledger';

/** The ledger asks for no more of a pack than its name and version. */
const aPack = (pack: string): Pack => ({ document: { pack, version: '1.0.0' } }) as Pack;
const connection = (name: string): Connection => ({
  agency: 'north',
  id: 'crm',
  name: 'CRM',
  side: 'backOffice',
  hook: 'hook',
  pack: aPack(name),
  changedAt: '2026-11-02',
  settings: {},
  secrets: {},
  allowedPrivate: [],
  paused: false,
});
const run = (name: string, runner: string): Run => ({
  connection: connection(name),
  key: '00000000-0000-4000-8000-000000000001',
  eventKey: '00000000-0000-4000-8000-000000000001',
  work: 'live',
  person: '00000000-0000-4000-8000-000000000002',
  runner,
});

describe('the ledger of requests', () => {
  let fresh: FreshDatabase;
  let db: DataSource;
  beforeAll(async () => {
    fresh = await freshDatabase({ owners: ['exchange', 'connections'] });
    db = await openDatabase({ url: fresh.url, name: 'spec', everyAgency: true });
  });
  afterAll(async () => {
    await db?.destroy();
    await fresh?.drop();
  });

  it('lets what has begun end on the pack it began with, whatever its connection is promoted to meanwhile', async () => {
    const ledger = new Ledger(db);
    const first = await ledger.begin(run('before', '00000000-0000-4000-8000-00000000000a'));
    expect(first).toMatchObject({ pack: 'before', steps: [] });
    expect(await ledger.begin(run('after', '00000000-0000-4000-8000-00000000000b'))).toEqual(first);
  });
});
