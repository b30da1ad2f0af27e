import { addMembers, addOffice, ruleOf, setRule, type Somebody } from '../../apps/lead-desk/test/office-of-agents';
import { password } from '../../apps/lead-desk/test/running-desk';
import { until } from '../journeys/until';
import { describeScreens, type Seen } from './browser';
import { lookOver } from './look-over';
import { signUp } from './sign-up';
import { Visit } from './visit';

describeScreens('giving out leads', () => {
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
  const leadsWith = async (agent: number): Promise<number> => {
    const rows: unknown[] = await visit.desk.db.query(
      'select from lead_desk.assignments where $1 in (select unnest(offered_to) union select agent)',
      [agents[agent]?.id],
    );
    return rows.length;
  };
  const leadsOf = async (state: string): Promise<number> => {
    const rows: unknown[] = await visit.desk.db.query('select 1 from lead_desk.assignments where state = $1', [state]);
    return rows.length;
  };

  test('F14: an agent is offered a lead, sees how long it waits, leaves one with a reason and takes another', async () => {
    await visit.desk.send('site', signUp('dora', 'Dora Dale'), signUp('eve', 'Eve Eden'));
    await until(async () => (await leadsOf('offered')) === 2);
    const ann = await as(0);
    const { page } = ann;
    await page.goto('/offers');
    const first = page.getByRole('listitem').filter({ hasText: /Dora Dale|Eve Eden/ });
    await first.getByText(/\d+:\d\d left/).waitFor();
    expect(await first.count()).toBe(1);
    expect(await lookOver(page, 'offers')).toEqual([]);
    await first.getByRole('button', { name: /^Leave it: / }).click();
    await page.getByRole('button', { name: 'Away today' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Leave it' }).click();
    await page.getByText('Left. It goes to the next agent.').waitFor();
    await page.getByText('Nothing waits for you').waitFor();
    expect(await lookOver(page, 'offers-none')).toEqual([]);
    await ann.context.close();
    const cleo = await as(2);
    await cleo.page.goto('/offers');
    await cleo.page.getByRole('button', { name: /^Take the lead: / }).click();
    await cleo.page.getByText(/^It is yours: /).waitFor();
    await cleo.context.close();
    expect([await leadsOf('accepted'), await leadsOf('offered')]).toEqual([1, 1]);
  }, 400_000);

  test('F1, F2: a broker chooses how an office gives out leads, sees who would be next, and takes the change back', async () => {
    const { page } = visit;
    await page.goto('/distribution');
    await page.getByRole('heading', { level: 1, name: 'Giving out leads' }).waitFor();
    await page.getByRole('list', { name: 'The next five leads' }).getByRole('listitem').nth(4).waitFor();
    expect(await lookOver(page, 'distribution')).toEqual([]);
    await page.getByRole('combobox', { name: 'For' }).click();
    await page.getByRole('option', { name: 'North' }).click();
    await page.getByText(/^North has no rule of its own/).waitFor();
    await page.getByLabel('By hand').check();
    await page.getByRole('list', { name: 'The next five leads' }).getByText('Nobody').first().waitFor();
    await page.getByLabel('Time zone').fill('Europe/Londen');
    await page.getByRole('button', { name: 'Save the rule' }).click();
    await page.getByText('"Europe/Londen" is no time zone; it is one of the IANA\'s, such as Europe/London').waitFor();
    await page.getByLabel('Time zone').fill('Europe/London');
    await page.getByRole('switch', { name: 'Give out leads by this rule' }).check();
    await page.getByRole('button', { name: 'Save the rule' }).click();
    await page.getByText('Saved. New leads follow it from now on.').waitFor();
    await page.getByText(/^Changed by Olivia Oak/).waitFor();
    const [rule]: { rule: { method: string } }[] = await visit.desk.db.query(
      `select rule from lead_desk.distribution_rules where agency = 'oak' and office = 'north'`,
    );
    expect(rule?.rule.method).toBe('manual');
    visit.seen.wrongs.splice(0);
  }, 400_000);

  test('F3, F4, F5, F6, F7, F8, F9: each method shows who would be next, and time, hours, days and days off stand as they were saved', async () => {
    const { page } = visit;
    await addOffice(visit.desk.db, 'south');
    await page.goto('/distribution');
    const choose = async (): Promise<void> => {
      await page.getByRole('combobox', { name: 'For' }).click();
      await page.getByRole('option', { name: 'South' }).click();
    };
    await choose();
    await page.getByText(/^South has no rule of its own/).waitFor();
    const next = page.getByRole('list', { name: 'The next five leads' });
    await page.getByLabel('By hand', { exact: true }).check();
    await next.getByText('Unassigned: the office gives its leads out by hand.').first().waitFor();
    for (const method of ['Round robin', 'Random', 'Least leads']) {
      await page.getByLabel(method, { exact: true }).check();
      await next
        .getByText(/^(Ann Archer|Ben Bolt|Cleo Carter)$/)
        .nth(4)
        .waitFor();
    }
    await page.getByLabel('Least leads', { exact: true }).check();
    await page.getByLabel('Minutes to accept').fill('45');
    await page.getByLabel('From').fill('08:30');
    await page.getByLabel('Until').fill('18:00');
    await page.getByText('Monday to Friday').click();
    await page.getByLabel('Days off').fill('2026-12-25\n2026-12-28');
    await page.getByRole('switch', { name: 'Give out leads by this rule' }).check();
    await page.getByRole('button', { name: 'Save the rule' }).click();
    await page.getByText('Saved. New leads follow it from now on.').waitFor();
    await page.reload();
    await choose();
    await page.getByText(/^Changed by Olivia Oak/).waitFor();
    expect(await page.getByLabel('Least leads', { exact: true }).isChecked()).toBe(true);
    expect(await Promise.all(['Minutes to accept', 'From', 'Until', 'Days off'].map((name) => page.getByLabel(name).inputValue()))).toEqual(
      ['45', '08:30', '18:00', '2026-12-25\n2026-12-28'],
    );
    expect(await page.getByRole('radio', { name: 'Monday to Friday' }).isChecked()).toBe(true);
  }, 400_000);

  test('F15: a rule is tried on past leads before it goes live, with who would have had which and why', async () => {
    const { page } = visit;
    await page.goto('/distribution');
    await page.getByLabel('By hand').check();
    await page.getByRole('button', { name: 'Try it' }).click();
    await page.getByText(/^Of 2 leads, /).waitFor();
    await page.getByText('The newest of them').click();
    await page.getByText('Unassigned: the office gives its leads out by hand.').first().waitFor();
    expect(await lookOver(page, 'simulation')).toEqual([]);
  }, 400_000);

  test('F12, F13, X12: a manager reads the report, gives a lead to somebody else, and switches an agent off and on', async () => {
    const { page } = visit;
    await page.goto('/reports');
    const offered = page.getByRole('table', { name: 'Offered, and not taken yet' });
    await offered.getByText('Ben Bolt').waitFor();
    expect(await lookOver(page, 'report')).toEqual([]);
    await offered
      .getByRole('row')
      .filter({ hasText: 'Ben Bolt' })
      .getByRole('button', { name: /^Reassign / })
      .click();
    await page.getByLabel('Type a name').fill('cle');
    await page.getByRole('option', { name: 'Cleo Carter' }).click();
    await page.getByText(/is offered to Cleo Carter\.$/).waitFor();
    await offered.getByText('Cleo Carter').waitFor();
    const all = page.getByRole('table', { name: 'Agents' });
    await all.getByRole('switch', { name: 'Ben Bolt receives leads' }).click();
    await page.getByText('Ben Bolt receives no leads any more.').waitFor();
    await page.getByLabel('Leave out members who do not receive leads').check();
    await all.getByText('Ben Bolt').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('Ben Bolt receives leads again.').waitFor();
    await all.getByText('Ben Bolt').waitFor();
    await page.getByLabel('Leave out members who do not receive leads').uncheck();
    await all.getByRole('button', { name: 'Taken %' }).click();
    expect(new URL(page.url()).searchParams.get('sort')).toBe('acceptance');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Download Agents as CSV' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('leads-agents.csv');
  }, 400_000);

  test('F11: the list of people has a column whose entry assigns, and gives the leads of those selected to one agent', async () => {
    const { page } = visit;
    await visit.desk.send('site', signUp('fay', 'Fay Field'));
    const known = (): Promise<unknown[]> => visit.desk.db.query(`select 1 from lead_desk.lead_list where name = 'Fay Field'`);
    await until(async () => (await known()).length > 0);
    await page.goto('/people?columns=webLead');
    const row = (name: string) => page.getByRole('row').filter({ hasText: name });
    await row('Fay Field')
      .getByRole('button', { name: /Fay Field$/ })
      .click();
    await page.getByRole('option', { name: 'Ben Bolt' }).click();
    await page.getByText('Fay Field is offered to Ben Bolt.').waitFor();
    await row('Fay Field').getByText('Ben Bolt').waitFor();
    await page.getByLabel('Select Fay Field').check();
    await page.getByLabel('Select Eve Eden').check();
    expect(await lookOver(page, 'people-assign')).toEqual([]);
    await page.getByRole('group', { name: '2 selected' }).getByRole('button', { name: 'Assign 2 leads' }).click();
    await page.getByRole('option', { name: 'Ann Archer' }).click();
    await page.getByText('Fay Field is offered to Ann Archer.').waitFor();
    for (const name of ['Fay Field', 'Eve Eden']) await row(name).getByText('Ann Archer').waitFor();
  }, 400_000);

  test('F15: a lead says whose it is and, in words, how it came to that', async () => {
    const { page } = visit;
    await page.goto('/reports');
    await page.getByRole('table', { name: 'Offered, and not taken yet' }).getByRole('link').first().click();
    await page.getByRole('heading', { name: 'Whose it is' }).waitFor();
    await page.getByText('How it came to that').click();
    const why = page.getByRole('list', { name: 'How it came to that' });
    await why
      .getByText(/whose turn it is/)
      .first()
      .waitFor();
    await why
      .getByText(/^Taken back from .* by Olivia Oak/)
      .first()
      .waitFor();
    expect(await lookOver(page, 'whose')).toEqual([]);
  }, 400_000);

  test('X11: who is disabled is asked about first where they have leads, which then go to others', async () => {
    const { page } = visit;
    // In turn: of three sign-ups one is theirs.
    for (const one of ['gus', 'hal', 'ivy']) await visit.desk.send('site', signUp(one, `Caller ${one}`));
    await until(async () => (await leadsWith(2)) > 0);
    await page.goto('/team');
    await page.getByRole('row', { name: /Cleo Carter/ }).click();
    const dialog = page.getByRole('dialog', { name: /Cleo Carter/ });
    await dialog.getByRole('button', { name: 'Disable' }).click();
    await dialog.getByText(/does not bring (it|them) back/).waitFor();
    expect(await lookOver(page, 'team-disable')).toEqual([]);
    await dialog.getByRole('button', { name: /Disable and give on/ }).click();
    await page.getByText('Cleo Carter is disabled and signed out, and their leads went on.').waitFor();
    expect(await leadsWith(2)).toBe(0);
  }, 100_000);
});
