import { describeScreens } from './browser';
import { home, person, search, told } from './told';
import { axeFinds, tooWide, Visit } from './visit';

const source = 'https://www.oak.example';
const journeyOf = (id: string): string => `/events/journey?participant=demo-website&source=${encodeURIComponent(source)}&id=${id}`;

describeScreens('the lead desk in a browser', () => {
  let visit: Visit;
  jest.setTimeout(60_000);

  beforeAll(async () => {
    visit = await Visit.begin(async (desk) => {
      desk.office.answer = ({ id }) => (id === 'park-1' ? 422 : 200);
      await desk.send(
        'site',
        told('person.registered', 'W-ann', person('Ann Reed', 'ann.reed@example.com', { typed: '020 7946 0000', e164: '+442079460000' }), {
          id: 'ann-1',
        }),
        told('search.performed', 'W-ann', search('implied'), { id: 'search-1' }),
        told('property.viewed', 'W-ann', home('9', '9 Mill Lane, Lewes'), { id: 'park-1' }),
        told('ownership.claimed', 'W-ann', { ...home('9', '9 Mill Lane, Lewes'), ownership: { capacity: 'vendor', state: 'claimed' } }),
        told('person.registered', 'W-noa', person('نوعا García-López', 'noa@example.com'), { id: 'noa-1' }),
      );
    });
  });
  afterAll(() => visit?.end());
  afterEach(() => expect(visit.seen.wrongs.splice(0)).toEqual([]));

  it('a wrong password is told in words, and the right one leads to where the link pointed', async () => {
    const { page, desk } = visit;
    await page.goto('/people');
    await page.getByLabel('E-mail').fill(desk.admin.email);
    await page.getByLabel('Password', { exact: true }).fill('not the password');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('alert').getByText('do not belong together').waitFor();
    await page.getByLabel('Password', { exact: true }).fill(desk.admin.password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('Ann Reed').first().waitFor();
    expect(new URL(page.url()).pathname).toBe('/people');
  });

  it('X9: a new event announces itself and moves nothing until it is asked for', async () => {
    const { page, desk } = visit;
    await page.goto('/events');
    await page.getByText('Ann Reed').first().waitFor();
    const rows = page.getByRole('row');
    const before = await rows.count();
    await desk.send('site', told('site.visited', 'W-ann', { visits: 2 }));
    const fresh = page.getByRole('button', { name: /1 new/ });
    await fresh.waitFor();
    expect(await rows.count()).toBe(before);
    await fresh.click();
    await page.getByText('Site visited').first().waitFor();
  });

  it('X9: the list is filtered by outcome, and the address holds the filter', async () => {
    const { page } = visit;
    await page.goto('/events');
    await page
      .getByRole('radio', { name: /Parked/ })
      .or(page.getByRole('button', { name: /Parked/ }))
      .or(page.getByText(/^Parked/))
      .first()
      .click();
    await page.waitForURL(/outcome=parked/);
    await page.getByText('Property viewed').first().waitFor();
    await page.reload();
    await page.getByText('Property viewed').first().waitFor();
    expect(await page.getByText('Person registered').count()).toBe(0);
  });

  it('X9, P4: a journey says the outcome in a sentence, shows each attempt and answer, the payload and the area', async () => {
    const { page } = visit;
    await page.goto(journeyOf('park-1'));
    await page.getByText(/422/).first().waitFor();
    await page.goto(journeyOf('search-1'));
    await page.getByRole('heading', { name: /Search performed/ }).waitFor();
    await page
      .getByText(/[Dd]elivered/)
      .first()
      .waitFor();
    await page.getByText('"search.performed"').first().waitFor();
    await page.getByText('Lewes and the Downs').first().waitFor();
    await page.locator('canvas, svg[role="img"], [role="img"]').first().waitFor();
  });

  it('P3, P13: a person shows who they are, what happened and what is to be done', async () => {
    const { page } = visit;
    await page.goto('/people');
    await page.getByText('Ann Reed').first().click();
    await page.getByRole('heading', { name: 'Ann Reed' }).waitFor();
    await page.getByText('ann.reed@example.com').first().waitFor();
    await page.getByText('9 Mill Lane, Lewes').first().waitFor();
    await page.getByRole('heading', { name: 'To-dos' }).waitFor();
    await page.getByPlaceholder('What did you learn?').fill('Likes a garden');
    await page.getByRole('button', { name: 'Save note' }).click();
    await page.getByText('Likes a garden').first().waitFor();
    await page.reload();
    await page.getByText('Likes a garden').first().waitFor();
  });

  it('the search of everything finds a person by name', async () => {
    const { page } = visit;
    await page.goto('/events');
    await page.getByText('Ann Reed').first().waitFor();
    await page.keyboard.press('Control+k');
    await page.getByPlaceholder('Search people, events, screens and actions').fill('Ann Reed');
    await page
      .getByRole('option', { name: /Ann Reed/ })
      .or(page.getByRole('button', { name: /Ann Reed/ }))
      .first()
      .click();
    await page.getByRole('heading', { name: 'Ann Reed' }).waitFor();
  });

  it.each([
    ['light', 360],
    ['light', 1280],
    ['dark', 768],
    ['dark', 1920],
  ] as const)('%s at %i pixels: axe finds nothing and nothing scrolls sideways', async (colorScheme, width) => {
    const people = await (await visit.page.request.get('/api/people?search=Ann')).json();
    // The API's own answer, described in schemas/openapi/lead-desk.json.
    const { id } = (people as { people: { id: string }[] }).people[0] ?? { id: '' };
    const { page, context, wrongs } = await visit.as({ width, colorScheme });
    for (const path of ['/events', '/people', `/people/${id}`, journeyOf('search-1')]) {
      await page.goto(path);
      await page.getByText('Ann Reed').first().waitFor();
      expect([path, await axeFinds(page), await tooWide(page)]).toEqual([path, [], 0]);
    }
    expect(wrongs).toEqual([]);
    await context.close();
  });
});
