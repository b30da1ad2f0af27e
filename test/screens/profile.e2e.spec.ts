import { describeScreens, openPage } from './browser';
import { lookOver } from './look-over';
import { administrator } from './stand-desk';
import { Visit } from './visit';

describeScreens('profile', () => {
  let visit: Visit;
  beforeAll(async () => {
    visit = await Visit.begin(async () => undefined);
    await visit.signIn();
  }, 400_000);
  afterAll(() => visit?.end());
  afterEach(() => expect(visit?.seen.wrongs.splice(0)).toEqual([]));

  const button = (name: string) => visit.page.getByRole('button', { name, exact: true });

  test('a member finds their account by its menu, and signs out a browser that is not theirs', async () => {
    const { page } = visit;
    const [lost, forgotten] = [await openPage(visit.browser, visit.desk.url), await openPage(visit.browser, visit.desk.url)];
    for (const elsewhere of [lost, forgotten]) await visit.signIn(elsewhere.page);
    await page.getByRole('button', { name: /^You: / }).click();
    await page.getByRole('menuitem', { name: 'Profile' }).click();
    await page.getByRole('heading', { level: 1, name: 'Profile' }).waitFor();
    const sessions = page.getByRole('list', { name: 'Where you are signed in' }).getByRole('listitem');
    await sessions.filter({ hasText: 'This browser' }).getByText('Chrome on Linux').waitFor();
    expect(await lookOver(page, 'profile')).toEqual([]);
    expect(await sessions.count()).toBe(3);
    await sessions.getByRole('button', { name: 'Sign out Chrome on Linux' }).first().click();
    await page.getByText('Signed out there.').waitFor();
    await button('Sign out everywhere else').click();
    await page.getByText('Signed out everywhere but here.').waitFor();
    await button('Sign out everywhere else').waitFor({ state: 'detached' });
    expect(await sessions.count()).toBe(1);
    for (const { page: theirs, context } of [lost, forgotten]) {
      await theirs.goto('/people');
      await theirs.getByRole('button', { name: 'Sign in' }).waitFor();
      await context.close();
    }
  }, 400_000);

  test('what is wrong with another password stands at its field, and the right one is taken', async () => {
    const { page } = visit;
    await page.goto('/profile');
    const fill = async (current: string, next: string, again: string): Promise<void> => {
      await page.getByLabel('Your password now').fill(current);
      await page.getByLabel('New password', { exact: true }).fill(next);
      await page.getByLabel('New password once more').fill(again);
      await button('Change password').click();
    };
    await fill('wrong wrong wrong', 'several words in a row', 'several words');
    await page.getByText('The two are not the same').waitFor();
    await fill('wrong wrong wrong', 'several words in a row', 'several words in a row');
    await page.getByText('This is not your password').waitFor();
    expect(await page.getByLabel('Your password now').getAttribute('aria-invalid')).toBe('true');
    await fill(administrator.password, 'short', 'short');
    await page.getByText('A password needs at least 12 characters').waitFor();
    await fill(administrator.password, 'several words in a row', 'several words in a row');
    await page.getByText('Your password is changed. You were signed out everywhere else.').waitFor();
    expect(await page.getByLabel('Your password now').inputValue()).toBe('');
  }, 400_000);
});
