import type { DataSource } from 'typeorm';
import { type FreshDatabase, freshDatabase } from '../../../../test/postgres/fresh-database';
import { AgencyMissing, DatabaseUnavailable, inAgency, openDatabase } from './open-database';

describe('rows of an agency (I8)', () => {
  let fresh: FreshDatabase;
  let db: DataSource;
  let all: DataSource;

  beforeAll(async () => {
    fresh = await freshDatabase({ owners: [] });
    db = await openDatabase({ url: fresh.url, name: 'spec' });
    all = await openDatabase({ url: fresh.url, name: 'spec of all', everyAgency: true });
    await db.query(`create table person (agency text not null, name text not null)`);
    await db.query(`alter table person enable row level security`);
    await db.query(`alter table person force row level security`);
    await db.query(`create policy agency on person using (current_setting('bridge.agency', true) in (agency, '*'))`);
    await all.query(`insert into person values ('north', 'Ada'), ('south', 'Bob')`);
  });

  afterAll(async () => {
    await db?.destroy();
    await all?.destroy();
    await fresh?.drop();
  });

  const names = `select name from person order by name`;

  it('I8: a query that forgets the agency sees nothing, and the database enforces it', async () => {
    expect(await db.query(names)).toEqual([]);
    await expect(db.query(`insert into person values ('north', 'Eve')`)).rejects.toThrow(/row-level security/);
  });

  it('I8: inside an agency only its own rows are there, to read and to write', async () => {
    expect(await inAgency(db, 'north', (manager) => manager.query(names))).toEqual([{ name: 'Ada' }]);
    const intoAnother = inAgency(db, 'north', (manager) => manager.query(`insert into person values ('south', 'Eve')`));
    await expect(intoAnother).rejects.toThrow(/row-level security/);
  });

  it('I8: the agency ends with its transaction, also when the connection is used again', async () => {
    await inAgency(db, 'south', (manager) => manager.query(names));
    const seen = await Promise.all(Array.from({ length: 20 }, () => db.query(names)));
    expect(seen.flat()).toEqual([]);
  });

  it('I8: a name from outside never opens all agencies', async () => {
    for (const agency of ['', '*']) await expect(inAgency(db, agency, (manager) => manager.query(names))).rejects.toThrow(AgencyMissing);
    expect(await inAgency(db, `north', '*`, (manager) => manager.query(names))).toEqual([]);
  });

  it('a database opened for every agency sees them all', async () => {
    expect(await all.query(names)).toHaveLength(2);
  });

  it('says which database cannot be reached, without its password', async () => {
    const opening = openDatabase({ url: 'postgres://someone:hunter2@127.0.0.1:9/bridge', name: 'spec' });
    await expect(opening).rejects.toThrow(DatabaseUnavailable);
    await expect(opening).rejects.toThrow(/The database bridge at 127\.0\.0\.1:9 cannot be used: (?!.*hunter2)/);
  });
});
