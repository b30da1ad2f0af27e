import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { until } from '../journeys/until';
import { describeScreens, openPage, type Seen } from './browser';
import { lookOver } from './look-over';
import { administrator } from './stand-desk';
import { axeFinds, Visit } from './visit';

const chosen = 'several words in a row';

describeScreens('team', () => {
  let visit: Visit;
  beforeAll(async () => {
    visit = await Visit.begin();
    await visit.signIn();
  }, 400_000);
  afterAll(() => visit?.end());
  afterEach(() => expect(visit?.seen.wrongs.splice(0)).toEqual([]));

  const button = (name: string) => visit.page.getByRole('button', { name, exact: true });
  const row = (name: string | RegExp) => visit.page.getByRole('row', { name });

  /** The link of the newest mail to somebody, once it is kept. */
  async function linkTo(address: string, kind: 'invitation' | 'reset'): Promise<string> {
    let id: string | undefined;
    await until(async () => {
      const rows: { id: string; state: string }[] = await visit.desk.db.query(
        'select id, state from lead_desk.mails where to_address = $1 and kind = $2 order by made_at desc limit 1',
        [address, kind],
      );
      id = rows[0]?.state === 'kept' ? rows[0].id : undefined;
      return id !== undefined;
    });
    const mail = readFileSync(join(visit.desk.folder, 'mail', `${id}.eml`), 'utf8').replaceAll('=\r\n', '');
    return /http\S+#[\w-]+/.exec(mail)?.[0] ?? '';
  }
  const choose = async ({ page }: Seen, password: string, again = password): Promise<void> => {
    await page.getByLabel('New password', { exact: true }).fill(password);
    await page.getByLabel('New password once more').fill(again);
    await page.getByRole('button', { name: 'Choose password and sign in' }).click();
  };
  /** Makes a member behind the screens' back. */
  async function invite(name: string, email: string): Promise<void> {
    const { csrf } = (await (await visit.page.request.get('/api/session')).json()) as { csrf: string }; // as the desk answers
    const answer = await visit.page.request.post('/api/team/members', {
      headers: { 'x-csrf-token': csrf },
      data: { name, email, role: 'agent' },
    });
    expect(answer.status()).toBe(201);
  }

  test('with no office the screen says what offices are for; one is added, what is wrong said beside its field', async () => {
    const { page } = visit;
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Team' }).click();
    await page
      .getByRole('navigation', { name: 'Parts of the team' })
      .getByRole('link', { name: /Offices/ })
      .click();
    await page.getByText('No office yet').waitFor();
    const chosen = page.getByRole('navigation', { name: 'Parts of the team' }).locator('[aria-current=page]');
    expect(await chosen.allTextContents()).toEqual(['Offices 0']);
    expect(await axeFinds(page)).toEqual([]);
    await button('Add an office').click();
    const dialog = page.getByRole('dialog', { name: 'Add an office' });
    await dialog.getByLabel('Name').fill('Lewes');
    await dialog.getByLabel('Id', { exact: true }).fill('a b');
    await dialog.getByRole('combobox', { name: 'Time zone' }).fill('Europe/Lewes');
    await page.keyboard.press('Enter');
    await dialog.getByText('There is no such time zone').waitFor();
    await dialog.getByText('The id is 1 to 63 letters').waitFor();
    expect(await lookOver(page, 'office')).toEqual([]);
    await dialog.getByLabel('Id', { exact: true }).fill('lewes');
    await dialog.getByRole('combobox', { name: 'Time zone' }).fill('Europe/London');
    await dialog.getByRole('button', { name: 'Add office' }).click();
    await row(/Lewes/).getByText('Europe/London').waitFor();
    expect(await lookOver(page, 'offices')).toEqual([]);
  }, 400_000);

  test('a member is invited, stands as invited, and gets in once by the link of their mail', async () => {
    const { page } = visit;
    await page.goto('/team');
    await button('Invite a member').click();
    const dialog = page.getByRole('dialog', { name: 'Invite a member' });
    await dialog.getByLabel('Name').fill('Ida Agent');
    await dialog.getByLabel('E-mail').fill('no address');
    await dialog.getByRole('button', { name: 'Send invitation' }).click();
    await dialog.getByText('Give an e-mail address, such as name@example.com').waitFor();
    expect(await lookOver(page, 'invite')).toEqual([]);
    await dialog.getByLabel('E-mail').fill('ida@oak.example');
    await dialog.getByRole('button', { name: 'Send invitation' }).click();
    await page.getByText('Ida Agent is invited.').waitFor();
    await row(/Ida Agent/)
      .getByText('Invited, mail')
      .waitFor();
    const link = await linkTo('ida@oak.example', 'invitation');
    await row(/Ida Agent/)
      .getByText('Invited, mail kept here')
      .waitFor({ timeout: 20_000 });
    expect(await lookOver(page, 'team')).toEqual([]);

    const theirs = await openPage(visit.browser, visit.desk.url);
    await theirs.page.goto(link);
    await theirs.page.getByRole('heading', { name: 'Choose your password' }).waitFor();
    expect(await lookOver(theirs.page, 'invitation')).toEqual([]);
    await choose(theirs, chosen, 'something else again');
    await theirs.page.getByText('The two are not the same').waitFor();
    await choose(theirs, 'short');
    await theirs.page.getByText('A password needs at least 12 characters').waitFor();
    await choose(theirs, chosen);
    await theirs.page.getByRole('button', { name: 'You: Ida Agent' }).waitFor();
    expect(theirs.wrongs).toEqual([]);
    await theirs.context.clearCookies();
    await theirs.page.goto('about:blank');
    await theirs.page.goto(link);
    await choose(theirs, 'another one altogether');
    await theirs.page.getByText('This invitation was used already or is too old').waitFor();
    await theirs.context.close();
    await row(/Ida Agent/)
      .getByText('Active')
      .waitFor({ timeout: 20_000 });
  }, 400_000);

  test('a member is edited by keyboard, the edit undone, and a later one of somebody else not overwritten', async () => {
    const { page } = visit;
    await invite('Bo Broker', 'bo@oak.example');
    await page.goto('/team');
    await row(/Bo Broker/)
      .getByRole('link', { name: 'Bo Broker' })
      .focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Edit Bo Broker' });
    await dialog.getByLabel('Listing agent’s id').fill('N-17');
    await dialog.getByLabel('Away until').fill('2030-12-24T09:00');
    expect(await lookOver(page, 'member')).toEqual([]);
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Bo Broker is saved.').waitFor();
    await row(/Bo Broker/)
      .getByText('24 Dec 2030')
      .waitFor();
    await button('Undo').click();
    await page.getByText('Bo Broker is as before.').waitFor();
    await row(/Bo Broker/)
      .getByText('24 Dec 2030')
      .waitFor({ state: 'detached' });
    await row(/Bo Broker/).click();
    await dialog.getByLabel('Name').fill('Bo Late');
    await visit.desk.db.query(
      `update lead_desk.members set version = version + 1, changed_by = 'Nora Quick' where email = 'bo@oak.example'`,
    );
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.getByRole('alert').getByText('Nora Quick changed this meanwhile').waitFor();
    expect(await axeFinds(page)).toEqual([]);
  }, 400_000);

  test('a member is disabled, and enabled again by undoing it', async () => {
    const { page } = visit;
    await invite('Di Gone', 'di@oak.example');
    await page.goto('/team');
    await row(/Di Gone/).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Disable' }).click();
    await page.getByText('Di Gone is disabled and signed out.').waitFor();
    await row(/Di Gone/)
      .getByText('Disabled')
      .waitFor();
    await button('Undo').click();
    await page.getByText('Di Gone may sign in again.').waitFor();
    await row(/Di Gone/)
      .getByText('Invited')
      .waitFor();
  });

  test('who forgot their password asks for a link where they sign in, and chooses another one', async () => {
    const theirs = await openPage(visit.browser, visit.desk.url);
    const { page } = theirs;
    await page.goto('/sign-in');
    expect(await lookOver(page, 'sign-in')).toEqual([]);
    await page.getByRole('link', { name: 'Forgot your password?' }).click();
    await page.getByRole('button', { name: 'Send a link' }).click();
    await page.getByText('Enter your e-mail').waitFor();
    await page.getByLabel('E-mail').fill(administrator.email);
    expect(await lookOver(page, 'forgot')).toEqual([]);
    await page.keyboard.press('Enter');
    await page.getByText(`If there is an account for ${administrator.email}`).waitFor();
    await page.goto(await linkTo(administrator.email, 'reset'));
    await choose(theirs, administrator.password);
    await page.getByRole('button', { name: 'You: Olivia Oak' }).waitFor();
    expect(theirs.wrongs).toEqual([]);
    await theirs.context.close();
    // Everybody else was signed out by it.
    await visit.signIn();
  }, 400_000);

  test('sent mail shows what became of each mail and what its reader sees, but not the way in', async () => {
    const { page } = visit;
    await invite('Mo Mail', 'mo@oak.example');
    const link = await linkTo('mo@oak.example', 'invitation');
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Sent mail' }).click();
    await row(/Mo Mail/)
      .getByText('Kept here')
      .waitFor({ timeout: 20_000 });
    expect(await lookOver(page, 'mails')).toEqual([]);
    await row(/Mo Mail/).click();
    await page.getByRole('heading', { level: 1, name: 'Olivia Oak invites you to Oak & Partners' }).waitFor();
    await page.frameLocator('iframe').getByText('made an account for you').waitFor();
    expect(await lookOver(page, 'mail')).toEqual([]);
    expect(await page.content()).not.toContain(link.split('#')[1]);
    await visit.desk.db.query(`update lead_desk.mails set state = 'unsure' where to_address = 'mo@oak.example'`);
    await page.reload();
    await page.getByText('The connection broke after the mail was handed over').waitFor();
    await button('Send again').click();
    await page.getByText('It is sent again.').waitFor();
  }, 400_000);
});
