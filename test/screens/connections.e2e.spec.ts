import { GoHighLevelTwin } from '../../apps/twin/src';
import { freePort } from '#runtime';
import { until } from '../journeys/until';
import { describeScreens } from './browser';
import { home, person, search, told } from './told';
import { Visit } from './visit';

describeScreens('connections', () => {
  let visit: Visit;
  let twin: GoHighLevelTwin;
  let address: string;

  beforeAll(async () => {
    twin = new GoHighLevelTwin({ seed: 'screens' });
    const port = await freePort();
    await twin.listen(port);
    address = `http://127.0.0.1:${port}`;
    visit = await Visit.begin();
    await visit.signIn();
  });
  afterAll(async () => {
    await visit?.end();
    await twin.close();
  });
  afterEach(() => expect(visit.seen.wrongs.splice(0)).toEqual([]));

  const button = (name: string | RegExp) => visit.page.getByRole('button', { name });
  const field = (name: string) => visit.page.getByLabel(name, { exact: true });
  const enter = async (name: string, token: string): Promise<void> => {
    await visit.page.goto('/connect?pack=gohighlevel');
    await field('Name').fill(name);
    await field('Private integration token').fill(token);
    await field('Location id').fill(twin.credentials.locationId);
    await field('Address').fill(address);
    await visit.page.getByRole('switch', { name: 'The address is in a private network' }).check({ force: true });
  };

  test('with none there, the list says what to do, and leads to the choice of a pack and its form', async () => {
    const { page } = visit;
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Connections' }).click();
    await page.getByText('No connection yet').waitFor();
    await page.getByRole('link', { name: 'Set up a connection' }).click();
    await page.getByRole('link', { name: /^GoHighLevel/ }).click();
    await page.getByRole('heading', { level: 1, name: 'Set up GoHighLevel' }).waitFor();
    expect(new URL(page.url()).search).toBe('?pack=gohighlevel');
  });

  test('what is missing is said beside every field at once, and the first of them has the focus', async () => {
    const { page } = visit;
    await page.goto('/connect?pack=gohighlevel');
    await button('Set up and test').click();
    expect(await page.getByRole('alert').first().textContent()).toBe('4 fields need another look. Nothing was saved.');
    for (const missing of ['Give it a name', 'Private integration token is missing', 'Location id is missing'])
      await page.getByText(missing, { exact: true }).waitFor();
    await until(() => field('Name').evaluate((element) => element === document.activeElement));
    expect(await field('Location id').getAttribute('aria-invalid')).toBe('true');
  });

  test('what the lead desk refuses stands beside its field, and what was typed stays', async () => {
    const { page } = visit;
    await enter('Wrong', 'pit-x');
    await field('Id').fill('site');
    await field('Address').fill('ftp://somewhere.example');
    await button('Set up and test').click();
    await page.getByText(/Address must be an address that begins with/).waitFor();
    await field('Address').fill(address);
    await button('Set up and test').click();
    await page.getByText(/There is a participant "site" already/).waitFor();
    expect(await field('Id').getAttribute('aria-invalid')).toBe('true');
    expect(await field('Private integration token').inputValue()).toBe('pit-x');
  });

  test('a connection is set up from the form, tested at once, and ready; its webhook address can be copied', async () => {
    const { page } = visit;
    await enter('Branch CRM', twin.credentials.token);
    expect(await field('Id').inputValue()).toBe('branch-crm');
    await button('Set up and test').click();
    await page.getByText('It works.').waitFor();
    await page.getByRole('heading', { level: 1, name: 'Branch CRM GoHighLevel' }).waitFor();
    await page.getByText('Ready', { exact: true }).waitFor();
    await button('Copy address').click();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/v1\/hooks\/[\w-]{20,}$/);
  });

  test('a wrong token is told in words, turns the state, and is mended in the settings without seeing the old one', async () => {
    const { page } = visit;
    await enter('Second CRM', 'pit-wrong');
    await button('Set up and test').click();
    await page.getByText('It does not work.').waitFor();
    await page.getByText('Credentials refused', { exact: true }).waitFor();
    await page.getByRole('link', { name: 'Settings' }).click();
    expect(await field('Private integration token').inputValue()).toBe('');
    expect(await page.content()).not.toContain('pit-wrong');
    await field('Private integration token').fill(twin.credentials.token);
    await button('Save settings').click();
    await button('Test connection').click();
    await page.getByText('It works.').waitFor();
  });

  test('P1: somebody signs in on the vendor’s own page and comes back to a connection that works', async () => {
    const { page } = visit;
    const { locationId, clientId, clientSecret } = twin.credentials;
    await page.goto('/connect?pack=gohighlevel');
    await field('Name').fill('Signed in CRM');
    await field('Sign-in').selectOption('oauth');
    expect(await field('Private integration token').count()).toBe(0);
    await field('Client id').fill(clientId);
    await field('Client secret').fill(clientSecret);
    await field('Location id').fill(locationId);
    await field('Address').fill(address);
    await field('Address of sign-in').fill(address);
    await page.getByRole('switch', { name: 'The address is in a private network' }).check({ force: true });
    await button('Set up and test').click();
    await page.getByText('Nobody has signed in at the vendor yet').first().waitFor();
    await page.getByText('Needs sign-in', { exact: true }).waitFor();
    for (const [press, then] of [
      ['Deny', 'Nobody agreed at the vendor.'],
      ['Allow', 'Ready'],
    ] as const) {
      await button('Sign in at GoHighLevel').click();
      await button(press).click();
      await page.getByText(then).first().waitFor();
      if (press === 'Deny') await page.getByRole('link', { name: 'Back to the connection' }).click();
    }
    expect(new URL(page.url()).pathname).toBe('/connections/signed-in-crm');
    await button('Test connection').click();
    await page.getByText('It works.').waitFor();
    // The vendor's page is another host.
    expect(visit.seen.wrongs.splice(0).filter((wrong) => !wrong.startsWith(`asked another host: ${address}/oauth/chooselocation`))).toEqual(
      [],
    );
  });

  test('P11: a value that the vendor does not know stands on the connection with what it offers', async () => {
    const { page } = visit;
    await page.goto('/connections/branch-crm/settings');
    await field('Pipeline of enquiries (optional)').fill('p-nobody');
    await button('Save settings').click();
    await button('Test connection').click();
    await page.getByText('One value is not known to the vendor; see below.').waitFor();
    await page
      .getByText(/^Pipeline of enquiries is "p-nobody", which the vendor does not know. It offers PipelineBuyers000001 \(Buyers\)/)
      .waitFor();
    await page.getByText('Ready', { exact: true }).waitFor();
    await page.goto('/connections/branch-crm/settings');
    await field('Pipeline of enquiries (optional)').fill('');
    await button('Save settings').click();
    await button('Test connection').click();
    await page.getByText('It works.').waitFor();
    await page.getByText('Values the vendor does not know').waitFor({ state: 'detached' });
  });

  test('settings that are saved empty keep the secret', async () => {
    const { page } = visit;
    await page.goto('/connections/branch-crm/settings');
    await page.getByRole('switch', { name: /^Property views/ }).uncheck({ force: true });
    await button('Save settings').click();
    await page.getByText('P7 Property views').waitFor();
    await button('Test connection').click();
    await page.getByText('It works.').waitFor();
  });

  test('a pause is one press, and so is going on', async () => {
    const { page } = visit;
    await page.goto('/connections/second-crm');
    await button('Pause').click();
    await page.getByText('Paused', { exact: true }).waitFor();
    await page.goto('/connections');
    await page
      .getByRole('row', { name: /Second CRM/ })
      .getByText('Paused')
      .waitFor();
    await page.goto('/connections/second-crm');
    await button('Resume').click();
    await page.getByText('Ready', { exact: true }).waitFor();
  });

  test('P17: every cell of the matrix says its sentence by keyboard alone', async () => {
    const { page } = visit;
    await page.goto('/capabilities');
    const cell = (name: RegExp) => page.getByRole('table').getByRole('button', { name });
    await cell(/^P1 .*Branch CRM: to the vendor passes ?, from the vendor passes/).focus();
    for (let row = 1; row < 7; row += 1) await page.keyboard.press('ArrowDown');
    expect(await cell(/^P7 .*Branch CRM: to the vendor switched off/).evaluate((one) => one === document.activeElement)).toBe(true);
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').getByText('A view is a note.').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
  });

  test('X9: the journey of an event shows the requests that were made for it, with body and answer', async () => {
    const { page, desk } = visit;
    await desk.send(
      'site',
      told('person.registered', 'W-ann', person('Ann Reed', 'ann.reed@example.org'), { id: 'ann-1' }),
      told('search.performed', 'W-ann', search('implied')),
      told('property.saved', 'W-ann', home('9', '9 Mill Lane, Lewes')),
    );
    await until(() => twin.records('contacts').length === 1 && twin.records('notes').length > 1);
    await page.goto(`/events/journey?participant=site&source=${encodeURIComponent('https://www.oak.example')}&id=ann-1`);
    const delivery = page.getByRole('region', { name: 'Branch CRM', exact: true });
    await delivery.getByRole('button', { name: /request.* to the vendor/ }).click();
    await delivery.getByText('POST /contacts/upsert').waitFor();
    await delivery.getByText('ann.reed@example.org').first().waitFor();
  });

  test('I8: an agent has no connections in the rail, and sees that requests were made but not what was in them', async () => {
    const { desk, page } = visit;
    await desk.db.query(`update lead_desk.members set role = 'agent'`);
    try {
      await page.reload();
      const delivery = page.getByRole('region', { name: 'Branch CRM', exact: true });
      await delivery.getByRole('button', { name: /request.* to the vendor/ }).click();
      await delivery.getByText('POST /contacts/upsert').waitFor();
      expect(await delivery.textContent()).not.toContain('ann.reed');
      expect(await page.getByRole('link', { name: 'Connections' }).count()).toBe(0);
      await page.goto('/connections');
      await page.getByText(/This is for the roles integrator and admin/).waitFor();
    } finally {
      await desk.db.query(`update lead_desk.members set role = 'admin'`);
    }
  });
});
