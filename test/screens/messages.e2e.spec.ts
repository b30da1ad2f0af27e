import { randomUUID } from 'node:crypto';
import { tellMembers, type ToTell } from '../../apps/lead-desk/src/messages/tell-members';
import { until } from '../journeys/until';
import { describeScreens, openPage } from './browser';
import { lookOver } from './look-over';
import { administrator } from './stand-desk';
import { axeFinds, Visit } from './visit';

describeScreens('messages', () => {
  let visit: Visit;
  beforeAll(async () => {
    visit = await Visit.begin();
    await visit.signIn();
  }, 400_000);
  afterAll(() => visit?.end());
  beforeEach(() => visit.desk.db.query('delete from lead_desk.messages'));
  afterEach(() => expect(visit?.seen.wrongs.splice(0)).toEqual([]));

  const main = () => visit.page.getByRole('navigation', { name: 'Main' });
  async function tell(...about: Partial<ToTell>[]): Promise<void> {
    const [member]: { id: string }[] = await visit.desk.db.query('select id from lead_desk.members where email = $1', [
      administrator.email,
    ]);
    const told = about.map((one): ToTell => {
      const words = { name: 'Ann Reed', office: 'Lewes', agent: 'Al Agent', until: '2030-12-24T09:00:00Z', ...one.words };
      return {
        agency: 'oak',
        member: member?.id ?? '',
        kind: 'leadAssigned',
        leadId: randomUUID(),
        personId: null,
        mail: false,
        ...one,
        words,
      };
    });
    await visit.desk.db.transaction((manager) => tellMembers(manager, told, new Date()));
  }

  test('F10: a new message shows at once how many are unread, wherever one is, and is listed newest first', async () => {
    const { page } = visit;
    await page.goto('/messages');
    await page.getByText('No message yet').waitFor();
    expect(await axeFinds(page)).toEqual([]);
    await tell({});
    await page.getByRole('link', { name: 'Unread: Al Agent gave Ann Reed at Lewes to you' }).waitFor();
    await main()
      .getByRole('link', { name: /Messages 1 unread message/ })
      .waitFor();
    await page.goto('/people');
    await tell({ kind: 'leadOffered', words: { name: 'مريم العلي' } }, { kind: 'leadLate', words: { name: 'x'.repeat(10_000) } });
    await main()
      .getByRole('link', { name: /3 unread messages/ })
      .click();
    await page.getByText('is offered to you until 24 Dec 2030').waitFor();
    expect(await lookOver(page, 'messages')).toEqual([]);
  }, 400_000);

  test('opening a message leads to its lead and marks it as read; a mark is taken back', async () => {
    const { page } = visit;
    const leadId = randomUUID();
    await tell({ leadId });
    await page.goto('/messages');
    await page.getByRole('link', { name: /^Unread: Al Agent gave/ }).focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(`**/leads/${leadId}`);
    const read = (): Promise<unknown[]> => visit.desk.db.query('select 1 from lead_desk.messages where read_at is not null');
    await until(async () => (await read()).length === 1);
    await page.goto('/messages');
    await page.getByRole('link', { name: 'Al Agent gave Ann Reed at Lewes to you', exact: true }).waitFor();
    expect(
      await main()
        .getByRole('link', { name: /unread/ })
        .count(),
    ).toBe(0);
    await page.getByRole('button', { name: 'Mark as unread' }).click();
    await main()
      .getByRole('link', { name: /1 unread message/ })
      .waitFor();
    await page.getByRole('button', { name: 'Mark all as read' }).click();
    await main()
      .getByRole('link', { name: /unread/ })
      .waitFor({ state: 'detached' });
    await page.goto('/messages?unread=true');
    await page.getByText('You have read everything').waitFor();
  });

  test('two tabs follow one stream, and both know', async () => {
    const { page, context } = { page: visit.page, context: visit.seen.context };
    await page.goto('/messages');
    const second = await context.newPage();
    const streams: string[] = [];
    second.on('request', (request) => {
      if (request.url().endsWith('/api/messages/live')) streams.push(request.url());
    });
    await second.goto('/people');
    await second.getByRole('heading', { level: 1, name: 'People' }).waitFor();
    await tell({});
    for (const tab of [page, second])
      await tab
        .getByRole('navigation', { name: 'Main' })
        .getByRole('link', { name: /1 unread message/ })
        .waitFor();
    expect(streams).toEqual([]);
    await second.close();
  });

  test('on a phone the messages are in reach of a thumb', async () => {
    await tell({});
    const phone = await visit.as({ width: 360, height: 740 });
    await phone.page.goto('/people');
    await phone.page
      .getByRole('navigation', { name: 'Main' })
      .getByRole('link', { name: /Messages/ })
      .click();
    await phone.page.getByText('Al Agent gave Ann Reed').waitFor();
    expect(await axeFinds(phone.page)).toEqual([]);
    expect(phone.wrongs).toEqual([]);
    await phone.context.close();
  });

  test('the link of a mail signs nobody in, and leads there once one has', async () => {
    const theirs = await openPage(visit.browser, visit.desk.url);
    for (const path of ['/offers', '/messages']) {
      await theirs.context.clearCookies();
      await theirs.page.goto(path);
      await theirs.page.waitForURL(/\/sign-in\?next=/);
      await theirs.page.getByLabel('E-mail').fill(administrator.email);
      await theirs.page.getByLabel('Password', { exact: true }).fill(administrator.password);
      await theirs.page.keyboard.press('Enter');
      await theirs.page.waitForURL(`**${path}`);
    }
    await theirs.context.close();
  });
});
