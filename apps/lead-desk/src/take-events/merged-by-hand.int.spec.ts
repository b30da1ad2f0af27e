import { personIdOf } from '#people-exchange';
import type { DataSource } from 'typeorm';
import { type DeskDatabase, deskDatabase } from '../../test/desk-database';
import { tell } from '../../test/told-events';
import { followMerge } from './follow-merge';

describe('people who were merged by hand (X8)', () => {
  let database: DeskDatabase;
  let db: DataSource;
  const [atSite, atOffice] = [personIdOf('oak', 'site', 'W1'), personIdOf('oak', 'office', 'C1')];
  const [low, high] = [atSite, atOffice].sort();

  beforeEach(async () => {
    database = await deskDatabase();
    db = database.db;
    await tell(
      db,
      { type: 'person.registered', subject: 'W1', data: { person: { name: { full: 'A. Reed' } } } },
      { type: 'person.registered', subject: 'C1', origin: 'office', data: { person: { name: { full: 'Ann Reed' } } } },
    );
  });
  afterEach(() => database.end());

  const merge = () =>
    db.query(`insert into exchange.person_links (agency, a, b, rule, who) values ('oak', $1, $2, 'merge', 'Olivia')`, [low, high]);
  const undo = () => db.query('update exchange.person_links set undone_at = now()');
  const people = async (): Promise<number> => (await db.query('select from lead_desk.people')).length;

  it('X8: are one at the desk at once, and two again when it is undone', async () => {
    expect(await people()).toBe(2);
    await merge();
    await followMerge(db, 'oak', atSite);
    expect(await people()).toBe(1);
    expect(await db.query('select distinct linked_by from lead_desk.persons')).toEqual([{ linked_by: 'merge' }]);
    await undo();
    await followMerge(db, 'oak', atSite);
    expect(await people()).toBe(2);
  });

  it('X8: are one from their next event on, whoever merged them, so that a rebuild finds the same', async () => {
    await merge();
    await tell(db, { type: 'site.visited', subject: 'W1', data: { visits: 1 } });
    expect(await people()).toBe(1);
    await undo();
    await tell(db, { type: 'site.visited', subject: 'C1', origin: 'office', data: { visits: 1 } });
    expect(await people()).toBe(2);
  });
});
