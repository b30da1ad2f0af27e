import { until } from '../journeys/until';
import { describeScreens } from './browser';
import { lookOver } from './look-over';
import { settled } from './settled';
import type { Desk } from './stand-desk';
import { home, person, search, told } from './told';
import { axeFinds, Visit } from './visit';

const mill = home('9', '9 Mill Lane, Lewes');
const wish = (more: object) => ({ searchId: 'S1', ...search('explicit', more) });

/** The office refused what changed a search, and never heard of a view. */
async function week(desk: Desk): Promise<void> {
  desk.office.answer = ({ type }) => (type === 'search.updated' || type === 'property.viewed' ? 422 : 200);
  await desk.send(
    'site',
    told('person.registered', 'W-ann', person('Ann Reed', 'ann.reed@example.org')),
    told('search.saved', 'W-ann', wish({})),
    told('search.updated', 'W-ann', wish({ maxPrice: '525000', minBedrooms: 4, propertyTypes: ['house'] })),
    told('property.viewed', 'W-ann', mill),
    told('person.registered', 'W-bob', person('Bob Dent', 'bob@example.org')),
  );
  await settled(desk, 5, 2).catch(() => undefined);
  await until(async () => {
    const [row]: { n: string }[] = await desk.db.query(`select count(*) as n from exchange.pending where state = 'parked'`);
    return Number(row?.n) === 2;
  });
}

describeScreens('replay', () => {
  let visit: Visit;
  beforeAll(async () => {
    visit = await Visit.begin(week);
    await visit.signIn();
  }, 90_000);
  afterAll(() => visit?.end());
  afterEach(() => expect(visit?.seen.wrongs.splice(0)).toEqual([]));

  const button = (name: string | RegExp) => visit.page.getByRole('button', { name });
  const choose = async (field: string, option: string): Promise<void> => {
    await visit.page.getByRole('combobox', { name: field }).click();
    await visit.page.getByRole('option', { name: option }).click();
  };
  const heading = (name: string | RegExp) => visit.page.getByRole('heading', { level: 1, name }).waitFor();

  test('X3: with none there, the list says what a replay is for, and leads to a plan', async () => {
    const { page } = visit;
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Replay' }).click();
    await page.getByText('No replay yet').waitFor();
    expect(await axeFinds(page)).toEqual([]);
    await page.getByRole('link', { name: 'Plan a replay' }).click();
    await heading('Plan a replay');
    await button('Show what would change').click();
    await page.getByText('Choose a target').waitFor();
    expect(await lookOver(page, 'plan')).toEqual([]);
  }, 400_000);

  test('X3: person, types, target and time are chosen, and what would be sent stands beside what was told, the differences marked', async () => {
    const { page } = visit;
    await page.goto('/replay');
    await choose('Target', 'Branch office');
    await visit.page.getByRole('button', { name: 'Person', exact: true }).click();
    await page.getByLabel('Find a person by name, e-mail or phone').fill('ann');
    await page.getByRole('button', { name: /Ann Reed/ }).click();
    await choose('Of which time', 'Last 24 hours');
    expect(new URL(page.url()).search).toMatch(/^\?target=office&person=[\da-f-]+&span=day$/);
    await button('Show what would change').click();
    await heading('Replay to Branch office');
    await page.getByText('Would tell Branch office 4 events of 1 person. Nothing was sent yet.').waitFor();
    const changed = page.getByRole('group').filter({ hasText: 'Search updated' });
    await changed.getByText('3 members differ').waitFor();
    const price = changed.getByRole('row', { name: /maxPrice changed/ });
    expect(await price.locator('del').textContent()).toBe('500000');
    expect(await price.locator('ins').textContent()).toBe('525000');
    await changed.getByRole('row', { name: /minBedrooms changed/ }).waitFor();
    await page.getByRole('group').filter({ hasText: 'Property viewed' }).getByText('New to it').waitFor();
    expect(await changed.getByRole('row', { name: /strength/ }).count()).toBe(0);
    await changed.getByRole('button', { name: /^Show \d+ lines that stay the same$/ }).click();
    await changed.getByRole('row', { name: /strength/ }).waitFor();
    await changed.getByRole('button', { name: 'Hide what stays the same' }).click();
    expect(await lookOver(page, 'diff')).toEqual([]);
  }, 90_000);

  test('X3: it is run after a question, its progress and end are shown, and what was refused leads to its journey', async () => {
    const { page, desk } = visit;
    desk.office.answer = ({ type }) => (type === 'property.viewed' ? 422 : 200);
    await button('Run it').click();
    const dialog = page.getByRole('dialog', { name: 'Tell Branch office now?' });
    await dialog.getByText('4 events of 1 person are sent.', { exact: false }).waitFor();
    expect(await axeFinds(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Run it' }).click();
    await page.getByText('Told Branch office about 1 person.').waitFor();
    await page.getByText('Started by Olivia Oak').waitFor();
    await page.getByText('Refused, answer 422').waitFor();
    expect(await lookOver(page, 'run')).toEqual([]);
    await page.getByRole('region', { name: 'What was refused' }).getByRole('link', { name: 'Property viewed' }).click();
    await heading(/Property viewed/);
  }, 400_000);

  test('X3: a run is stopped and goes on, and who did it is said', async () => {
    const { page, desk } = visit;
    await page.goto('/replay?target=office&span=all');
    await button('Show what would change').click();
    await button('Run it').waitFor();
    // The office is away, so that the run waits.
    desk.office.answer = () => 503;
    await button('Run it').click();
    await page.getByRole('dialog').getByRole('button', { name: 'Run it' }).click();
    await page.getByText('0 of 2 people through').waitFor();
    await button('Stop').click();
    await page.getByText(/^Stopped after \d of 2 people/).waitFor();
    await page.getByText('Stopped by Olivia Oak').waitFor();
    desk.office.answer = () => 200;
    await button('Go on').click();
    await page.getByText('Told Branch office about 2 people.').waitFor({ timeout: 30_000 });
    await page.getByText('Let go on by Olivia Oak').waitFor();
  }, 400_000);

  test('X3: a new back office is filled: how things stand is told, and the list shows who planned what and what came of it', async () => {
    const { page } = visit;
    await page.goto('/replays');
    await page.getByRole('link', { name: 'Fill a new back office' }).click();
    await choose('Target', 'Branch office');
    await button('Show what would change').click();
    await heading('Fill Branch office');
    await page.getByText(/^Would tell Branch office at most \d events of 2 people/).waitFor();
    expect(await page.getByRole('group').filter({ hasText: 'Property viewed' }).count()).toBe(0);
    await page.locator('summary').filter({ hasText: 'Search updated' }).waitFor();
    await button('Run it').click();
    await page.getByRole('dialog').getByRole('button', { name: 'Run it' }).click();
    await page.getByText('Told Branch office about 2 people.').waitFor();
    await page.getByRole('link', { name: 'Replay', exact: true }).last().click();
    await heading('Replay');
    const row = page.getByRole('row', { name: /Fill Branch office/ });
    await row.getByText('Done').waitFor();
    await row.getByText(/^\d told$/).waitFor();
    await row.getByText('Olivia Oak').waitFor();
    expect(await lookOver(page, 'runs')).toEqual([]);
  }, 400_000);

  test('X3: times are the agency’s, and an end before the beginning is said beside its field', async () => {
    const { page } = visit;
    await page.goto('/replay?target=office&span=own');
    await page.getByLabel('From', { exact: true }).fill('2026-07-02T09:00');
    await page.getByLabel('Until', { exact: true }).fill('2026-07-01T09:00');
    await button('Show what would change').click();
    await page.getByText('The end must be later than the beginning').waitFor();
    await page.getByLabel('Until', { exact: true }).fill('2026-07-03T09:00');
    await button('Show what would change').click();
    await heading('Replay to Branch office');
    await page.getByText('Nothing would be sent: no event of that time is for this target.').waitFor();
    expect(await button('Run it').isDisabled()).toBe(true);
    const [run] = await visit.desk.db.query('select received_from as "from" from exchange.replay_runs order by planned_at desc limit 1');
    expect(run).toEqual({ from: new Date('2026-07-02T08:00:00Z') });
  });
});
