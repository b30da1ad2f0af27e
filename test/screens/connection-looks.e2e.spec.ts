import type { Page } from 'playwright-core';
import { describeScreens, type Seen } from './browser';
import { lookOver } from './look-over';
import { axeFinds, Visit } from './visit';

const secret = `whsec_${Buffer.from('a secret of some length').toString('base64')}`;
const connection = {
  id: 'crm',
  name: `${'Wilhelmina-Alexandra'.repeat(4)} & Partners CRM`,
  pack: 'cloudevents',
  settings: { address: 'https://crm.example/events', secret },
};
const boss = {
  id: 'boss',
  name: 'Boss',
  pack: 'follow-up-boss',
  settings: { apiKey: 'k', webhookKey: 'w', system: 'Oak', site: 'oak.example', address: 'https://boss.example/v1' },
};
const screens: Record<string, string> = {
  'the list': '/connections',
  'one connection': '/connections/crm',
  'one that is swept': '/connections/boss',
  'its settings': '/connections/crm/settings',
  'the choice of a pack': '/connect',
  'the form of a pack': '/connect?pack=gohighlevel',
  'the matrix': '/capabilities',
};

/** Through the lead desk's own API, as the form does. */
async function addConnection(page: Page, added: object): Promise<number> {
  return page.evaluate(async (body) => {
    const session: unknown = await (await fetch('/api/session')).json();
    // The desk's own answer.
    const { csrf } = session as { csrf: string };
    const headers = { 'content-type': 'application/json', 'x-csrf-token': csrf };
    return (await fetch('/api/connections', { method: 'POST', headers, body: JSON.stringify(body) })).status;
  }, added);
}

describeScreens('looks of connections', () => {
  let visit: Visit;
  let seen: Seen;
  let page: Page;

  beforeAll(async () => {
    visit = await Visit.begin();
    await visit.signIn();
    expect(await addConnection(visit.page, connection)).toBe(201);
    await visit.desk.db.query(
      `insert into connections.drift (agency, connection, record, field, count, ours, theirs, last_at) values ('oak', 'crm', 'contact', '/a/rather/long/field', 12345, $1, 'nothing', now())`,
      ['x'.repeat(300)],
    );
    await visit.desk.db.query(
      `insert into connections.topics (agency, connection, topic, first_at, last_at, heard) values ('oak', 'crm', $1, '2026-11-01', '2026-11-02', 812)`,
      ['A'.repeat(80)],
    );
    expect(await addConnection(visit.page, boss)).toBe(201);
    await visit.desk.db.query(
      `insert into connections.sweeps (agency, connection, record, begun_at, ended_at, due_at, found, missed)
       values ('oak', 'boss', 'appointment', now() - '25 minutes'::interval, now() - '25 minutes'::interval, now() + '1 day'::interval, 12345, 678)
       on conflict (agency, connection, record) do update set ended_at = excluded.ended_at, due_at = excluded.due_at, found = excluded.found, missed = excluded.missed`,
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

  test.each(Object.keys(screens))('reads well at every width and at 200 %%, light and dark: %s', async (name) => {
    await go(name);
    expect(await lookOver(page, name)).toEqual([]);
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
