import { until } from '../journeys/until';
import { describeScreens } from './browser';
import { lookOver } from './look-over';
import { settled } from './settled';
import type { Desk } from './stand-desk';
import { home, person, told } from './told';
import { axeFinds, Visit } from './visit';

const mill = home('9', '9 Mill Lane, Lewes');
const shared = { typed: '07700 900001', e164: '+447700900001' };

async function forty(desk: Desk): Promise<void> {
  await desk.send(
    'office',
    told('person.registered', 'C-ann', { person: { name: { full: 'Ann Reed' }, phones: [shared], address: '1 High Street' } }),
  );
  await desk.db.query(`update exchange.participants set admission = 'approval' where id = 'office'`);
  await desk.send(
    'site',
    told('person.registered', 'W-ann', person('A. Reed', 'ann@example.org', shared)),
    told('enquiry.made', 'W-ann', { enquiryType: 'viewing', intent: 'buy', message: 'Could we come on Tuesday after work?' }),
    told('property.saved', 'W-ann', mill),
    told('person.registered', 'W-bob', person('Bob Reed', 'bob@example.org', shared)),
    told('person.registered', 'W-rtl', person('مريم العلي', 'maryam@example.org')),
    told('person.registered', 'W-spam', person('Cheap Loans', 'loans@example.org')),
    told('person.registered', 'W-last', person(`${'Wilhelmina Alexandra '.repeat(5)}Featherstonehaugh`, 'long@example.org')),
  );
  await settled(desk, 8);
  // They came in one batch; here one after the other.
  for (const [place, subject] of ['W-ann', 'W-bob', 'W-rtl', 'W-spam', 'W-last'].entries())
    await desk.db.query(
      `update exchange.admissions a set since = now() - $2 * interval '1 hour' from exchange.persons p where p.agency = a.agency and p.person = a.person and p.subject = $1`,
      [subject, 30 - place * 7],
    );
}

describeScreens('the holding tank', () => {
  let visit: Visit;
  beforeAll(async () => {
    visit = await Visit.begin(forty);
    await visit.signIn();
  }, 400_000);
  afterAll(() => visit?.end());
  afterEach(() => expect(visit?.seen.wrongs.splice(0)).toEqual([]));

  const rows = () => visit.page.locator('tr[data-row]');
  const names = () => rows().locator('td:first-child a').allTextContents();
  const waiting = async (count: number) => until(async () => (await rows().count()) === count);
  const open = async (name: string): Promise<void> => {
    await visit.page.goto('/intakes');
    await visit.page.getByRole('link', { name }).click();
    await visit.page.getByRole('heading', { level: 1, name }).waitFor();
  };
  const stateOf = async (subject: string): Promise<string | undefined> => {
    const found: { state: string }[] = await visit.desk.db.query(
      `select case when a.spam then 'spam' else a.state end as state from exchange.admissions a join exchange.persons p using (agency, person) where p.subject = $1`,
      [subject],
    );
    return found[0]?.state;
  };

  test('P1: the list shows who waits, how long, and who may be known; the way there is in the rail', async () => {
    const { page } = visit;
    await page.getByRole('link', { name: 'Holding tank' }).first().click();
    await waiting(5);
    expect(await names()).toContain('Bob Reed');
    await rows().filter({ hasText: 'A. Reed' }).getByText('2 alike').waitFor();
    expect(await lookOver(page, 'tank')).toEqual([]);
  });

  test('P1: one registration stands beside whom it may be, the differences marked, and its events lead on', async () => {
    await open('A. Reed');
    const { page } = visit;
    await page.getByText('Could we come on Tuesday after work?').waitFor();
    const ann = page.getByRole('article', { name: 'Ann Reed' });
    await ann.getByText('Likely the same person').waitFor();
    await ann.getByText('same phone 07700 900001, same name Ann Reed').waitFor();
    await ann.getByText('Branch office knows this person as C-ann').waitFor();
    const bob = page.getByRole('article', { name: 'Bob Reed' });
    await bob.getByText('Probably two people in one household').waitFor();
    await bob.getByRole('row', { name: /^Name Differs/ }).waitFor();
    expect(await lookOver(page, 'intake')).toEqual([]);
    await page.getByRole('link', { name: 'Property saved' }).click();
    await page.getByRole('heading', { level: 1, name: /Property saved/ }).waitFor();
  });

  test('X8: m merges with whom it most likely is, and the toast takes it back', async () => {
    await open('A. Reed');
    const { page } = visit;
    await page.keyboard.press('m');
    const dialog = page.getByRole('dialog', { name: 'Merge with Ann Reed?' });
    await dialog.waitFor();
    expect(await axeFinds(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Merge' }).click();
    await page.getByText('A. Reed is merged.').waitFor();
    await until(async () => (await stateOf('W-ann')) === 'admitted');
    await page.getByRole('button', { name: 'Undo', exact: true }).click();
    await page.getByText('A. Reed waits once more.').or(page.getByText('Bob Reed')).first().waitFor();
    await until(async () => (await stateOf('W-ann')) === 'waiting');
    await open('A. Reed');
    await page.getByText('Merge undone by Olivia Oak').waitFor();
    await page.getByText('Olivia Oak said before that these are two people.').waitFor();
    expect(await lookOver(page, 'undone')).toEqual([]);
  });

  test('P1: a key lets in, and the screen goes on to the next', async () => {
    await open('A. Reed');
    const { page } = visit;
    await page.keyboard.press('j');
    await page.getByRole('heading', { level: 1, name: 'Bob Reed' }).waitFor();
    await page.keyboard.press('k');
    await page.getByRole('heading', { level: 1, name: 'A. Reed' }).waitFor();
    await page.keyboard.press('a');
    await page.getByText(/A\. Reed is let in; \d events? flows? on/).waitFor();
    await page.getByRole('heading', { level: 1, name: 'Bob Reed' }).waitFor();
    expect(await stateOf('W-ann')).toBe('admitted');
  });

  test('P1: j and k move in the list, r asks for the reason, and the reason is kept', async () => {
    const { page } = visit;
    await page.goto('/intakes');
    await waiting(4);
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('k');
    await page.keyboard.press('r');
    const dialog = page.getByRole('dialog', { name: 'Reject Bob Reed?' });
    await dialog.getByRole('button', { name: 'Outside our area' }).click();
    expect(await axeFinds(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Reject' }).click();
    await page.getByText('Bob Reed is rejected.').waitFor();
    await waiting(3);
    const [kept] = await visit.desk.db.query(`select why, who from exchange.intake_decisions where decision = 'reject'`);
    expect(kept).toEqual({ why: 'Outside our area', who: 'Olivia Oak' });
  });

  test('P1: several are decided on at once, and later registrations of the same address show it as earlier spam', async () => {
    const { page, desk } = visit;
    await page.goto('/intakes');
    await page.getByLabel('Select Cheap Loans').check();
    await page.getByLabel('Select مريم العلي').check();
    await page.getByRole('group', { name: '2 selected' }).waitFor();
    expect(await lookOver(page, 'selected')).toEqual([]);
    await page.getByRole('button', { name: 'Spam' }).click();
    await page.getByText('2 people decided.').waitFor();
    await waiting(1);
    await desk.send('site', told('person.registered', 'W-spam-2', person('Cheap Loans again', 'loans@example.org')));
    await until(async () => (await stateOf('W-spam-2')) === 'waiting');
    await open('Cheap Loans again');
    await page.getByText('The same address was marked as spam on this website by Olivia Oak.').waitFor();
  });

  test('P1: whoever decides after a colleague hears what was decided', async () => {
    const { page, desk } = visit;
    await open('Cheap Loans again');
    await desk.db.query(
      `update exchange.admissions a set state = 'rejected', who = 'Otto', version = 1 from exchange.persons p where p.agency = a.agency and p.person = a.person and p.subject = 'W-spam-2'`,
    );
    await page.keyboard.press('a');
    await page.getByText('Somebody was faster').waitFor();
    await page.getByText('This person was rejected by Otto; nothing was changed').waitFor();
    await page.getByRole('button', { name: 'Let in after all' }).waitFor();
  });

  test('the state narrows the list, and an empty tank says what will come', async () => {
    const { page } = visit;
    await page.goto('/intakes?state=rejected');
    await waiting(2);
    await page.goto('/intakes?target=nowhere');
    await page.getByText('Nobody here', { exact: true }).waitFor();
    await visit.desk.db.query(`update exchange.admissions set state = 'rejected' where state = 'waiting'`);
    await page.goto('/intakes');
    await page.getByText('Nobody waits', { exact: true }).waitFor();
    expect(await lookOver(page, 'empty')).toEqual([]);
  });

  test('I8: an agent may look and not decide; an integrator sees no names', async () => {
    const { page, desk } = visit;
    await desk.db.query(`update lead_desk.members set role = 'agent'`);
    await page.goto('/intakes?state=rejected');
    await page.getByText('Your role may look, not decide.', { exact: false }).waitFor();
    expect(await page.getByRole('checkbox').count()).toBe(0);
    await page.getByRole('link', { name: 'Bob Reed' }).click();
    await page.getByRole('heading', { level: 1, name: 'Bob Reed' }).waitFor();
    expect(await page.getByRole('button', { name: /Let in|Merge/ }).count()).toBe(0);
    await desk.db.query(`update lead_desk.members set role = 'integrator'`);
    await page.reload();
    await page.getByRole('heading', { level: 1, name: 'B. R.' }).waitFor();
    expect(await page.locator('main').textContent()).not.toMatch(/Bob|bob@|07700/);
    expect(await lookOver(page, 'masked')).toEqual([]);
    await desk.db.query(`update lead_desk.members set role = 'admin'`);
  });
});
