import type { Role } from '#lead';
import { endPostgres } from '../../../../test/postgres/fresh-database';
import { type DeskDatabase, deskDatabase } from '../../test/desk-database';
import { type RunningDesk, runDesk, type Visitor } from '../../test/running-desk';
import { isZone } from './is-zone';
import type { MemberView, OfficeView, TeamView } from './team-views';

let database: DeskDatabase;
let desk: RunningDesk;
let admin: Visitor;

beforeEach(async () => {
  database = await deskDatabase();
  desk = await runDesk(database.db);
  admin = await desk.signIn('oak');
});
afterEach(async () => {
  await desk.app.close();
  await database.end();
});
afterAll(endPostgres);

// The desk's own answers.
const bodyOf = async <T>(answer: Promise<Response>): Promise<T> => (await (await answer).json()) as T;
const statusOf = async (answer: Promise<Response>): Promise<number> => (await answer).status;
interface Problems {
  status: number;
  detail: string;
  problems: { path: string; rule: string; message: string }[];
  stands?: unknown;
}
const wrongs = async (answer: Promise<Response>): Promise<string[]> =>
  (await bodyOf<Problems>(answer)).problems.map(({ path, rule }) => `${path} ${rule}`);
const team = (who = admin): Promise<TeamView> => bodyOf(who.get('/api/team'));
const lewes = (): Promise<OfficeView> => bodyOf(admin.post('/api/team/offices', { id: 'lewes', name: 'Lewes', zone: 'Europe/London' }));
const ida = (more: object = {}): object => ({ name: 'Ida Agent', email: 'Ida@oak.example', role: 'agent', ...more });
const invite = (more: object = {}, who = admin): Promise<MemberView> => bodyOf(who.post('/api/team/members', ida(more)));
const member = (id: string, what = ''): string => `/api/team/members/${id}${what}`;
const adminId = async (): Promise<string> => (await team()).members.find(({ email }) => email === 'admin@oak.example')?.id ?? '';

test('offices are added under the agency’s own ids, and what is wrong is said all at once', async () => {
  expect(await lewes()).toEqual({ id: 'lewes', name: 'Lewes', zone: 'Europe/London', members: 0, version: 1 });
  expect(await wrongs(admin.post('/api/team/offices', { id: 'a b', name: ' ', zone: 'Europe/Lewes' }))).toEqual([
    '/id matches',
    '/name matches',
    '/zone isZone',
  ]);
  expect(await wrongs(admin.post('/api/team/offices', { id: 'lewes', name: 'Another' }))).toEqual(['/id unique']);
  const elm = await desk.signIn('elm');
  expect(await statusOf(elm.post('/api/team/offices', { id: 'lewes', name: 'Theirs' }))).toBe(201);
  expect((await team()).offices.map(({ name }) => name)).toEqual(['Lewes']);
});

test.each([
  ['Europe/London', true],
  ['UTC', true],
  ['America/Argentina/Buenos_Aires', true],
  ['Etc/GMT+3', true],
  ['Europe/Lewes', false],
  ['+01:00', false],
  ['', false],
  ['x'.repeat(10_000), false],
  [7, false],
])('a time zone called %s is one: %s', (zone, is) => expect(isZone(zone)).toBe(is));

test('an office is edited by who saw it last; a later edit is told who was faster and what stands', async () => {
  const { version } = await lewes();
  expect(await bodyOf(admin.patch('/api/team/offices/lewes', { version, name: 'Lewes & Downs' }))).toMatchObject({
    name: 'Lewes & Downs',
    zone: 'Europe/London',
    version: 2,
  });
  const late = await bodyOf<Problems>(admin.patch('/api/team/offices/lewes', { version, zone: null }));
  expect(late).toMatchObject({ status: 409, changedBy: 'Administrator', stands: { name: 'Lewes & Downs', zone: 'Europe/London' } });
  expect(late.detail).toContain('Administrator changed this meanwhile');
  expect(await statusOf((await desk.signIn('elm')).patch('/api/team/offices/lewes', { version: 2, name: 'Mine' }))).toBe(404);
});

test('a new agent waits for their invitation, receives leads, and cannot sign in before they chose a password', async () => {
  await lewes();
  const invited = await invite({ office: 'lewes' });
  expect(invited).toMatchObject({
    email: 'ida@oak.example',
    office: 'lewes',
    receiving: true,
    state: 'invited',
    invitation: { state: 'waiting' },
  });
  expect((await team()).members.map(({ name, state }) => [name, state])).toEqual([
    ['Administrator', 'active'],
    ['Ida Agent', 'invited'],
  ]);
  expect((await team()).offices[0]?.members).toBe(1);
  const body = JSON.stringify({ email: 'ida@oak.example', password: 'nobody has this password' });
  const headers = { 'content-type': 'application/json' };
  const known = await fetch(`${desk.url}/api/session`, { method: 'POST', headers, body });
  const unknown = await fetch(`${desk.url}/api/session`, { method: 'POST', headers, body: body.replace('ida', 'nobody') });
  expect([known.status, await known.text()]).toEqual([401, await unknown.text()]);
});

test('an invitation says everything that is wrong with it, and leaves nothing behind', async () => {
  expect(await wrongs(admin.post('/api/team/members', { name: '', email: 'no address', role: 'owner', office: '?' }))).toEqual([
    '/name matches',
    '/email isEmail',
    '/role isIn',
    '/office matches',
  ]);
  await invite();
  expect(await wrongs(admin.post('/api/team/members', ida({ office: 'nowhere' })))).toEqual(['/office known', '/email unique']);
  for (const email of ['a@b@c.example', 'a<b@oak.example', 'a,b@oak.example', 'a\r\nBcc:x@oak.example'])
    expect(await wrongs(admin.post('/api/team/members', ida({ email })))).toEqual(['/email isEmail']);
  expect((await team()).members).toHaveLength(2);
});

test('a member is edited: name, role, office, reference and absence, each without the others', async () => {
  await lewes();
  const { id, version } = await invite();
  const edited = await bodyOf<MemberView>(
    admin.patch(member(id), { version, role: 'officeManager', office: 'lewes', agentRef: 'N-17', absentUntil: '2026-12-24T09:00:00Z' }),
  );
  expect(edited).toMatchObject({
    name: 'Ida Agent',
    role: 'officeManager',
    office: 'lewes',
    agentRef: 'N-17',
    absentUntil: '2026-12-24T09:00:00.000Z',
  });
  const back = await bodyOf<MemberView>(
    admin.patch(member(id), { version: edited.version, office: null, agentRef: null, absentUntil: null }),
  );
  expect(back).toMatchObject({ role: 'officeManager', office: null, agentRef: null, absentUntil: null });
  const late = await bodyOf<Problems>(admin.patch(member(id), { version, name: 'Other' }));
  expect(late).toMatchObject({ status: 409, stands: { role: 'officeManager', office: null } });
  expect(await wrongs(admin.patch(member(id), { version: back.version, office: 'nowhere' }))).toEqual(['/office known']);
});

test('a broker makes and changes everybody but administrators', async () => {
  const broker = await desk.signIn('oak', 'broker');
  expect(await statusOf(broker.post('/api/team/members', ida({ role: 'admin' })))).toBe(403);
  const { id, version } = await invite({}, broker);
  expect(await statusOf(broker.patch(member(id), { version, role: 'admin' }))).toBe(403);
  expect(await statusOf(broker.patch(member(id), { version, role: 'officeManager' }))).toBe(200);
  const chief = await adminId();
  expect(await statusOf(broker.patch(member(chief), { version: 1, name: 'Small' }))).toBe(403);
  expect(await statusOf(broker.post(member(chief, '/disable')))).toBe(403);
});

test('nobody disables or demotes themselves, and the last administrator stays', async () => {
  const own = await adminId();
  expect(await wrongs(admin.post(member(own, '/disable')))).toEqual([' own']);
  expect(await wrongs(admin.patch(member(own), { version: 1, role: 'agent' }))).toEqual(['/role own']);
  const second = await invite({ role: 'admin' });
  expect(await statusOf(admin.post(member(second.id, '/disable')))).toBe(200);
  expect((await team()).members.find(({ id }) => id === own)).toMatchObject({ role: 'admin', state: 'active' });
});

test('of two administrators who disable each other at once one stays', async () => {
  const second = await invite({ role: 'admin', email: 'second@oak.example' });
  await database.db.query(
    `update lead_desk.members set password_hash = (select password_hash from lead_desk.members where email = 'admin@oak.example') where id = $1`,
    [second.id],
  );
  const other = await desk.signInWith('second@oak.example');
  const own = await adminId();
  const statuses = await Promise.all([statusOf(admin.post(member(second.id, '/disable'))), statusOf(other.post(member(own, '/disable')))]);
  expect(statuses.filter((status) => status === 200)).toHaveLength(1);
  const able: unknown[] = await database.db.query(
    `select from lead_desk.members where agency = 'oak' and role = 'admin' and disabled_at is null`,
  );
  expect(able).toHaveLength(1);
});

test('whoever was invited, disabled and enabled again gets another invitation, since the links of the first are dead', async () => {
  const { id } = await invite();
  const invitations = async (): Promise<string[]> =>
    (await database.db.query<{ state: string }[]>(`select state from lead_desk.mails where kind = 'invitation' order by made_at, id`)).map(
      ({ state }) => state,
    );
  await admin.post(member(id, '/disable'));
  // As the sender does, where nobody needs it any more.
  await database.db.query(`update lead_desk.mails set state = 'refused', due_at = null`);
  desk.clock.goOn(1_000);
  expect(await bodyOf(admin.post(member(id, '/enable')))).toMatchObject({ state: 'invited', invitation: { state: 'waiting' } });
  expect(await invitations()).toEqual(['refused', 'waiting']);
});

test('a disabled member is out at once, in every browser, and comes back when enabled', async () => {
  const agent = await desk.signIn('oak', 'agent');
  const id = (await team()).members.find(({ role }) => role === 'agent')?.id ?? '';
  expect(await bodyOf(admin.post(member(id, '/disable')))).toMatchObject({ state: 'disabled' });
  expect(await statusOf(agent.get('/api/session'))).toBe(401);
  expect(await statusOf(admin.post(member(id, '/disable')))).toBe(200);
  expect(await bodyOf(admin.post(member(id, '/enable')))).toMatchObject({ state: 'active' });
  expect(await statusOf(agent.get('/api/session'))).toBe(401);
  expect(await statusOf((await desk.signInWith('agent@oak.example')).get('/api/session'))).toBe(200);
});

test('an invitation is sent again while it is one, and two that wait are one', async () => {
  const { id } = await invite();
  expect(await statusOf(admin.post(member(id, '/invitation')))).toBe(200);
  const mails: unknown[] = await database.db.query(`select from lead_desk.mails where kind = 'invitation'`);
  expect(mails).toHaveLength(1);
  expect(await wrongs(admin.post(member(await adminId(), '/invitation')))).toEqual([' invited']);
});

test.each<[Role, number, number]>([
  ['agent', 403, 200],
  ['officeManager', 403, 200],
  ['broker', 200, 200],
  ['integrator', 403, 403],
])('I8: the team for the role %s answers %s, the names %s', async (role, whole, names) => {
  const who = await desk.signIn('oak', role);
  expect([await statusOf(who.get('/api/team')), await statusOf(who.get('/api/team/names'))]).toEqual([whole, names]);
  if (whole === 200) return;
  for (const path of ['/offices', '/members', `/members/${await adminId()}/disable`])
    expect(await statusOf(who.post(`/api/team${path}`, {}))).toBe(403);
});

test('I8: names hold no address, and no agency sees or changes another’s members', async () => {
  const { id, version } = await invite();
  const names = await (await (await desk.signIn('oak', 'agent')).get('/api/team/names')).text();
  expect(names).toContain('Administrator');
  expect(names).not.toMatch(/@|Ida/);
  const elm = await desk.signIn('elm');
  expect((await team(elm)).members).toHaveLength(1);
  const statuses = [
    await statusOf(elm.patch(member(id), { version, name: 'Mine' })),
    ...(await Promise.all(['/invitation', '/disable', '/enable'].map((what) => statusOf(elm.post(member(id, what)))))),
    await statusOf(elm.patch(member('1'), { version })),
  ];
  expect(statuses).toEqual([404, 404, 404, 404, 404]);
});
