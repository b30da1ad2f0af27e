import type { DataSource } from 'typeorm';
import { personIdOf } from '#people-exchange';
import { endPostgres } from '../../../../test/postgres/fresh-database';
import { type DeskDatabase, deskDatabase } from '../../test/desk-database';
import { leadIdOf } from '../../test/lead-tales';
import { addMembers, addOffice, enter, givenTo, ruleOf, setRule, type Somebody } from '../../test/office-of-agents';
import { type RunningDesk, runDesk } from '../../test/running-desk';
import { type Tale, taken } from '../../test/told-events';
import { rebuildProjections } from '../rebuild/rebuild-projections';
import { project } from '../take-events/project';
import { runDueAssignments } from './due-assignments';

let database: DeskDatabase;
let db: DataSource;
let desk: RunningDesk;
let agents: Somebody[];

beforeEach(async () => {
  database = await deskDatabase();
  db = database.db;
  desk = await runDesk(db);
  agents = await addMembers(db, ['Ann', 'Ben', 'Cleo']);
});
afterEach(async () => {
  await desk.app.close();
  await database.end();
});
afterAll(endPostgres);

const enquiry = (subject: string, more: object = {}): Tale => ({
  type: 'enquiry.made',
  subject,
  data: { enquiryType: 'general', ...more },
});
const come = (...tales: Tale[]): Promise<unknown> =>
  db.transaction((manager) => project(manager, tales.map(taken), { now: desk.clock.now(), chance: () => 0.5 }));
const tick = (): Promise<number> => runDueAssignments(db, { now: desk.clock.now(), chance: () => 0.5 });
const told = async (): Promise<string[]> => {
  const rows: { told: string }[] = await db.query(
    `select m.name || ' ' || t.kind as told from lead_desk.messages t join lead_desk.members m on m.id = t.member_id order by 1`,
  );
  return rows.map((row) => row.told);
};
const names = (n: number): string[] => Array.from({ length: n }, (_, at) => `p${String(at).padStart(3, '0')}`);

describe('opening', () => {
  it('F1: without a rule that is switched on, a lead is nobody’s and nobody is told', async () => {
    await come(enquiry('p'));
    expect([await givenTo(db), await told()]).toEqual([{ p: 'unassigned' }, []]);
  });

  it('F1, F2: an office’s rule goes before its company’s, and an office without one follows the company', async () => {
    await addOffice(db, 'north');
    await addOffice(db, 'south');
    await addMembers(db, ['Nora'], { office: 'north' });
    await addMembers(db, ['Sid'], { office: 'south' });
    await setRule(db, ruleOf());
    await setRule(db, ruleOf({ method: 'manual' }), 'south');
    await come(enquiry('a', { office: 'north' }), enquiry('b', { office: 'south' }), enquiry('c'));
    expect(await givenTo(db)).toEqual({ a: 'offered Nora', b: 'unassigned', c: 'offered Ann' });
  });

  it('F3: a bulk insert spreads like single inserts, in turn and again from the first', async () => {
    await setRule(db, ruleOf());
    await come(enquiry('p000'));
    await come(
      ...names(8)
        .slice(1)
        .map((subject) => enquiry(subject)),
    );
    const counts = Map.groupBy(Object.values(await givenTo(db)), (who) => who);
    expect([...counts].map(([who, all]) => [who, all.length]).toSorted()).toEqual([
      ['offered Ann', 3],
      ['offered Ben', 3],
      ['offered Cleo', 2],
    ]);
  });

  it('F9: by hand, a lead stays unassigned and the managers hear that it came', async () => {
    await addMembers(db, ['Max'], { role: 'officeManager' });
    await setRule(db, ruleOf({ method: 'manual' }));
    await come(enquiry('p'));
    expect([await givenTo(db), await told()]).toEqual([{ p: 'unassigned' }, ['Max leadNew']]);
  });

  it('F10: a new lead is told to the managers of its office and to whom it is offered, in the desk and by mail', async () => {
    await addOffice(db, 'north');
    await addMembers(db, ['Nora'], { office: 'north' });
    await addMembers(db, ['Max'], { office: 'north', role: 'officeManager' });
    await addMembers(db, ['Otto'], { role: 'officeManager' });
    await setRule(db, ruleOf());
    await come(enquiry('p', { office: 'north' }));
    expect(await told()).toEqual(['Max leadNew', 'Nora leadOffered']);
    const mails: { kind: string }[] = await db.query('select kind from lead_desk.mails order by kind');
    expect(mails.map(({ kind }) => kind)).toEqual(['leadNew', 'leadOffered']);
  });

  it('an event that comes again, and a rebuild, give nothing out twice', async () => {
    await setRule(db, ruleOf());
    const again = taken({ ...enquiry('p'), id: 'same' });
    for (let n = 0; n < 2; n += 1) await db.transaction((manager) => project(manager, [again]));
    const before = await givenTo(db);
    const history = async function* () {
      yield [again];
    };
    await db.query(
      `create schema if not exists exchange; create table if not exists exchange.positions (reader text, topic text, partition int, next bigint)`,
    );
    await rebuildProjections({ db, history: { rows: history } });
    expect([before, await givenTo(db)]).toEqual([{ p: 'offered Ann' }, { p: 'offered Ann' }]);
  });

  it('two people who turn out to be one with one intent are one piece of work, asked of nobody twice', async () => {
    await setRule(db, ruleOf());
    const person = { emails: [{ address: 'same@example.com' }], name: { full: 'Same Person' } };
    await come(
      { type: 'person.registered', subject: 'a', data: { person } },
      {
        type: 'person.registered',
        subject: 'b',
        origin: 'other-site',
        data: { person: { ...person, externalIds: [{ system: 'site', id: 'a' }] } },
      },
    );
    expect(Object.values(await givenTo(db)).toSorted()).toEqual(['offered Ann', 'unassigned']);
  });
});

describe('the clock', () => {
  it('F4: an offer not accepted in time goes to the next agent, and at last to the office manager', async () => {
    await addMembers(db, ['Max'], { role: 'officeManager' });
    await setRule(db, ruleOf());
    await come(enquiry('p'));
    const seen: (string | undefined)[] = [];
    for (let n = 0; n < 4; n += 1) {
      seen.push((await givenTo(db))['p']);
      desk.clock.goOn(29 * 60_000);
      expect(await tick()).toBe(0);
      desk.clock.goOn(60_000);
      await tick();
    }
    expect(seen).toEqual(['offered Ann', 'offered Ben', 'offered Cleo', 'expired']);
    expect((await told()).filter((one) => one.startsWith('Max'))).toEqual(['Max leadNew', 'Max leadUnassigned']);
  });

  it('F4: a time that is over is over once, however many processes look', async () => {
    await setRule(db, ruleOf());
    await come(...names(6).map((subject) => enquiry(subject)));
    desk.clock.goOn(30 * 60_000);
    const done = await Promise.all([tick(), tick(), tick(), tick()]);
    expect(done.reduce((sum, one) => sum + one)).toBe(6);
    const acts: { kind: string; n: string }[] = await db.query(
      'select kind, count(*) as n from lead_desk.assignment_acts group by kind order by kind',
    );
    expect(acts).toEqual([
      { kind: 'expire', n: '6' },
      { kind: 'offer', n: '12' },
    ]);
  });

  it('F5, F6: outside the hours of the office a lead waits, and nothing expires', async () => {
    await setRule(
      db,
      ruleOf({ hours: { zone: 'Europe/London', hours: { from: '08:00', until: '17:00' }, days: 'weekdays', holidays: [] } }),
    );
    desk.clock.goOn(Date.parse('2026-11-27T16:50:00Z') - desk.clock.now().getTime());
    await come(enquiry('early'));
    desk.clock.goOn(20 * 60_000);
    await come(enquiry('late'));
    expect([await tick(), await givenTo(db)]).toEqual([0, { early: 'offered Ann', late: 'unassigned' }]);
    desk.clock.goOn(Date.parse('2026-11-30T08:00:00Z') - desk.clock.now().getTime());
    expect([await tick(), await givenTo(db)]).toEqual([1, { early: 'offered Ann', late: 'offered Ben' }]);
    desk.clock.goOn(20 * 60_000);
    expect([await tick(), await givenTo(db)]).toEqual([1, { early: 'offered Cleo', late: 'offered Ben' }]);
  });

  it('a rule that is switched off gives nothing on, and the managers hear that nobody has the lead', async () => {
    await addMembers(db, ['Max'], { role: 'officeManager' });
    await setRule(db, ruleOf());
    await come(enquiry('p'));
    await db.query('update lead_desk.distribution_rules set active = false');
    desk.clock.goOn(30 * 60_000);
    expect([await tick(), await tick(), await givenTo(db)]).toEqual([1, 0, { p: 'expired' }]);
    expect((await told()).includes('Max leadUnassigned')).toBe(true);
  });
});

describe('who goes first', () => {
  it('X11: whom the person asks for by name, then whoever has their other leads, then whoever has the listing', async () => {
    await addMembers(db, ['Rita'], { ref: 'staff-7' });
    await setRule(db, ruleOf({ stickyAgent: true, listingAgent: true }));
    await come(enquiry('asking', { about: { kind: 'member', id: 'staff-7' } }));
    await come({
      type: 'ownership.claimed',
      subject: 'owner',
      data: { property: { system: 'site', id: 'h1' }, ownership: { capacity: 'vendor', state: 'claimed' } },
    });
    const [ann] = agents;
    if (!ann) throw new TypeError('nobody');
    await (await enter(desk, ann)).post(`/api/leads/${leadIdOf('owner', 'sell')}/accept`);
    await come(enquiry('viewer', { about: { kind: 'property', property: { system: 'site', id: 'h1' } } }));
    await come(enquiry('owner', { intent: 'rent' }));
    const given = await givenTo(db);
    expect([given['asking'], given['viewer']]).toEqual(['offered Rita', 'offered Ann']);
    const rent: { offered_to: string[] }[] = await db.query('select offered_to from lead_desk.assignments where lead_id = $1', [
      leadIdOf('owner', 'rent'),
    ]);
    expect(rent[0]?.offered_to).toEqual([ann.id]);
  });

  it('X11: a cap per day, absence and the receiving switch pass agents over, with the reason', async () => {
    await setRule(db, ruleOf({ capPerDay: 1 }));
    await db.query(`update lead_desk.members set receiving = false where id = $1`, [agents[1]?.id]);
    await db.query(`update lead_desk.members set absent_until = $2 where id = $1`, [
      agents[2]?.id,
      new Date(desk.clock.now().getTime() + 86_400_000),
    ]);
    await come(enquiry('a'), enquiry('b'));
    const admin = await desk.signIn('oak');
    const { acts } = (await (await admin.get(`/api/leads/${leadIdOf('b')}/assignment`)).json()) as {
      acts: { why: string[]; sameAgain: boolean }[];
    };
    expect([await givenTo(db), acts[0]?.sameAgain, acts[0]?.why]).toEqual([
      { a: 'offered Ann', b: 'unassigned' },
      true,
      [
        'Unassigned: nobody may be asked now, so the office manager decides.',
        'Ann passed over: at their limit, 1 of 1 today.',
        'Ben passed over: receives no leads.',
        'Cleo passed over: away until Wed 25 Nov 12:00.',
      ],
    ]);
    desk.clock.goOn(86_400_000);
    await come(enquiry('c'));
    // Cleo is back, and never had a turn.
    expect((await givenTo(db))['c']).toBe('offered Cleo');
  });
});

test('erasing a person erases whose their leads were and every decision about them', async () => {
  await setRule(db, ruleOf());
  await come(enquiry('p'));
  await come({ type: 'person.erased', subject: 'p', data: {} });
  for (const table of ['assignments', 'assignment_acts', 'messages', 'mails', 'lead_list'])
    expect([table, await db.query(`select 1 from lead_desk.${table} where person_id = $1`, [personIdOf('oak', 'site', 'p')])]).toEqual([
      table,
      [],
    ]);
});
