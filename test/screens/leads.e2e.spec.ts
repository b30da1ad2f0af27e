import { readFileSync } from 'node:fs';
import { createAdministrator } from '../../apps/lead-desk/src';
import { until } from '../journeys/until';
import { describeScreens } from './browser';
import { enquiry, giveTo } from './lead-week';
import { lookOver } from './look-over';
import { settled } from './settled';
import { administrator, type Desk } from './stand-desk';
import { person, told } from './told';
import { Visit } from './visit';

const agent = { email: 'agnes@oak.example', name: 'Agnes Ash' };

async function week(desk: Desk): Promise<void> {
  await createAdministrator(desk.db, { agency: 'oak', email: agent.email, name: agent.name, password: administrator.password }, new Date());
  await desk.db.query(`update lead_desk.members set role = 'agent', receiving = true where email = $1`, [agent.email]);
  await desk.send(
    'site',
    told('person.updated', 'W-ann', person('Ann Reed', 'ann.reed@example.com', { typed: '020 7946 0000', e164: '+442079460000' })),
    enquiry('W-ann', '9 Mill Lane, Lewes', 'When could we see it?'),
    told('person.updated', 'W-bob', person('Bob Moss', 'bob@example.com')),
    enquiry('W-bob', '1 High Street', '<b>Hello</b>', { intent: 'sell' }),
    told('person.updated', 'W-cleo', person('Cleo Hart', 'cleo@example.com')),
    enquiry('W-cleo', '3 Mill Lane, Lewes', 'Is there a garden?'),
    told('person.updated', 'W-rtl', person('مريم العلي', 'maryam@example.com')),
    enquiry('W-rtl', '5 Park Road', 'Hello'),
  );
  await settled(desk, 8);
}

describeScreens('leads', () => {
  let visit: Visit;
  beforeAll(async () => {
    visit = await Visit.begin(week);
    await visit.signIn();
  });
  afterAll(() => visit?.end());

  const rows = () => visit.page.locator('tr[data-row]');
  const names = () => rows().locator('td:first-child a').allTextContents();
  const toast = (words: string | RegExp) => visit.page.locator('.mantine-Notification-root').getByText(words).first();
  const openLead = async (name: string) => {
    await visit.page.goto(`/leads?search=${encodeURIComponent(name)}`);
    await until(async () => (await rows().count()) === 1);
    await rows().getByRole('link', { name }).click();
    await visit.page.getByRole('heading', { level: 1, name }).waitFor();
  };

  test('B1, B2: leads are found by words in a field, sorted by a column, and the address keeps it', async () => {
    const { page } = visit;
    await page.goto('/leads');
    await until(async () => (await rows().count()) === 4);
    await page.getByLabel('Search in').selectOption('property');
    await page.getByLabel('Search leads').fill('mill lane');
    await until(async () => JSON.stringify((await names()).toSorted()) === '["Ann Reed","Cleo Hart"]');
    await page.getByRole('columnheader', { name: 'Name' }).getByRole('button').click();
    await until(async () => (await names())[0] === 'Ann Reed');
    await page.getByRole('columnheader', { name: 'Name' }).getByRole('button').click();
    await until(async () => (await names())[0] === 'Cleo Hart');
    expect(new URL(page.url()).searchParams.get('sort')).toBe('name');
    await page.reload();
    await until(async () => (await rows().count()) === 2);
    expect(new URL(page.url()).searchParams.get('in')).toBe('property');
  });

  test('B2: filters are kept as a view and lead back to it', async () => {
    const { page } = visit;
    await page.goto('/leads?intent=sell');
    await until(async () => JSON.stringify(await names()) === '["Bob Moss"]');
    await page.getByRole('button', { name: 'Views' }).click();
    await page.getByLabel('Name', { exact: true }).fill('Sellers');
    await page.getByRole('button', { name: 'Save this view' }).click();
    await toast('Saved as “Sellers”').waitFor();
    await page.goto('/leads');
    await page.getByRole('button', { name: 'Views' }).click();
    await page.getByRole('link', { name: 'Sellers' }).click();
    await until(async () => JSON.stringify(await names()) === '["Bob Moss"]');
  });

  test('B5: a lead is added by hand; without a way to reach the person the form says so', async () => {
    const { page } = visit;
    await page.goto('/leads');
    await page.getByRole('link', { name: 'Add lead' }).click();
    await page.getByLabel('Name', { exact: true }).fill('Dan Ash');
    await page.getByRole('button', { name: 'Add lead' }).click();
    await page.getByText('Enter an e-mail address or a phone number').waitFor();
    await page.getByLabel('Phone', { exact: true }).fill('020 7946 0999');
    await page.getByLabel('Wants to').selectOption('rent');
    await page.getByLabel('Message').fill('Walked in');
    await page.getByRole('button', { name: 'Add lead' }).click();
    await page.getByRole('heading', { level: 1, name: 'Dan Ash' }).waitFor();
    await page.getByText('Olivia Oak added the lead').waitFor();
  });

  test('B6: a value is changed where it stands, saved at once, and the change is taken back', async () => {
    const { page } = visit;
    await openLead('Ann Reed');
    await page.getByRole('button', { name: /^Change Lender name/ }).click();
    await page.getByLabel('Lender name').fill('North Bank');
    await page.keyboard.press('Enter');
    await toast('Lender name saved').waitFor();
    await page.getByText('Lender name: Nothing yet → North Bank').first().waitFor();
    await page.locator('.mantine-Notification-root').getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('button', { name: 'Change Lender name: Nothing yet' }).waitFor();
  });

  test('B6: who writes what somebody else changed meanwhile sees both, and chooses', async () => {
    const { page } = visit;
    await openLead('Cleo Hart');
    await page.getByRole('button', { name: /^Change Referral source/ }).click();
    await page.getByLabel('Referral source').fill('Neighbour');
    const other = await visit.as({});
    await other.page.goto(page.url());
    await other.page.getByRole('button', { name: /^Change Referral source/ }).click();
    await other.page.getByLabel('Referral source').fill('Old friend');
    await other.page.keyboard.press('Enter');
    await other.page.getByText('Referral source saved').waitFor();
    await other.context.close();
    await page.keyboard.press('Enter');
    const clash = page.getByRole('alert').filter({ hasText: 'Referral source was changed meanwhile' });
    await clash.getByText('Old friend').waitFor();
    await clash.getByText('Neighbour').waitFor();
    await clash.getByRole('button', { name: 'Use mine' }).click();
    await page.getByRole('button', { name: 'Change Referral source: Neighbour' }).waitFor();
  });

  test.each([
    ['B7', 'Delete', 'Deleted'],
    ['B8', 'Archive', 'Archived'],
    ['B9', 'Convert', 'Client'],
  ])('%s: %s acts at once for a manager, and is taken back', async (_row, act, status) => {
    const { page } = visit;
    await openLead('Bob Moss');
    await page.getByRole('button', { name: act, exact: true }).click();
    await page.getByText(`${status} by Olivia Oak`).waitFor();
    await page.getByRole('button', { name: 'Bring back' }).click();
    await page.getByRole('button', { name: act, exact: true }).waitFor();
    await page.getByText(`took back: ${act}`).first().waitFor();
  });

  test('B10, B12: a lead is handed off by name, or offered to all who may take it', async () => {
    const { page } = visit;
    await openLead('Cleo Hart');
    await page.getByRole('button', { name: 'Hand off' }).click();
    await page.getByRole('dialog').getByPlaceholder('Choose a member').click();
    await page.getByRole('option', { name: /Agnes Ash/ }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Hand off' }).click();
    await page.getByText('Waiting for 1 agent').waitFor();
    await page.getByRole('button', { name: 'Rebroadcast' }).click();
    await toast('Offered to all who may take it').waitFor();
  });

  test('B3: an agent asks, the list shows the act as a button, and a manager approves it', async () => {
    const { page } = visit;
    await giveTo(visit.desk, agent.email, 'Bob Moss');
    const other = await visit.asMember(agent.email, administrator.password);
    await other.page.goto('/leads');
    await other.page.getByRole('link', { name: 'Bob Moss' }).click();
    await other.page.getByRole('button', { name: 'Ask to delete' }).click();
    await other.page.getByLabel('Why').fill('Asked twice');
    await other.page.getByRole('dialog').getByRole('button', { name: 'Ask to delete' }).click();
    await other.page.getByText('Asked for; a manager decides').waitFor();
    expect(await other.page.getByRole('button', { name: 'Rebroadcast' }).count()).toBe(0);
    await other.context.close();
    await page.goto('/leads?request=any');
    await page.getByRole('button', { name: 'Review the request to delete Bob Moss' }).click();
    await page.getByText('Asked twice').waitFor();
    await page.getByRole('button', { name: 'Approve' }).click();
    await toast('Approved').waitFor();
    await page.getByText('No lead matches').waitFor();
    await page.goto('/leads?recordStatus=deleted');
    await until(async () => JSON.stringify(await names()) === '["Bob Moss"]');
  });

  test('B4, B11: a plan is written, put in use, received by ignored leads, worked on, and begun anew', async () => {
    const { page } = visit;
    await page.goto('/lead-settings');
    await page.getByRole('button', { name: 'New plan' }).click();
    await page.getByRole('button', { name: 'Save plan' }).click();
    await page.getByText('A step has a title').waitFor();
    await page.getByLabel('Step 1: What to do').fill('Offer a viewing');
    await page.getByRole('button', { name: 'Add step' }).click();
    await page.getByLabel('Step 2: What to do').fill('Call');
    await page.getByLabel('Step 2: Days').fill('0');
    await page.getByLabel('Step 2: What to do').focus();
    await page.keyboard.press('Alt+ArrowUp');
    await until(async () => (await page.getByLabel('Step 1: What to do').inputValue()) === 'Call');
    await page.getByRole('button', { name: 'Save plan' }).click();
    await toast('Plan saved').waitFor();
    await page.getByLabel('Action plan in use').selectOption({ label: 'First week' });
    await page.getByRole('button', { name: 'Save settings' }).click();
    await toast('Settings saved').waitFor();
    await until(async () => {
      await page.goto('/leads?plan=onTime');
      return (await rows().count()) > 0;
    });
    const name = (await names())[0] ?? '';
    await openLead(name);
    await page.getByRole('checkbox', { name: 'Call' }).click();
    await page.getByText('did a step: Call').first().waitFor();
    await page.getByRole('button', { name: 'Reset action plan' }).click();
    await until(async () => !(await page.getByRole('checkbox', { name: 'Call' }).isChecked()));
  });

  test('B13: the file downloaded holds the columns chosen', async () => {
    const { page } = visit;
    await page.goto('/leads?sort=name');
    await page.getByRole('button', { name: 'Download' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'None' }).click();
    await dialog.getByLabel('Name', { exact: true }).check();
    await dialog.getByLabel('E-mail', { exact: true }).check();
    const [download] = await Promise.all([page.waitForEvent('download'), dialog.getByRole('link', { name: 'Download' }).click()]);
    const text = readFileSync(await download.path(), 'utf8');
    expect(text.split('\r\n')[0]).toBe('\ufeff"name","email"');
    expect(text).toContain('"Ann Reed","ann.reed@example.com"');
  });

  test('leads read well at every width, in light and dark, and by keyboard', async () => {
    const { page } = visit;
    await page.goto('/leads');
    await until(async () => (await rows().count()) === 4);
    const found = await lookOver(page, 'leads');
    await openLead('Ann Reed');
    await page.getByText('Enquired').first().waitFor();
    found.push(...(await lookOver(page, 'lead')));
    await page.goto('/leads/new');
    await page.getByLabel('Name', { exact: true }).waitFor();
    found.push(...(await lookOver(page, 'add-lead')));
    await page.goto('/lead-settings');
    await page.getByRole('button', { name: 'Change First week' }).click();
    found.push(...(await lookOver(page, 'lead-settings')));
    expect(found).toEqual([]);
    expect(visit.seen.wrongs).toEqual([]);
  }, 120_000);
});
