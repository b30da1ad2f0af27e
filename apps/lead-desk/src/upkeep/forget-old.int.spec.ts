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

  it('is of messages, mails and links what is older than the history, or opens nothing any more', async () => {
    for (const at of [ago(9), ago(11)]) {
      await desk.db.query(
        `insert into lead_desk.messages (agency, id, member_id, kind, words, at) values ('north', gen_random_uuid(), gen_random_uuid(), 'leadNew', '{}', $1)`,
        [at],
      );
      await desk.db.query(
        `insert into lead_desk.mails (agency, id, member_id, kind, to_name, to_address, words, made_at, worth_until)
         values ('north', gen_random_uuid(), gen_random_uuid(), 'leadNew', 'Nora', 'nora@north.example', '{}', $1, $1)`,
        [at],
      );
    }
    await desk.db.query(
      `insert into lead_desk.member_links (token_hash, agency, member_id, what, made_at, expires_at)
       values ('gone', 'north', gen_random_uuid(), 'reset', $1, $1), ('there', 'north', gen_random_uuid(), 'reset', $2, $3)`,
      [ago(1), now, ago(-1)],
    );
    await forgetOld(desk.db, { now, historyBefore: ago(10) });
    expect(await desk.db.query('select at from lead_desk.messages')).toEqual([{ at: ago(9) }]);
    expect(await desk.db.query('select made_at from lead_desk.mails')).toEqual([{ made_at: ago(9) }]);
    expect(await desk.db.query(`select encode(token_hash, 'escape') as hash from lead_desk.member_links`)).toEqual([{ hash: 'there' }]);
  });
});
