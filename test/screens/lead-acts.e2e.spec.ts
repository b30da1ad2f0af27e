import { password } from '../../apps/lead-desk/test/running-desk';
import { until } from '../journeys/until';
import { describeScreens, type Seen } from './browser';
import { agnes, enquirer, enquiry, giveTo, leadWeek, mona } from './lead-week';
import { lookOver } from './look-over';
import { Visit } from './visit';

const names = ['Ann Reed', 'Bob Moss', 'Cleo Hart', 'Dan Fox', 'Eve Lind', 'Finn Poe'];

describeScreens('what is done with leads', () => {
  let visit: Visit;
  beforeAll(async () => {
    visit = await Visit.begin((desk) => leadWeek(desk, names));
    await visit.signIn();
  });
  afterAll(() => visit?.end());
  afterEach(() => expect(visit?.seen.wrongs.splice(0)).toEqual([]));

  const rowsOf = ({ page }: Pick<Seen, 'page'>) => page.locator('tr[data-row]');
  const shown = async (seen: Pick<Seen, 'page'>) => (await rowsOf(seen).locator('td:first-child a').allTextContents()).toSorted();
  const toast = ({ page }: Pick<Seen, 'page'>, words: string | RegExp) =>
    page.locator('.mantine-Notification-root').getByText(words).first();
  const openLead = async (seen: Pick<Seen, 'page'>, name: string) => {
    await seen.page.goto(`/leads?search=${encodeURIComponent(name)}&recordStatus=active`);
    await rowsOf(seen).getByRole('link', { name }).click();
    await seen.page.getByRole('heading', { level: 1, name }).waitFor();
  };
  const select = async (chosen: readonly string[]) => {
    for (const name of chosen) await visit.page.getByLabel(`Select ${name}`).check();
  };

  test('B3: a manager declines with a reason what an agent asks for, and the agent reads the reason', async () => {
    await giveTo(visit.desk, agnes, 'Ann Reed');
    const agent = await visit.asMember(agnes, password);
    await openLead(agent, 'Ann Reed');
    await agent.page.getByRole('button', { name: 'Ask to archive' }).click();
    await agent.page.getByLabel('Why').fill('Never answers');
    await agent.page.getByRole('dialog').getByRole('button', { name: 'Ask to archive' }).click();
    await toast(agent, 'Asked for; a manager decides').waitFor();

    const manager = await visit.asMember(mona, password);
    await manager.page.goto('/messages');
    await manager.page.getByText('Agnes Ash asks for “Archive”: Ann Reed').waitFor();
    await manager.page.getByText('Never answers').waitFor();
    await manager.page.goto('/leads?request=any');
    await manager.page.getByRole('button', { name: 'Review the request to archive Ann Reed' }).click();
    const dialog = manager.page.getByRole('dialog');
    await dialog.getByText('Never answers').waitFor();
    expect(await dialog.getByRole('button', { name: 'Decline' }).isDisabled()).toBe(true);
    await dialog.getByLabel('Reason').fill('Call once more');
    await dialog.getByRole('button', { name: 'Decline' }).click();
    await toast(manager, 'Declined').waitFor();
    await manager.page.getByText('No lead matches').waitFor();

    await agent.page.goto('/messages');
    await agent.page.getByText('Mona Moor declined “Archive” for Ann Reed: Call once more').click();
    await agent.page.getByRole('heading', { level: 1, name: 'Ann Reed' }).waitFor();
    await agent.page.getByText('Mona Moor declined: Archive: Call once more').waitFor();
    await agent.page.getByRole('button', { name: 'Ask to archive' }).waitFor();
    const decided = agent.page.getByRole('region', { name: 'Decided requests' });
    await decided.getByText('“Call once more”').waitFor();
    await decided.getByText('Decided by Mona Moor', { exact: false }).waitFor();
    await agent.context.close();

    await manager.page.goto('/leads');
    await manager.page.getByRole('link', { name: 'Requests' }).click();
    await manager.page.getByRole('button', { name: 'Decision' }).click();
    await manager.page.getByRole('button', { name: 'Declined', exact: true }).click();
    await manager.page.waitForURL('**/requests?state=declined');
    const row = rowsOf(manager).filter({ hasText: 'Ann Reed' });
    for (const said of ['Archive', 'Agnes Ash', 'Declined', 'Mona Moor', 'Call once more'])
      await row.getByText(said, { exact: true }).waitFor();
    expect(await lookOver(manager.page, 'requests')).toEqual([]);
    await manager.page.goto('/requests?state=open');
    await manager.page.getByText('No request matches').waitFor();
    await manager.context.close();
  });

  test('B4: a late step shows as a late task with what is missing; a completed plan goes to whom the settings name', async () => {
    const { page, desk } = visit;
    await page.goto('/lead-settings');
    await page.getByRole('button', { name: 'New plan' }).click();
    await page.getByLabel('Step 1: What to do').fill('Call');
    await page.getByLabel('Step 1: Days').fill('0');
    await page.getByRole('button', { name: 'Save plan' }).click();
    await toast(visit, 'Plan saved').waitFor();
    await page.getByLabel('Action plan in use').selectOption({ label: 'First week' });
    await page.getByLabel('Leads with a completed plan go to').selectOption({ label: 'Mona Moor' });
    await page.getByRole('button', { name: 'Save settings' }).click();
    await toast(visit, 'Settings saved').waitFor();
    await giveTo(desk, agnes, 'Bob Moss');
    await until(async () => {
      const runs: unknown[] = await desk.db.query(
        `update lead_desk.plan_runs r set received_at = r.received_at - interval '2 days', due_at = now() - interval '1 day'
         from lead_desk.lead_list l where l.name = 'Bob Moss' and r.lead_id = l.lead_id and r.status = 'onTime' returning r.lead_id`,
      );
      return (runs[1] ?? 0) === 1;
    });

    const agent = await visit.asMember(agnes, password);
    await agent.page.goto('/messages');
    await until(async () => {
      await agent.page.reload();
      await agent.page.getByRole('heading', { level: 1, name: 'Messages' }).waitFor();
      return (await agent.page.getByText('Bob Moss is late: Call').count()) > 0;
    });
    await page.goto('/leads?plan=lateTask');
    await rowsOf(visit).getByText('Late task').waitFor();
    expect(await shown(visit)).toEqual(['Bob Moss']);

    await openLead(agent, 'Bob Moss');
    await agent.page.getByText('Late task').first().waitFor();
    await agent.page.getByText(/^Late since/).waitFor();
    await agent.page.getByRole('checkbox', { name: 'Call' }).click();
    await agent.page.getByText('Bob Moss is with somebody else now').waitFor();
    await agent.context.close();

    await page.goto('/leads?plan=completed');
    await rowsOf(visit).getByText('Completed').waitFor();
    await openLead(visit, 'Bob Moss');
    await page.getByText('Waits for Mona Moor').first().waitFor();
  });

  test('B7, B8: an act on those selected tells what was done and what was refused, and is taken back at once', async () => {
    const { page } = visit;
    await page.goto('/leads');
    await until(async () => (await rowsOf(visit).count()) === names.length);
    await select(['Cleo Hart', 'Dan Fox', 'Eve Lind']);
    // Somebody else is faster with one of them.
    const other = await visit.as({});
    await openLead(other, 'Eve Lind');
    await other.page.getByRole('button', { name: 'Convert', exact: true }).click();
    await other.page.getByText('Client by Olivia Oak').waitFor();
    await other.context.close();
    await page.getByRole('group', { name: '3 selected' }).getByRole('button', { name: 'Archive' }).click();
    await toast(visit, 'Archived: 2 leads').waitFor();
    await toast(visit, /made it converted/).waitFor();
    await toast(visit, 'Archive: 1 was left as it is').waitFor();
    await toast(visit, 'Eve Lind').waitFor();
    await page.locator('.mantine-Notification-root').getByRole('button', { name: 'Undo' }).click();
    await toast(visit, 'As it was before').waitFor();
    await until(async () => (await shown(visit)).includes('Cleo Hart') && (await shown(visit)).includes('Dan Fox'));
  });

  test('B10, F11: those selected are given to one member at once', async () => {
    const { page } = visit;
    await page.goto('/leads');
    await until(async () => (await rowsOf(visit).count()) === names.length);
    await select(['Cleo Hart', 'Dan Fox']);
    await page.getByRole('group', { name: '2 selected' }).getByRole('button', { name: 'Hand off' }).click();
    await page.getByRole('dialog').getByPlaceholder('Choose a member').click();
    await page.getByRole('option', { name: /Agnes Ash/ }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Hand off' }).click();
    await toast(visit, /^Handed off.*: 2 leads/).waitFor();
    await page.goto('/leads?assignment=offered');
    await until(async () => {
      const offered = await shown(visit);
      return ['Cleo Hart', 'Dan Fox'].every((name) => offered.includes(name));
    });
  });

  test('B1, I8: a person’s record leads to their leads and back, but not who may not open them', async () => {
    const { page } = visit;
    await openLead(visit, 'Ann Reed');
    await page.getByRole('link', { name: 'Person' }).click();
    const leads = page.getByRole('region', { name: 'Leads' });
    await leads.getByText('Agnes Ash').waitFor();
    await leads.getByText('Not contacted').waitFor();
    const agent = await visit.asMember(agnes, password);
    await agent.page.goto(page.url());
    await agent.page.getByRole('region', { name: 'Leads' }).getByRole('link', { name: 'Buy' }).waitFor();
    await giveTo(visit.desk, mona, 'Ann Reed');
    await agent.page.reload();
    await agent.page.getByRole('region', { name: 'Leads' }).getByText('Mona Moor').waitFor();
    expect(await agent.page.getByRole('region', { name: 'Leads' }).getByRole('link').count()).toBe(0);
    await agent.context.close();
    await leads.getByRole('link', { name: 'Buy' }).click();
    await page.waitForURL('**/leads/*');
    await page.getByRole('heading', { level: 1, name: 'Ann Reed' }).waitFor();
  });

  test('B9: whose lead is converted is a client until that is taken back; the plan stops meanwhile', async () => {
    const { page } = visit;
    await openLead(visit, 'Finn Poe');
    await page.getByRole('checkbox', { name: 'Call' }).waitFor();
    await page.getByRole('button', { name: 'Convert', exact: true }).click();
    await toast(visit, 'Converted: now a client').waitFor();
    await page.getByText('The plan has stopped, since the lead is over.').waitFor();
    expect(await page.getByRole('checkbox', { name: 'Call' }).isDisabled()).toBe(true);
    await page.getByText('Olivia Oak converted the lead; the person is a client now').waitFor();
    await page.getByRole('link', { name: 'Person' }).click();
    await page.getByText('Client', { exact: true }).first().waitFor();
    await page.goto('/people?search=finn');
    await rowsOf(visit).getByText('Client', { exact: true }).waitFor();
    expect(await lookOver(page, 'people-client')).toEqual([]);
    await rowsOf(visit).getByRole('link', { name: 'Finn Poe' }).click();
    await page.getByRole('region', { name: 'Leads' }).waitFor();
    expect(await lookOver(page, 'person-client')).toEqual([]);
    await page.getByRole('region', { name: 'Leads' }).getByRole('link', { name: 'Buy' }).click();
    await page.getByRole('button', { name: 'Bring back' }).click();
    await page.getByText('took back: Convert').first().waitFor();
    await until(() => page.getByRole('checkbox', { name: 'Call' }).isEnabled());
    await page.getByRole('link', { name: 'Person' }).click();
    await page.getByRole('region', { name: 'Leads' }).waitFor();
    await until(async () => (await page.getByText('Client', { exact: true }).count()) === 0);
  }, 120_000);

  test('B1: new leads are announced, with the filters of the list, and come in with a click; no row moves before', async () => {
    const { page, desk } = visit;
    const now = () => new Date().toISOString();
    await page.goto('/leads?intent=buy');
    await until(async () => (await rowsOf(visit).count()) === names.length);
    const inOrder = () => rowsOf(visit).locator('td:first-child a').allTextContents();
    const before = await inOrder();
    await desk.send('site', ...enquirer('Gina Hay', '20 Mill Lane', now()), ...enquirer('Hugo Ive', '21 Mill Lane', now()));
    await page.getByRole('button', { name: 'Show 2 new leads' }).waitFor();
    expect(await lookOver(page, 'leads-fresh')).toEqual([]);
    expect(await inOrder()).toEqual(before);
    await desk.send('site', enquiry('W-gina-hay', '22 Mill Lane', 'I sell too', { intent: 'sell' }, now()));
    await page.getByRole('button', { name: 'Show 2 new leads' }).click();
    await until(async () => (await rowsOf(visit).count()) === names.length + 2);
    expect(await rowsOf(visit).first().textContent()).toContain('Hugo Ive');
    await until(async () => (await page.getByRole('button', { name: /^Show \d/ }).count()) === 0);
    await page.goto('/leads?sort=name');
    await until(async () => (await rowsOf(visit).count()) === names.length + 3);
    await desk.send('site', ...enquirer('Abe Ace', '23 Mill Lane', now()));
    await page.getByRole('button', { name: 'Show 1 new lead' }).click();
    await until(async () => (await rowsOf(visit).first().textContent())?.includes('Abe Ace') === true);
  }, 120_000);
});
