import { describeScreens } from './browser';
import { administrator } from './stand-desk';
import { Visit } from './visit';

describeScreens('signing in', () => {
  let visit: Visit;
  beforeAll(async () => {
    visit = await Visit.begin();
  });
  afterAll(() => visit?.end());
  beforeEach(() => visit.seen.context.clearCookies());

  const fill = async (email: string, password: string): Promise<void> => {
    await visit.page.getByLabel('E-mail').fill(email);
    await visit.page.getByLabel('Password', { exact: true }).fill(password);
    await visit.page.keyboard.press('Enter');
  };

  test('a wrong password says so, the right one leads to where the link pointed', async () => {
    const { page } = visit;
    await page.goto('/people?sort=name&direction=asc');
    await page.waitForURL(/\/sign-in\?next=/);
    await fill(administrator.email, 'not the right one');
    expect(await page.getByRole('alert').textContent()).toContain('do not belong together');
    await fill(administrator.email, administrator.password);
    await page.waitForURL('**/people?sort=name&direction=asc');
    await page.getByRole('heading', { name: 'People', level: 1 }).waitFor();
    expect(visit.seen.wrongs).toEqual([]);
  });

  test('an empty field says what is missing, and nothing is asked of the desk', async () => {
    const { page } = visit;
    await page.goto('/sign-in');
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.method()));
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('Enter your e-mail').waitFor();
    await page.getByText('Enter your password').waitFor();
    expect(asked).not.toContain('POST');
  });

  test('a link to another host is not followed after signing in', async () => {
    const { page } = visit;
    await page.goto('/sign-in?next=//elsewhere.example/events');
    await fill(administrator.email, administrator.password);
    await page.getByRole('heading', { name: 'Events', level: 1 }).waitFor();
    expect(new URL(page.url()).origin).toBe(new URL(visit.desk.url).origin);
  });

  test('signing out ends the session, also for the way back', async () => {
    const { page } = visit;
    await visit.signIn();
    await page.getByRole('button', { name: 'You: Olivia Oak' }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.waitForURL('**/sign-in');
    expect((await page.request.get('/api/session')).status()).toBe(401);
    await page.goto('/people');
    await page.waitForURL(/\/sign-in/);
  });

  test('a session that ended elsewhere leads to the sign-in and from there back to the same screen', async () => {
    const { page } = visit;
    await visit.signIn();
    await page.goto('/people');
    await page.getByRole('heading', { name: 'People', level: 1 }).waitFor();
    await visit.desk.db.query('delete from lead_desk.sessions');
    const led = page.waitForURL(/\/sign-in\?next=/);
    // What tells of new messages may notice it before the click does; the screen is gone then.
    await page
      .getByRole('button', { name: 'Last active' })
      .click({ timeout: 5_000 })
      .catch(() => undefined);
    await led;
    await fill(administrator.email, administrator.password);
    await page.waitForURL(/\/people/);
  });
});
