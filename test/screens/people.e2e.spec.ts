import { until } from '../journeys/until';
import { describeScreens } from './browser';
import { settled } from './settled';
import type { Desk } from './stand-desk';
import { home, person, search, told } from './told';
import { Visit } from './visit';

const mill = home('9', '9 Mill Lane, Lewes');
const long = `${'Wilhelmina Alexandra '.repeat(5)}Featherstonehaugh-Cholmondeley`;

async function week(desk: Desk): Promise<void> {
  await desk.send(
    'site',
    told('person.registered', 'W-ann', person('Ann Reed', 'ann.reed@example.org', { typed: '020 7946 0000', e164: '+442079460000' })),
    told('search.performed', 'W-ann', search('implied')),
    told('property.viewed', 'W-ann', mill, { id: 'viewed-1' }),
    told('ownership.claimed', 'W-ann', { ...mill, ownership: { capacity: 'vendor', state: 'claimed' } }),
    told('person.registered', 'W-rtl', person('مريم العلي', 'maryam@example.org')),
    told('person.registered', 'W-long', person(long, 'long@example.org')),
    told('site.visited', 'W-visitor', { visits: 3 }),
  );
  await settled(desk, 7);
}

describeScreens('people', () => {
  let visit: Visit;
  beforeAll(async () => {
    visit = await Visit.begin(week);
    await visit.signIn();
  });
  afterAll(() => visit?.end());

  const rows = () => visit.page.locator('tr[data-row]');
  const names = () => rows().locator('td:first-child').allTextContents();

  test('somebody is found by a part of the name, and the address keeps it', async () => {
    const { page } = visit;
    await page.goto('/people');
    await page.getByLabel('Name, e-mail or phone').first().fill('reed');
    await until(async () => JSON.stringify(await names()) === '["Ann Reed"]');
    expect(new URL(page.url()).search).toBe('?search=reed');
    await page.reload();
    await until(async () => (await rows().count()) === 1);
  });

  test('P3: the list sorts by name, visits and interest, and says by which', async () => {
    const { page } = visit;
    await page.goto('/people');
    await page.getByRole('button', { name: 'Name', exact: true }).click();
    await until(async () => (await names())[0] === 'Ann Reed');
    await page.getByRole('columnheader', { name: 'Name' }).and(page.locator('[aria-sort=ascending]')).waitFor();
    await page.getByRole('columnheader', { name: 'Visits' }).getByRole('button').click();
    await until(async () => /No name yet/.test((await names())[0] ?? ''));
    expect(new URL(page.url()).search).toContain('sort=visits');
  });

  test('filters combine and count, and are taken away at once', async () => {
    const { page } = visit;
    await page.goto('/people');
    await page.getByRole('button', { name: 'Open lead' }).first().click();
    await page.getByRole('button', { name: 'With an open lead' }).click();
    await page.getByRole('button', { name: 'Wants to' }).click();
    await page.getByRole('button', { name: 'Sell' }).click();
    await until(async () => JSON.stringify(await names()) === '["Ann Reed"]');
    await page.getByRole('button', { name: /Clear filters/ }).click();
    await until(async () => (await rows().count()) === 4);
    await page.getByRole('button', { name: 'Client', exact: true }).click();
    await page.getByRole('button', { name: 'Clients', exact: true }).click();
    await page.getByText('Nobody matches').waitFor();
    await page.getByRole('button', { name: /Clear filters/ }).click();
    await until(async () => (await rows().count()) === 4);
  });

  test('M16: one person shows what happened, and each entry leads to its event', async () => {
    const { page } = visit;
    await page.goto('/people?search=reed');
    await rows().first().click();
    await page.getByRole('heading', { level: 1, name: 'Ann Reed' }).waitFor();
    await page.getByRole('link', { name: /Looked at 9 Mill Lane/ }).click();
    await page.getByRole('heading', { level: 1, name: /Property viewed/ }).waitFor();
    expect(page.url()).toContain('id=viewed-1');
    await page.goBack();
    await page.getByRole('heading', { level: 1, name: 'Ann Reed' }).waitFor();
  });

  test('P13, M22: the to-do of a claim is ticked off, and taken back', async () => {
    const { page } = visit;
    const todo = page.getByRole('checkbox', { name: /Check whether this is the vendor/ });
    await todo.click();
    await page.getByText(/^Done: Check whether/).waitFor();
    await page.getByText('Nothing to do.', { exact: false }).waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await todo.waitFor();
    expect(await todo.isChecked()).toBe(false);
  });

  test('M21: a note is kept', async () => {
    const { page } = visit;
    await page.getByLabel('Notes').and(page.locator('textarea')).fill('Prefers calls after six');
    await page.keyboard.press('Control+Enter');
    await page.getByText('Note saved').waitFor();
    await page.reload();
    await page.getByText('Prefers calls after six').waitFor();
  });

  test('P4: what was only guessed is marked as such, with its area', async () => {
    const { page } = visit;
    await page.getByText('Guessed from searches, not said by the person').waitFor();
    await page.getByRole('button', { name: 'Open map: Lewes and the Downs' }).click();
    await page.getByRole('dialog').getByText('24 points').waitFor();
    await page.keyboard.press('Escape');
  });

  test('a name from right to left stands in its own direction and is found', async () => {
    await visit.page.goto(`/people?search=${encodeURIComponent('مريم')}`);
    await until(async () => (await names())[0] === 'مريم العلي');
    await rows().first().click();
    await visit.page.getByRole('heading', { level: 1, name: 'مريم العلي' }).waitFor();
    expect(await visit.page.locator('h1 bdi').count()).toBe(1);
  });

  test('nobody found says what to do', async () => {
    await visit.page.goto('/people?search=zzzz');
    await visit.page.getByText('Nobody matches').waitFor();
  });

  test('10,000 people scroll to the last, with few rows drawn', async () => {
    const { page, desk } = visit;
    await desk.db.query(
      `insert into lead_desk.people select (jsonb_populate_record(p, jsonb_build_object('human', gen_random_uuid(), 'name', 'Person ' || n,
         'sort_name', 'person ' || lpad(n::text, 5, '0')))).* from lead_desk.people p, generate_series(1, 10000) n where p.name = 'Ann Reed'`,
    );
    await page.goto('/people?sort=name&direction=asc');
    await page.getByText('more than 1,000 people').waitFor();
    const list = page.getByTestId('list');
    await until(async () => {
      await list.evaluate((box) => box.scrollTo(0, box.scrollHeight));
      return (await rows().last().getAttribute('data-row')) === '10003';
    }, 400_000);
    expect(await rows().count()).toBeLessThan(120);
    expect(visit.seen.wrongs).toEqual([]);
  }, 400_000);
});
