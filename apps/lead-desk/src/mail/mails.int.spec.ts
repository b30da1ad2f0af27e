import { randomUUID } from 'node:crypto';
import { endPostgres } from '../../../../test/postgres/fresh-database';
import { type DeskDatabase, deskDatabase } from '../../test/desk-database';
import { type RunningDesk, runDesk, type Visitor } from '../../test/running-desk';
import { tellMembers } from '../messages/tell-members';
import { MailSender } from './mail-sender';
import type { MailDetailView, MailsView } from './mail-views';

let database: DeskDatabase;
let desk: RunningDesk;
let admin: Visitor;

beforeEach(async () => {
  database = await deskDatabase();
  desk = await runDesk(database.db, { publicUrl: 'https://desk.oak.example' });
  admin = await desk.signIn('oak');
});
afterEach(async () => {
  await desk.app.close();
  await database.end();
});
afterAll(endPostgres);

const leadId = randomUUID();
async function mail(...names: string[]): Promise<void> {
  const [member]: { id: string }[] = await database.db.query(`select id from lead_desk.members where email = 'admin@oak.example'`);
  for (const name of names) {
    desk.clock.goOn(1);
    const one = { agency: 'oak', member: member?.id ?? '', kind: 'leadNew', leadId, personId: null, mail: true } as const;
    await database.db.transaction((manager) => tellMembers(manager, [{ ...one, words: { name } }], desk.clock.now()));
  }
}
// The desk's own answers.
const list = async (query = '', who = admin): Promise<MailsView> => (await (await who.get(`/api/mails${query}`)).json()) as MailsView;
const subjects = ({ mails }: MailsView): string[] => mails.map(({ subject }) => subject);

test('mails are listed newest first, by state, a page at a time', async () => {
  await mail('A', 'B', 'C');
  const first = await list('?limit=2');
  expect(subjects(first)).toEqual(['New lead: C', 'New lead: B']);
  const rest = await list(`?limit=2&before=${first.next}`);
  expect([subjects(rest), rest.next]).toEqual([['New lead: A'], null]);
  await desk.app.get(MailSender).sendDue();
  expect([(await list('?state=waiting')).mails.length, (await list('?state=kept')).mails.length]).toEqual([0, 3]);
  expect((await admin.get('/api/mails?state=lost')).status).toBe(422);
});

test('one mail is shown with its text and its link', async () => {
  await mail('<b>A</b>');
  const [{ id } = { id: '' }] = (await list()).mails;
  const whole = (await (await admin.get(`/api/mails/${id}`)).json()) as MailDetailView; // as above
  expect(whole).toMatchObject({ id, toAddress: 'admin@oak.example', state: 'waiting', attempts: 0 });
  expect(whole.text).toContain(`https://desk.oak.example/leads/${leadId}`);
  expect(whole.html).toContain('&lt;b&gt;A&lt;/b&gt;');
});

test('one that was refused, or may have been sent, is sent again by hand, and no other', async () => {
  await mail('A');
  const [{ id } = { id: '' }] = (await list()).mails;
  const again = async (): Promise<number> => (await admin.post(`/api/mails/${id}/again`)).status;
  expect(await again()).toBe(409);
  for (const state of ['refused', 'unsure']) {
    await database.db.query('update lead_desk.mails set state = $1, answer = $1, worth_until = made_at', [state]);
    expect(await again()).toBe(200);
    expect((await list()).mails).toMatchObject([{ state: 'waiting', answer: null }]);
    await desk.app.get(MailSender).sendDue();
    expect((await list()).mails).toMatchObject([{ state: 'kept' }]);
  }
  expect(await again()).toBe(409);
});

test('I8: mails are for brokers and administrators of their agency', async () => {
  await mail('A');
  const [{ id } = { id: '' }] = (await list()).mails;
  for (const role of ['agent', 'officeManager', 'integrator'] as const) {
    const who = await desk.signIn('oak', role);
    for (const path of ['', `/${id}`]) expect((await who.get(`/api/mails${path}`)).status).toBe(403);
    expect((await who.post(`/api/mails/${id}/again`)).status).toBe(403);
  }
  expect((await (await desk.signIn('oak', 'broker')).get(`/api/mails/${id}`)).status).toBe(200);
  const elm = await desk.signIn('elm');
  expect((await list('', elm)).mails).toEqual([]);
  expect([(await elm.get(`/api/mails/${id}`)).status, (await elm.post(`/api/mails/${id}/again`)).status]).toEqual([404, 404]);
});
