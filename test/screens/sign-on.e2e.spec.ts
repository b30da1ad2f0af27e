import { describeScreens } from './browser';
import { lookOver } from './look-over';
import { settled } from './settled';
import { home, person, told } from './told';
import { axeFinds, Visit } from './visit';

const mill = home('9', '9 Mill Lane, Lewes');

describeScreens('sign-on', () => {
  let visit: Visit;
  beforeAll(async () => {
    visit = await Visit.begin(async (desk) => {
      await desk.send('site', told('person.registered', 'W-ann', person('Ann Reed', 'ann.reed@example.org')));
      await settled(desk, 1);
    });
    await visit.signIn();
  }, 400_000);
  afterAll(() => visit?.end());
  afterEach(() => expect(visit?.seen.wrongs.splice(0)).toEqual([]));

  const button = (name: string) => visit.page.getByRole('button', { name });
  const ask = (subject: string): Promise<Response> =>
    fetch(`${visit.desk.url}/v1/sign-ons`, {
      method: 'POST',
      headers: { authorization: `Bearer ${visit.desk.keys.site}`, 'content-type': 'application/json' },
      body: JSON.stringify({ subject, property: { system: 'site', id: '9' }, product: 'tracker' }),
    });

  test('P14: with none there, the screen says what a product is; one is added, what is wrong said beside its field', async () => {
    const { page } = visit;
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Sign-on' }).click();
    await page.getByText('No product yet').waitFor();
    expect(await axeFinds(page)).toEqual([]);
    await button('Add a product').click();
    const dialog = page.getByRole('dialog', { name: 'Add a product' });
    await dialog.getByLabel('Name').fill('Vendor tracker');
    await dialog.getByLabel('Id', { exact: true }).fill('Bad Id');
    await dialog.getByLabel('Audience').fill('https://tracker.example.com');
    await dialog.getByLabel('Address that takes owners in').fill('http://127.0.0.1:4999/in');
    await dialog.getByRole('button', { name: 'Add a product' }).click();
    await dialog.getByText('The id must be 1 to 63 lower-case letters, digits and hyphens').waitFor();
    expect(await dialog.getByLabel('Address that takes owners in').getAttribute('aria-invalid')).toBe('true');
    expect(await lookOver(page, 'product')).toEqual([]);
    await dialog.getByLabel('Id', { exact: true }).fill('tracker');
    await dialog.getByRole('switch').check({ force: true });
    await dialog.getByRole('button', { name: 'Add a product' }).click();
    await page.getByRole('row', { name: /Vendor tracker/ }).waitFor();
    await page.getByText(`${visit.desk.url}/.well-known/jwks.json`).waitFor();
  }, 400_000);

  test('P14: what became of links asked for is shown: refused and why, open, let in once', async () => {
    const { page, desk } = visit;
    expect((await ask('W-ann')).status).toBe(403);
    await desk.send('site', told('ownership.claimed', 'W-ann', { ...mill, ownership: { capacity: 'vendor', state: 'claimed' } }));
    await settled(desk, 2);
    expect((await ask('W-ann')).status).toBe(403);
    await desk.send(
      'office',
      told('person.registered', 'C-1', { person: { name: { full: 'Ann Reed' }, externalIds: [{ system: 'site', id: 'W-ann' }] } }),
      told('ownership.confirmed', 'C-1', { ...mill, ownership: { capacity: 'vendor', state: 'confirmed' } }),
    );
    await settled(desk, 4);
    const { link } = (await (await ask('W-ann')).json()) as { link: string }; // as the bridge answers
    expect((await fetch(link, { redirect: 'manual' })).status).toBe(303);
    expect((await fetch(link, { redirect: 'manual' })).status).toBe(410);
    await page.goto('/sign-on');
    const rows = page.getByRole('table', { name: 'Links asked for, newest first' }).getByRole('row');
    await rows.filter({ hasText: 'Let in' }).getByText('tried 1 time after').waitFor();
    await rows.filter({ hasText: 'no back office has confirmed the ownership' }).first().waitFor();
    await rows.filter({ hasText: 'the ownership is claimed and not confirmed yet' }).first().waitFor();
    await rows.getByRole('link', { name: 'Ann Reed' }).first().waitFor();
    expect(await lookOver(page, 'sign-on')).toEqual([]);
  }, 400_000);

  test('P14: a product is edited and removed after a question', async () => {
    const { page } = visit;
    await page.goto('/sign-on');
    await button('Edit Vendor tracker').click();
    const dialog = page.getByRole('dialog', { name: 'Edit Vendor tracker' });
    await dialog.getByLabel('Name').fill('Owner tracker');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('row', { name: /Owner tracker/ }).waitFor();
    await button('Remove Owner tracker').click();
    const asks = page.getByRole('dialog', { name: 'Let nobody into Owner tracker any more?' });
    await asks.waitFor();
    expect(await axeFinds(page)).toEqual([]);
    await asks.getByRole('button', { name: 'Remove' }).click();
    await page.getByText('No product yet').waitFor();
    expect((await ask('W-ann')).status).toBe(404);
  });
});
