import { addMembers, addOffice, ruleOf, setRule, type Somebody } from '../../apps/lead-desk/test/office-of-agents';
import { password } from '../../apps/lead-desk/test/running-desk';
import { until } from '../journeys/until';
import { describeScreens, type Seen } from './browser';
import { lookOver } from './look-over';
import { signUp } from './sign-up';
import { Visit } from './visit';

describeScreens('ponds', () => {
  let visit: Visit;
  let agents: Somebody[];
  beforeAll(async () => {
    visit = await Visit.begin(async ({ db }) => {
      await addOffice(db, 'north');
      agents = await addMembers(db, ['Ann Archer', 'Ben Bolt', 'Cleo Carter']);
      await setRule(db, ruleOf());
    });
    await visit.signIn();
  }, 400_000);
  afterAll(() => visit?.end());
  afterEach(() => expect(visit?.seen.wrongs.splice(0)).toEqual([]));

  /** A browser in which an agent is signed in. */
  const as = (agent: number): Promise<Seen> => visit.asMember(agents[agent]?.email ?? '', password);
  const inPonds = async (): Promise<number> => {
    const rows: unknown[] = await visit.desk.db.query('select 1 from lead_desk.assignments where pond is not null');
    return rows.length;
  };

  test('X11: a broker adds a pond, puts every lead of the company into it, and sees that the next ones go there', async () => {
    const { page } = visit;
    await page.goto('/distribution');
    await page.getByText('No pond yet', { exact: true }).waitFor();
    await page.getByText('There is no pond yet. Add one below.').waitFor();
    expect(await lookOver(page, 'ponds-none')).toEqual([]);
    await page.getByRole('button', { name: 'Add a pond' }).click();
    const dialog = page.getByRole('dialog', { name: 'Add a pond' });
    await dialog.getByRole('button', { name: 'Add a pond' }).click();
    await dialog.getByText('give the pond a name, so that its members know which it is').waitFor();
    await dialog.getByLabel('Name').fill('Late leads');
    for (const name of ['Ann Archer', 'Ben Bolt']) {
      await dialog.getByRole('combobox', { name: 'Members' }).fill(name);
      await page.getByRole('option', { name }).click();
    }
    await dialog.getByRole('combobox', { name: 'Members' }).press('Tab');
    expect(await lookOver(page, 'pond-dialog')).toEqual([]);
    await dialog.getByRole('button', { name: 'Add a pond' }).click();
    await page.getByText('Late leads is saved. Its members see its leads among their offers.').waitFor();
    const ponds = page.getByRole('table', { name: 'Ponds' });
    await ponds.getByRole('row').filter({ hasText: 'Late leads' }).getByText('Ann Archer, Ben Bolt').waitFor();
    await page.getByRole('radio', { name: 'Pond' }).check();
    await page.getByRole('combobox', { name: 'Pond', exact: true }).click();
    await page.getByRole('option', { name: 'Late leads' }).click();
    await page.getByRole('list', { name: 'The next five leads' }).getByText('The pond Late leads').nth(4).waitFor();
    expect(await lookOver(page, 'ponds')).toEqual([]);
    await page.getByRole('button', { name: 'Save the rule' }).click();
    await page.getByText('Saved. New leads follow it from now on.').waitFor();
    await ponds.getByRole('button', { name: 'Delete Late leads' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await page.getByText(/The rule of the company puts leads into Late leads; choose another pond there, or none, first/).waitFor();
    // The refusal is a 409, which the browser counts among what went wrong.
    visit.seen.wrongs.splice(0);
  }, 400_000);

  test('X11: a member finds the leads of a pond after their offers, without whose they are, and claims one', async () => {
    await visit.desk.send('site', signUp('dora', 'Dora Dale'), signUp('eve', 'Eve Eden'), signUp('fay', 'Fay Field'));
    await until(async () => (await inPonds()) === 3);
    const ann = await as(0);
    const { page } = ann;
    await page.goto('/offers');
    const leads = page.getByRole('list', { name: 'Leads in the pond Late leads' }).getByRole('listitem');
    await leads.nth(2).waitFor();
    await page.getByRole('heading', { name: 'In the pond Late leads' }).waitFor();
    expect(await page.getByText(/Dora Dale|Eve Eden|Fay Field|example\.com/).count()).toBe(0);
    expect(await leads.getByRole('button').count()).toBe(3);
    expect(await lookOver(page, 'offers-pond')).toEqual([]);
    await leads.first().getByRole('button', { name: 'Claim it' }).click();
    await page.getByText('It is yours.').waitFor();
    await until(async () => (await leads.count()) === 2);
    await page.goto('/leads');
    await page
      .getByRole('link', { name: /Dora Dale|Eve Eden|Fay Field/ })
      .first()
      .waitFor();
    await page.goto('/messages');
    await page
      .getByText(/leads? came into the pond Late leads/)
      .first()
      .waitFor();
    expect(ann.wrongs).toEqual([]);
    await ann.context.close();
    const cleo = await as(2);
    await cleo.page.goto('/offers');
    await cleo.page.getByText('Nothing waits for you').waitFor();
    await cleo.context.close();
  }, 400_000);

  test('X11: a manager puts leads into a pond, one and many, and lists, records and the report say where they are', async () => {
    const { page } = visit;
    await page.goto('/leads?columns=agent&columns=assignment');
    const row = (name: string) => page.getByRole('row').filter({ hasText: name });
    await page.getByText('Pond: Late leads').nth(1).waitFor();
    const [claimed]: { name: string }[] = await visit.desk.db.query('select name from lead_desk.lead_list where agent is not null');
    for (const name of ['Dora Dale', 'Eve Eden', 'Fay Field']) await page.getByLabel(`Select ${name}`).check();
    await page.getByRole('button', { name: 'Put into a pond' }).click();
    expect(await lookOver(page, 'leads-into-pond')).toEqual([]);
    await page.getByRole('menuitem', { name: /Late leads/ }).click();
    await page.getByText('3 leads are in the pond Late leads now.').waitFor();
    await row(claimed?.name ?? '')
      .getByText('Pond: Late leads')
      .first()
      .waitFor();
    await page.goto('/reports');
    const unassigned = page.getByRole('table', { name: 'Unassigned' });
    await unassigned.getByText('In the pond Late leads').nth(2).waitFor();
    expect(await lookOver(page, 'report-pond')).toEqual([]);
    await unassigned.getByRole('link').first().click();
    await page.getByText('In the pond Late leads. Whoever of its members claims it first has it: Ann Archer, Ben Bolt').waitFor();
    await page.getByText('How it came to that').click();
    await page
      .getByRole('list', { name: 'How it came to that' })
      .getByText(/Put into the pond Late leads by /)
      .first()
      .waitFor();
    expect(await lookOver(page, 'lead-in-pond')).toEqual([]);
    await page.getByRole('button', { name: /^Assign / }).click();
    await page.getByRole('option', { name: 'Cleo Carter' }).click();
    await page.getByText(/is offered to Cleo Carter\.$/).waitFor();
    await page.getByRole('button', { name: /^Put into a pond: / }).click();
    await page.getByRole('menuitem', { name: /Late leads/ }).click();
    await page.getByText('1 lead is in the pond Late leads now.').waitFor();
  }, 400_000);

  test('X11: a change of somebody else is shown before it is overwritten, and who is taken out loses the leads', async () => {
    const { page } = visit;
    await page.goto('/distribution');
    await page.getByRole('button', { name: 'Change Late leads' }).click();
    await visit.desk.db.query(`update lead_desk.ponds set version = version + 1, name = 'Older leads', changed_by = 'Bea Broker'`);
    const dialog = page.getByRole('dialog', { name: 'Change Late leads' });
    await dialog.getByLabel('Name').fill('Oldest leads');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.getByText(/^Bea Broker changed it meanwhile\. It is now “Older leads”, with Ann Archer, Ben Bolt\./).waitFor();
    expect(await lookOver(page, 'pond-changed')).toEqual([]);
    await dialog.getByRole('combobox', { name: 'Members' }).press('Backspace');
    await dialog.getByRole('combobox', { name: 'Members' }).press('Tab');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Oldest leads is saved. Its members see its leads among their offers.').waitFor();
    const rows: { offered_to: string[] }[] = await visit.desk.db.query(
      'select offered_to from lead_desk.assignments where pond is not null',
    );
    expect(rows.map(({ offered_to }) => offered_to)).toEqual(rows.map(() => [agents[0]?.id]));
    visit.seen.wrongs.splice(0);
  }, 400_000);
});
