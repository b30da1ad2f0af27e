import { until } from '../journeys/until';
import { describeScreens } from './browser';
import { settled } from './settled';
import type { Desk } from './stand-desk';
import { home, person, told } from './told';
import { Visit } from './visit';

const mill = home('9', '9 Mill Lane, Lewes');

async function morning(desk: Desk): Promise<void> {
  desk.office.answer = ({ id }) => (id === 'refused-1' ? 422 : 200);
  await desk.send(
    'site',
    told('person.registered', 'W-ann', person('Ann Reed', 'ann.reed@example.org')),
    told('property.viewed', 'W-ann', mill, { id: 'refused-1' }),
    told('property.saved', 'W-ann', mill, { id: 'saved-1' }),
    told('site.visited', 'W-bo', { visits: 2 }),
  );
  await desk.send('office', told('person.registered', 'C-1', person('Carl Dent', 'carl@example.org')));
  await settled(desk, 5, 1);
}

describeScreens('the list of events', () => {
  let visit: Visit;
  beforeAll(async () => {
    visit = await Visit.begin(morning);
    await visit.signIn();
  });
  afterAll(() => visit?.end());
  beforeEach(() => visit.page.goto('/events'));

  const rows = () => visit.page.locator('tr[data-row]');
  const texts = () => rows().locator('td:first-child').allTextContents();
  const showing = (...wanted: string[]) => until(async () => JSON.stringify((await texts()).sort()) === JSON.stringify(wanted.sort()));

  test('X9: parked events are one press away, and the address says so', async () => {
    await showing('Person registered', 'Property saved', 'Property viewed', 'Site visited', 'Person registered');
    await visit.page
      .getByRole('group', { name: 'Outcome' })
      .getByRole('button', { name: /^Parked/ })
      .click();
    await showing('Property viewed');
    expect(new URL(visit.page.url()).search).toBe('?outcome=parked');
    await visit.page.goBack();
  });

  test('P2, P3: type, side and person narrow the list, and a pasted address shows the same', async () => {
    const { page } = visit;
    await page.getByRole('button', { name: 'Type' }).click();
    await page.getByLabel('Find a type').fill('saved');
    await page.getByRole('checkbox', { name: /Property saved/ }).check();
    await showing('Property saved');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Clear filters' }).click();

    await page.getByRole('button', { name: 'From' }).first().click();
    await page.getByRole('button', { name: 'Back office' }).click();
    await showing('Person registered');
    await page.getByRole('button', { name: 'Remove filter From' }).click();

    await page.getByRole('button', { name: 'Person', exact: true }).click();
    await page.getByLabel('Find a person by name, e-mail or phone').fill('ann');
    await page.getByRole('button', { name: /Ann Reed/ }).click();
    await showing('Person registered', 'Property saved', 'Property viewed');
    const link = page.url();
    expect(link).toContain('person=');
    const colleague = await visit.as({});
    await colleague.page.goto(link);
    await until(async () => (await colleague.page.locator('tr[data-row]').count()) === 3);
    await colleague.context.close();
  });

  test('a new event announces itself, moves no row, and comes when asked for', async () => {
    const { page, desk } = visit;
    await showing('Person registered', 'Property saved', 'Property viewed', 'Site visited', 'Person registered');
    const before = await texts();
    await desk.send('site', told('enquiry.made', 'W-ann', { enquiryType: 'viewing', intent: 'buy', message: 'Tuesday?' }, { id: 'ask-1' }));
    await page.getByRole('button', { name: 'Show 1 new event' }).waitFor();
    expect(await texts()).toEqual(before);
    await page.getByRole('button', { name: 'Show 1 new event' }).click();
    await until(async () => (await texts())[0] === 'Enquiry made');
    expect((await texts()).slice(1)).toEqual(before);
    // Its outcome changes in its place once it is delivered.
    await rows().first().getByText('Delivered').waitFor();
  });

  test('a filter keeps out what does not belong', async () => {
    const { page, desk } = visit;
    await page.goto('/events?type=property.saved');
    await showing('Property saved');
    await desk.send('site', told('site.visited', 'W-bo', { visits: 3 }), told('property.saved', 'W-bo', mill));
    await page.getByRole('button', { name: 'Show 1 new event' }).waitFor();
  });

  test('a row opens its journey, and the way back lands in the same list', async () => {
    const { page } = visit;
    await page.goto('/events?outcome=parked');
    await rows().first().click();
    await page.getByRole('heading', { level: 1, name: /Property viewed/ }).waitFor();
    await page.goBack();
    await showing('Property viewed');
  });

  test('nothing found says what to do', async () => {
    await visit.page.goto('/events?type=ownership.ended');
    await visit.page.getByText('No event matches these filters').waitFor();
  });

  test('10,000 events scroll to the last, with few rows drawn', async () => {
    const { page, desk } = visit;
    await desk.db.query(
      `insert into exchange.inbox select (jsonb_populate_record(i, jsonb_build_object('key', gen_random_uuid(), 'id', 'many-' || n,
         'received', i.received - n * interval '1 millisecond'))).* from exchange.inbox i, generate_series(1, 10000) n where i.id = 'saved-1'`,
    );
    await page.goto('/events?type=property.saved');
    await rows().first().waitFor();
    const list = page.getByTestId('list');
    await until(async () => {
      await list.evaluate((box) => box.scrollTo(0, box.scrollHeight));
      return (await page.locator('tr[aria-rowindex]').last().getAttribute('data-row')) === '10001';
    });
    expect(await rows().count()).toBeLessThan(120);
  });
});
