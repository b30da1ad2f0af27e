import { personIdOf } from '#people-exchange';
import type { DataSource } from 'typeorm';
import { endPostgres } from '../../../../test/postgres/fresh-database';
import { type DeskDatabase, deskDatabase } from '../../test/desk-database';
import { ann, home, tell } from '../../test/told-events';
import { fillLeadList } from './fill-lead-list';
import { refreshLeads } from './refresh-leads';

let desk: DeskDatabase;
let db: DataSource;
const annId = personIdOf('oak', 'site', 'ann');

interface Listed {
  lead_id: string;
  person_id: string;
  human: string;
  within: string | null;
  name: string;
  email: string;
  stage: string;
  record_status: string;
  source: string;
  property: string;
  message: string;
  agent_name: string;
  assignment_state: string;
}
const list = (): Promise<Listed[]> => db.query('select * from lead_desk.lead_list order by opened_at, lead_id');
const enquiry = (label: string) => ({
  type: 'enquiry.made',
  data: { enquiryType: 'viewing', about: { kind: 'property', ...home('9', label) }, message: 'When could we see it?' },
});
const mark = (what: string, value: string) =>
  db.query(
    `insert into lead_desk.lead_marks (agency, id, person_id, intent, what, value, at, by) values ('oak', gen_random_uuid(), $1, 'buy', $2, $3, '2026-11-21', 'Me')`,
    [annId, what, value],
  );

beforeEach(async () => {
  desk = await deskDatabase();
  db = desk.db;
});
afterEach(() => desk.end());
afterAll(endPostgres);

test('B1: a lead has a row with what its event and its person say, and who changes what it shows makes it anew', async () => {
  await tell(db, enquiry('9 Mill Lane'), { type: 'person.updated', data: ann });
  const [made] = await list();
  expect(made).toMatchObject({
    name: 'Ann Reed',
    email: 'Ann.Reed@Example.org',
    stage: 'uncontacted',
    record_status: 'active',
    source: 'site',
    property: '9 Mill Lane',
    message: 'When could we see it?',
    assignment_state: 'unassigned',
    within: null,
  });
  await mark('stage', 'nurturing');
  expect((await list())[0]?.stage).toBe('uncontacted');
  await db.transaction((manager) => refreshLeads(manager, [{ agency: 'oak', leadId: made?.lead_id ?? '' }]));
  expect((await list())[0]?.stage).toBe('nurturing');
});

test('B1: two who are one human have one open lead in the list, named by the earlier, and two again when they part', async () => {
  await tell(db, { type: 'person.registered', data: ann, received: '2026-11-20T09:00:00Z', time: '2026-11-20T09:00:00Z' });
  await tell(db, { type: 'person.registered', origin: 'portal', subject: 'a1', data: {} });
  expect((await list()).map(({ within }) => within)).toEqual([null, null]);
  await tell(db, { type: 'person.updated', origin: 'portal', subject: 'a1', data: ann });
  const [first, second] = await list();
  expect([first?.within, second?.within, second?.human]).toEqual([null, first?.lead_id, first?.human]);
  await tell(db, { type: 'person.erased', data: {} });
  expect((await list()).map(({ lead_id, within }) => [lead_id, within])).toEqual([[second?.lead_id, null]]);
});

test('B7: a deleted lead is over: who enquires again is a lead of their own', async () => {
  await tell(db, enquiry('9 Mill Lane'));
  await mark('recordStatus', 'deleted');
  await tell(db, { ...enquiry('1 High Street'), time: '2026-11-22T10:00:00Z', received: '2026-11-22T10:00:00Z' });
  expect((await list()).map(({ record_status, property }) => [record_status, property])).toEqual([
    ['deleted', '9 Mill Lane'],
    ['active', '1 High Street'],
  ]);
});

test('B1: leads that were there before the list get their rows at the start, once', async () => {
  await tell(db, enquiry('9 Mill Lane'));
  const before = await list();
  await db.query('delete from lead_desk.lead_list');
  expect(await fillLeadList(db)).toBe(1);
  expect(await list()).toEqual(before);
  expect(await fillLeadList(db)).toBe(0);
});
