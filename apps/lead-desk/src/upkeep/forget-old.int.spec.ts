import { deskDatabase, type DeskDatabase } from '../../test/desk-database';
import { forgetOld } from './forget-old';

const now = new Date('2026-03-10T10:00:00Z');
const ago = (days: number): Date => new Date(now.getTime() - days * 86_400_000);

describe('what the desk forgets', () => {
  let desk: DeskDatabase;
  beforeAll(async () => {
    desk = await deskDatabase();
  });
  afterAll(() => desk.end());

  it('is of the timeline what is older than the history, however much, and attempts that block nobody', async () => {
    await desk.db.query(
      `insert into lead_desk.timeline (agency, entry, person_id, at, kind, type, side, sentence, participant, source, event_id)
       select 'north', gen_random_uuid(), gen_random_uuid(), case when n = 0 then $1::timestamptz else $2::timestamptz end, 'k', 't', 'website', 's', 'p', 'x', n::text
       from generate_series(0, 12000) n`,
      [ago(9), ago(11)],
    );
    await desk.db.query(
      `insert into lead_desk.sign_in_failures (who, failures, blocked_until, last_at) values ('a', 9, $1, $1), ('b', 9, $2, $1), ('c', 1, $2, $2)`,
      [ago(2), now],
    );
    await forgetOld(desk.db, { now, historyBefore: ago(10) });
    expect(await desk.db.query('select event_id from lead_desk.timeline')).toEqual([{ event_id: '0' }]);
    const who: { who: string }[] = await desk.db.query(`select encode(who, 'escape') as who from lead_desk.sign_in_failures order by 1`);
    expect(who.map((row) => row.who)).toEqual(['b', 'c']);
  });
});
