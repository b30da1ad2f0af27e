import { personIdOf } from '#people-exchange';
import { until } from '../journeys/until';
import { describeScreens } from './browser';
import { lookOver } from './look-over';
import { settled } from './settled';
import { home, outline, person, search, told } from './told';
import { Visit } from './visit';

const brighton = { ...outline('Brighton', [-0.14, 50.83]), kind: 'place' };

describeScreens('what a person looks for and keeps', () => {
  let visit: Visit;
  beforeAll(async () => {
    visit = await Visit.begin(async (desk) => {
      await desk.send(
        'site',
        told('person.registered', 'W-ann', person('Ann Reed', 'ann.reed@example.org')),
        told('search.saved', 'W-ann', {
          searchId: 's1',
          name: 'By the sea',
          ...search('explicit', { features: [{ term: 'garden', want: 'must' }] }),
          alert: { status: 'active', frequency: 'daily' },
        }),
        told('search.performed', 'W-bob', search('implied', { areas: [brighton] })),
        told('property.saved', 'W-bob', home('9', '9 Mill Lane, Lewes')),
      );
      await settled(desk, 4);
    });
    await visit.signIn();
  }, 400_000);
  afterAll(() => visit?.end());
  afterEach(() => expect(visit?.seen.wrongs.splice(0)).toEqual([]));

  const record = `/people/${personIdOf('oak', 'site', 'W-ann')}`;
  interface Heard {
    type: string;
    data: Record<string, unknown>;
  }
  /** What the website was told so far; asked from the start each time. */
  const heard = async (): Promise<Heard[]> => {
    const answer = await fetch(`${visit.desk.url}/v1/feed?limit=500`, { headers: { authorization: `Bearer ${visit.desk.keys.site}` } });
    return (await answer.json()) as Heard[];
  };
  const hears = async (type: string, data: object): Promise<void> => {
    await until(async () => (await heard()).some((one) => one.type === type));
    expect((await heard()).findLast((one) => one.type === type)?.data).toMatchObject(data);
  };
  const dialog = (name: string) => visit.page.getByRole('dialog', { name });

  test('P6, M20: an agent changes what a customer saved, and the website hears the whole search', async () => {
    const { page } = visit;
    await page.goto(record);
    await page.getByRole('button', { name: 'Change: By the sea' }).click();
    const form = dialog('Change a search of Ann Reed');
    await form.getByLabel('Highest price (GBP)').fill('200000');
    await form.getByRole('button', { name: 'Save search' }).click();
    await form.getByText('The highest price is below the lowest, so that nothing would match').waitFor();
    // The refusal is a 422, which the browser counts among what went wrong.
    visit.seen.wrongs.splice(0);
    await form.getByLabel('Highest price (GBP)').fill('550000');
    expect(await lookOver(page, 'search-dialog')).toEqual([]);
    await form.getByRole('button', { name: 'Save search' }).click();
    await page.getByText('Search saved. The website hears of it.').waitFor();
    await page.getByText(/By the sea: House or cottage to buy, in Lewes and the Downs, 3\+ bedrooms, GBP 300,000 to 550,000/).waitFor();
    const { search: saved } = search('explicit') as { search: object };
    await hears('search.updated', {
      searchId: 's1',
      name: 'By the sea',
      search: { ...saved, maxPrice: '550000', features: [{ term: 'garden', want: 'must' }] },
    });
  }, 400_000);

  test('P6, M20: an agent saves a search with a place others searched in and a circle by where its middle is', async () => {
    const { page } = visit;
    await page.goto(record);
    await page.getByRole('button', { name: 'Add a saved search' }).click();
    const form = dialog('Save a search for Ann Reed');
    await form.getByText('To rent', { exact: true }).click();
    await form.getByLabel('Highest price (GBP)').fill('1500');
    await form.getByRole('combobox', { name: 'Types of property' }).click();
    await page.getByRole('option', { name: 'Flat' }).click();
    await form.getByLabel('Add a place').fill('bright');
    await page.getByRole('option', { name: 'Brighton' }).click();
    await form.getByRole('button', { name: 'Take away: Brighton' }).waitFor();
    await form.getByRole('button', { name: 'Draw a circle' }).click();
    // A click on the map says where its middle is.
    await form.locator('canvas').click();
    await until(async () => (await form.getByLabel('Latitude').inputValue()) !== '');
    await form.getByLabel('Latitude').fill('50.8739');
    await form.getByLabel('Longitude').fill('0.0088');
    await form.getByLabel('What the place is called').fill('Lewes');
    expect(await lookOver(page, 'search-circle')).toEqual([]);
    await form.getByRole('button', { name: 'Add the circle' }).click();
    await form.getByRole('button', { name: 'Take away: Lewes + 2 miles' }).waitFor();
    await form.getByRole('combobox', { name: 'E-mail alert' }).click();
    await page.getByRole('option', { name: 'Weekly' }).click();
    await form.getByRole('button', { name: 'Save search' }).click();
    await page.getByText('Flat to rent, in Brighton, Lewes + 2 miles, up to GBP 1,500 monthly', { exact: true }).waitFor();
    await hears('search.saved', {
      search: {
        channel: 'lettings',
        strength: 'explicit',
        maxPrice: '1500',
        priceFrequency: 'monthly',
        propertyTypes: ['flat'],
        areas: [
          brighton,
          { label: 'Lewes + 2 miles', kind: 'radius', centre: [0.0088, 50.8739], radiusMetres: 3219, geometry: { type: 'Polygon' } },
        ],
      },
      alert: { status: 'active', frequency: 'weekly', changedBy: 'branch' },
    });
  }, 400_000);

  test('P6: who changes a search that another changed meanwhile sees what it is now, and decides', async () => {
    const { page } = visit;
    await page.goto(record);
    await page.getByRole('button', { name: 'Change: By the sea' }).click();
    const form = dialog('Change a search of Ann Reed');
    await form.getByLabel('Name').fill('By the river');
    await visit.desk.send(
      'site',
      told('search.updated', 'W-ann', { searchId: 's1', name: 'By a wood', ...search('explicit', { minBedrooms: 5 }) }),
    );
    await until(async () => {
      const rows: unknown[] = await visit.desk.db.query(`select 1 from lead_desk.searches where name = 'By a wood'`);
      return rows.length === 1;
    });
    await form.getByRole('button', { name: 'Save search' }).click();
    await form
      .getByText(
        /Meanwhile it became: House or cottage to buy, in Lewes and the Downs, 5\+ bedrooms.*Save once more to put yours in its place/,
      )
      .waitFor();
    visit.seen.wrongs.splice(0);
    await form.getByRole('button', { name: 'Save search' }).click();
    await page.getByText(/By the river: House or cottage to buy, in Lewes and the Downs, 3\+ bedrooms/).waitFor();
  }, 400_000);

  test('P6, M20: a search is removed, and saved again by undo or later', async () => {
    const { page } = visit;
    await page.goto(record);
    const remove = page.getByRole('button', { name: 'Remove: By the river' });
    await remove.click();
    await page.getByText(/^Removed \d/).waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await remove.click();
    await page.getByRole('button', { name: 'Save again: By the river' }).click();
    await remove.waitFor();
    await hears('search.removed', { searchId: 's1' });
    await until(async () => (await heard()).filter(({ type, data }) => type === 'search.saved' && data['searchId'] === 's1').length === 2);
  }, 400_000);

  test('P9, M20: what a customer says on the phone is noted of a listing, and taken back', async () => {
    const { page } = visit;
    await page.goto(record);
    await page.getByRole('button', { name: 'Add an interest in a property' }).click();
    const form = dialog('A property that interests Ann Reed');
    await form.getByRole('combobox', { name: 'Property' }).fill('mill');
    await page.getByRole('option', { name: '9 Mill Lane, Lewes' }).click();
    expect(await lookOver(page, 'interest-dialog')).toEqual([]);
    await form.getByRole('button', { name: 'Note it' }).click();
    await page.getByText('Noted. The website takes it for a saved property.').waitFor();
    await hears('interest.registered', { ...home('9', '9 Mill Lane, Lewes'), how: 'call' });
    await page.getByRole('button', { name: 'Take back: 9 Mill Lane, Lewes' }).click();
    await page.getByText('No saved property').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText(/Shown in branch/).waitFor();
    // On a phone, what a person looks for stands under this tab.
    await page.goto(`${record}?tab=about`);
    expect(await lookOver(page, 'wishes')).toEqual([]);
    await page.getByRole('button', { name: 'Add an interest in a property' }).click();
    await form.getByRole('button', { name: 'Another listing' }).click();
    await form.getByLabel('System').fill('listings');
    await form.getByRole('button', { name: 'Note it' }).click();
    await form.locator('[class*=error]').first().waitFor();
    visit.seen.wrongs.splice(0);
    await form.getByLabel('Reference there').fill('L-7');
    await form.getByRole('button', { name: 'Note it' }).click();
    await page.getByText('L-7', { exact: true }).waitFor();
  }, 400_000);
});
