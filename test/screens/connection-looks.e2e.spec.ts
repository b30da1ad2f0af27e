import type { Page } from 'playwright-core';
import { describeScreens, type Seen } from './browser';
import { axeFinds, tooWide, Visit } from './visit';

const secret = `whsec_${Buffer.from('a secret of some length').toString('base64')}`;
const connection = {
  id: 'crm',
  name: `${'Wilhelmina-Alexandra'.repeat(4)} & Partners CRM`,
  pack: 'cloudevents',
  settings: { address: 'https://crm.example/events', secret },
};
const screens: Record<string, string> = {
  'the list': '/connections',
  'one connection': '/connections/crm',
  'its settings': '/connections/crm/settings',
  'the choice of a pack': '/connect',
  'the form of a pack': '/connect?pack=gohighlevel',
  'the matrix': '/capabilities',
};

/** Through the lead desk's own API, as the form does. */
async function addConnection(page: Page): Promise<number> {
  return page.evaluate(async (body) => {
    const session: unknown = await (await fetch('/api/session')).json();
    // The desk's own answer.
    const { csrf } = session as { csrf: string };
    const headers = { 'content-type': 'application/json', 'x-csrf-token': csrf };
    return (await fetch('/api/connections', { method: 'POST', headers, body: JSON.stringify(body) })).status;
  }, connection);
}

describeScreens('looks of connections', () => {
  let visit: Visit;
  let seen: Seen;
  let page: Page;

  beforeAll(async () => {
    visit = await Visit.begin();
    await visit.signIn();
    expect(await addConnection(visit.page)).toBe(201);
    await visit.desk.db.query(
      `insert into connections.drift (agency, connection, record, field, count, ours, theirs, last_at) values ('oak', 'crm', 'contact', '/a/rather/long/field', 12345, $1, 'nothing', now())`,
      ['x'.repeat(300)],
    );
    await visit.desk.db.query(
      `insert into connections.topics (agency, connection, topic, first_at, last_at, heard) values ('oak', 'crm', $1, '2026-11-01', '2026-11-02', 812)`,
      ['A'.repeat(80)],
    );
    seen = await visit.as({});
    ({ page } = seen);
  }, 400_000);
  afterAll(() => visit?.end());
  afterEach(() => expect(seen.wrongs.splice(0)).toEqual([]));

  const go = async (name: string): Promise<void> => {
    await page.goto(screens[name] ?? '/');
    await page.locator('h1').first().waitFor();
    await page.locator('[aria-busy=true]').first().waitFor({ state: 'detached' });
  };
  const inBothSchemes = async (): Promise<string[]> => {
    const found: string[] = [];
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.locator(`[data-mantine-color-scheme=${colorScheme}]`).waitFor();
      found.push(...(await axeFinds(page)).map((line) => `${colorScheme}: ${line}`));
    }
    return found;
  };

  test.each(Object.keys(screens))('axe finds nothing, and nothing scrolls sideways, wide and narrow, light and dark: %s', async (name) => {
    await go(name);
    for (const width of [1280, 360]) {
      await page.setViewportSize({ width, height: 900 });
      expect(await inBothSchemes()).toEqual([]);
    }
    for (const width of [360, 640, 768, 1280, 1920]) {
      await page.setViewportSize({ width, height: 900 });
      expect([width, await tooWide(page)]).toEqual([width, 0]);
    }
  });

  test('axe finds nothing in what opens: problems of a form, a sentence of the matrix', async () => {
    await page.setViewportSize({ width: 1280, height: 900 });
    await go('the form of a pack');
    await page.getByRole('button', { name: 'Set up and test' }).click();
    await page.getByRole('alert').first().waitFor();
    expect(await inBothSchemes()).toEqual([]);
    await go('the matrix');
    await page.getByRole('table').getByRole('button').nth(3).click();
    await page.getByRole('dialog').waitFor();
    expect(await inBothSchemes()).toEqual([]);
  });
});
