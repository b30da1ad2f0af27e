import { openDatabase } from '#runtime';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ReceiverMode, SmtpReceiver } from '../../../../test/mail/smtp-receiver';
import { endPostgres } from '../../../../test/postgres/fresh-database';
import { type DeskDatabase, deskDatabase } from '../../test/desk-database';
import { type RunningDesk, runDesk } from '../../test/running-desk';
import { tellMembers } from '../messages/tell-members';
import { FolderWay } from './folder-way';
import { MailQueue } from './mail-queue';
import { MailSender } from './mail-sender';
import type { MailWay } from './mail-way';
import { SmtpWay } from './smtp-way';

const from = 'Oak <desk@oak.example>';
const minute = 60_000;
let database: DeskDatabase;
let receiver: SmtpReceiver;
let url: string;
let desk: RunningDesk;
let more: RunningDesk[];

beforeEach(async () => {
  database = await deskDatabase();
  receiver = new SmtpReceiver();
  url = await receiver.start();
  more = [];
  desk = await stand(new SmtpWay(url, from));
});
afterEach(async () => {
  for (const { app } of more) await app.close();
  await receiver.stop();
  await database.end();
});
afterAll(endPostgres);

async function stand(mailWay: MailWay): Promise<RunningDesk> {
  const one = await runDesk(database.db, { mailWay });
  more.push(one);
  return one;
}
const senderOf = ({ app }: RunningDesk): MailSender => app.get(MailSender);
const sendDue = (): Promise<number> => senderOf(desk).sendDue();

async function tellAdmin(count = 1, words: Record<string, string> = { name: 'Ann Reed' }): Promise<string> {
  const leadId = randomUUID();
  const [admin]: { id: string }[] = await database.db.query(`select id from lead_desk.members where email = 'admin@oak.example'`);
  const one = { agency: 'oak', member: admin?.id ?? '', kind: 'leadNew', leadId, personId: null, words, mail: true } as const;
  await database.db.transaction((manager) =>
    tellMembers(
      manager,
      Array.from({ length: count }, () => one),
      desk.clock.now(),
    ),
  );
  return leadId;
}
interface MailState {
  id: string;
  state: string;
  attempts: number;
  answer: string | null;
  due_at: Date | null;
}
const mails = (): Promise<MailState[]> =>
  database.db.query('select id, state, attempts, answer, due_at from lead_desk.mails order by made_at, id');

test('F10: a mail goes out once, under a Message-ID of its own, with a link that leads to the lead', async () => {
  const leadId = await tellAdmin();
  expect(await sendDue()).toBe(1);
  expect(await sendDue()).toBe(0);
  const [mail] = await mails();
  expect(mail).toMatchObject({ state: 'sent', attempts: 1, answer: '250 2.0.0 queued as 1' });
  expect(receiver.mails).toHaveLength(1);
  const [{ from: sender, to, message } = { from: '', to: [], message: '' }] = receiver.mails;
  expect([sender, to]).toEqual(['desk@oak.example', ['admin@oak.example']]);
  expect(message).toContain(`Message-ID: <${mail?.id}@oak.example>`);
  expect(message).toContain('Subject: New lead: Ann Reed');
  expect(message.replaceAll('=\r\n', '').replaceAll('=3D', '=')).toContain(`${desk.url}/leads/${leadId}`);
});

test('a name cannot add a header to a mail', async () => {
  await tellAdmin(1, { name: 'Ann\r\nBcc: everybody@elm.example\r\n\r\nhello' });
  await sendDue();
  const head = receiver.mails[0]?.message.split('\r\n\r\n')[0] ?? '';
  expect(head).not.toMatch(/^Bcc:/im);
  expect(receiver.mails[0]?.to).toEqual(['admin@oak.example']);
});

test('a server that wants a sign-in gets it, and its refusal parks no mail', async () => {
  receiver.login = { user: 'desk', password: 'p w' };
  const right = await stand(new SmtpWay(url.replace('//', '//desk:p%20w@'), from));
  const wrong = await stand(new SmtpWay(url.replace('//', '//desk:wrong@'), from));
  await tellAdmin();
  await senderOf(wrong).sendDue();
  expect(await mails()).toMatchObject([{ state: 'waiting', attempts: 1 }]);
  for (const one of [desk, right, wrong]) one.clock.goOn(2 * minute);
  await senderOf(right).sendDue();
  expect(await mails()).toMatchObject([{ state: 'sent', attempts: 2 }]);
});

test('what is refused for now is tried again after waits that grow, and given up when nobody is helped any more', async () => {
  receiver.mode = 'refuses for now';
  await tellAdmin();
  const waited: number[] = [];
  for (let tries = 0; tries < 3; tries += 1) {
    await sendDue();
    const [mail] = await mails();
    expect(mail).toMatchObject({ state: 'waiting', attempts: tries + 1, answer: '451 4.3.0 come back later' });
    const wait = (mail?.due_at?.getTime() ?? 0) - desk.clock.now().getTime();
    waited.push(wait / minute);
    desk.clock.goOn(wait - 1);
    expect(await sendDue()).toBe(0);
    desk.clock.goOn(1);
  }
  expect(waited).toEqual([1, 5, 15]);
  desk.clock.goOn(73 * 60 * minute);
  await sendDue();
  expect(await mails()).toMatchObject([{ state: 'refused', answer: 'Given up: 451 4.3.0 come back later' }]);
});

test.each<[ReceiverMode, string, RegExp]>([
  ['refuses for good', 'refused', /554 5.7.1/],
  ['refuses the address', 'refused', /550 5.1.1/],
  ['breaks before the message', 'waiting', /closed/],
  ['breaks after the message', 'unsure', /closed/],
])('a server that %s leaves the mail %s', async (mode, state, answer) => {
  receiver.mode = mode;
  await tellAdmin();
  await sendDue();
  expect(await mails()).toMatchObject([{ state, answer: expect.stringMatching(answer) as unknown }]);
  desk.clock.goOn(30 * minute);
  receiver.mode = 'takes';
  await sendDue();
  expect(receiver.mails).toHaveLength(state === 'waiting' ? 1 : 0);
});

test('a server that is away costs one attempt a round, and nothing is lost', async () => {
  await receiver.stop();
  await tellAdmin(3);
  expect(await sendDue()).toBe(1);
  expect((await mails()).map(({ state, attempts }) => `${state} ${attempts}`).sort()).toEqual(['waiting 0', 'waiting 0', 'waiting 1']);
  receiver = new SmtpReceiver(); // for the end of the test
  await receiver.start();
});

test('several processes at once never send one mail twice', async () => {
  const others = await Promise.all([1, 2, 3].map(() => stand(new SmtpWay(url, from))));
  await tellAdmin(24);
  await Promise.all([desk, ...others].map((one) => senderOf(one).sendDue()));
  const ids = receiver.mails.map(({ message }) => /Message-ID: (\S+)/.exec(message)?.[1]);
  expect([ids.length, new Set(ids).size]).toEqual([24, 24]);
});

test('a process that died in an attempt leaves its mail as "may have been sent", and nobody sends it by themselves', async () => {
  await tellAdmin();
  await database.db.query(`update lead_desk.mails set state = 'sending', attempts = 1, taken_at = $1`, [desk.clock.now()]);
  await sendDue();
  expect(await mails()).toMatchObject([{ state: 'sending' }]);
  desk.clock.goOn(11 * minute);
  await sendDue();
  expect(await mails()).toMatchObject([{ state: 'unsure', answer: expect.stringContaining('may have been sent') as unknown }]);
  expect(receiver.handedOver).toBe(0);
});

test('one round sends so many at most', async () => {
  await tellAdmin(60);
  expect([await sendDue(), await sendDue()]).toEqual([50, 10]);
});

test('one mail is taken at a time, whichever way the database chooses to look for it', async () => {
  await tellAdmin(20);
  const name = new URL(database.url).pathname.slice(1);
  // Left with nested loops alone, the database runs a subselect again for each row that it joins.
  for (const way of ['hashjoin', 'mergejoin', 'hashagg', 'sort', 'material', 'memoize'])
    await database.db.query(`alter database ${name} set enable_${way} = off`);
  const db = await openDatabase({ url: database.url, name: 'nested loops', everyAgency: true });
  try {
    await new MailQueue(db).take(desk.clock.now());
    expect((await mails()).filter(({ state }) => state === 'sending')).toHaveLength(1);
  } finally {
    await db.destroy();
  }
});

describe('without a mail server', () => {
  let folder: string;
  beforeEach(async () => {
    folder = join(mkdtempSync(join(tmpdir(), 'desk-mail-')), 'mail');
    desk = await stand(new FolderWay(folder, from));
  });
  afterEach(() => rmSync(join(folder, '..'), { recursive: true, force: true }));

  test('mails are kept as files for their owner alone, also where an attempt was cut off', async () => {
    await tellAdmin();
    await sendDue();
    const [mail] = await mails();
    const file = join(folder, `${mail?.id}.eml`);
    expect(mail).toMatchObject({ state: 'kept' });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const text = readFileSync(file, 'utf8');
    expect(text).toContain('To: Administrator <admin@oak.example>');
    await database.db.query(`update lead_desk.mails set state = 'sending', taken_at = $1`, [desk.clock.now()]);
    desk.clock.goOn(11 * minute);
    await sendDue();
    expect(await mails()).toMatchObject([{ state: 'kept' }]);
    expect(readFileSync(file, 'utf8')).toBe(text);
  });

  test('X7: a kept file goes with its mail', async () => {
    await tellAdmin(2);
    await sendDue();
    const [gone, stays] = await mails();
    await database.db.query('delete from lead_desk.mails where id = $1', [gone?.id]);
    await senderOf(desk).tidy();
    expect(existsSync(join(folder, `${gone?.id}.eml`))).toBe(false);
    expect(readdirSync(folder)).toEqual([`${stays?.id}.eml`]);
  });
});
