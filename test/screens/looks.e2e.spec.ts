import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { describeScreens, type Seen } from './browser';
import { lookOver } from './look-over';
import { settled } from './settled';
import { home, person, search, told } from './told';
import { axeFinds, Visit } from './visit';

const mill = home('9', '9 Mill Lane, Lewes');
const long = `${'Wilhelmina-Alexandra'.repeat(6)} Featherstonehaugh`;
const journey = `/events/journey?source=${encodeURIComponent('https://www.oak.example')}&id=search-1`;

describeScreens('looks', () => {
  let visit: Visit;
  let seen: Seen;
  let page: Page;
  let screens: Record<string, { path: string; ready: string }>;

  beforeAll(async () => {
    visit = await Visit.begin(async (desk) => {
      desk.office.answer = ({ id }) => (id === 'search-1' ? 422 : 200);
      await desk.send(
        'site',
        told('person.registered', 'W-ann', person(long, `${'ann.reed'.repeat(7)}@example.org`)),
        told('consent.changed', 'W-ann', {
          consents: [
            { purpose: 'marketing', channel: 'phone', status: 'denied', at: '2026-11-01T10:00:00Z', by: 'person', evidence: 'form' },
          ],
        }),
        told('search.performed', 'W-ann', search('implied'), { id: 'search-1' }),
        told('search.saved', 'W-ann', { searchId: 's1', ...search('explicit') }),
        told('property.saved', 'W-ann', mill),
        told('ownership.claimed', 'W-ann', { ...mill, ownership: { capacity: 'vendor', state: 'claimed' } }),
        told('person.registered', 'W-rtl', person('مريم العلي')),
      );
      await settled(desk, 7, 1);
    });
    await visit.signIn();
    const rows: { human: string }[] = await visit.desk.db.query('select human from lead_desk.people where name = $1', [long]);
    const record = `/people/${rows[0]?.human}`;
    screens = {
      'sign-in': { path: '/sign-in', ready: 'form' },
      events: { path: '/events', ready: 'tr[data-row]' },
      'no events': { path: '/events?type=ownership.ended', ready: '[data-testid=list] strong' },
      people: { path: '/people', ready: 'tr[data-row]' },
      person: { path: record, ready: 'h1' },
      'what a person did': { path: `${record}?tab=timeline`, ready: 'h1' },
      'a journey': { path: journey, ready: '[data-testid=sentence]' },
      'nothing there': { path: '/people/nobody', ready: 'h1' },
      'no such screen': { path: '/nowhere', ready: 'h1' },
    };
    seen = await visit.as({});
    ({ page } = seen);
  }, 400_000);
  afterAll(() => visit?.end());
  afterEach(() => expect(seen.wrongs.splice(0)).toEqual([]));

  const go = async (name: string): Promise<void> => {
    const { path, ready } = screens[name] ?? { path: '/', ready: 'body' };
    await page.goto(path);
    await page.locator(ready).first().waitFor();
  };
  const names = ['sign-in', 'events', 'no events', 'people', 'person', 'what a person did', 'a journey', 'nothing there', 'no such screen'];

  const inBothSchemes = async (): Promise<string[]> => {
    const found: string[] = [];
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.locator(`[data-mantine-color-scheme=${colorScheme}]`).waitFor();
      found.push(...(await axeFinds(page)).map((line) => `${colorScheme}: ${line}`));
    }
    return found;
  };

  test.each(names)('reads well at every width and at 200 %%, light and dark: %s', async (name) => {
    await go(name);
    expect(await lookOver(page, name)).toEqual([]);
  });

  test('axe finds nothing in what opens: search, a filter, the account, an attempt', async () => {
    await page.setViewportSize({ width: 1280, height: 900 });
    await go('events');
    await page.keyboard.press('Control+k');
    await page.getByText('Show events: Parked').waitFor();
    expect(await inBothSchemes()).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Type' }).click();
    await page.getByLabel('Find a type').waitFor();
    expect(await inBothSchemes()).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: /^You/ }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).waitFor();
    expect(await inBothSchemes()).toEqual([]);
    await go('a journey');
    await page.getByRole('button', { name: /attempt 1/ }).click();
    expect(await inBothSchemes()).toEqual([]);
  });

  test.each([
    ['sign-in', '.mantine-Input-input:not(:focus)'], // the focus is stronger still
    ['people', 'tr[data-row] input'],
  ])('edges of boxes are seen in both schemes, at 3:1 at least: %s', async (name, boxes) => {
    await page.setViewportSize({ width: 1280, height: 900 });
    await go(name);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.locator(`[data-mantine-color-scheme=${colorScheme}]`).waitFor();
      await page.locator(boxes).first().waitFor();
      const faint = await page.locator(boxes).evaluateAll((found) => {
        const light = (colour: string): number => {
          const [r = 0, g = 0, b = 0] = (colour.match(/[\d.]+/g) ?? []).map((part) => {
            const share = Number(part) / 255;
            return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
          });
          return 0.2126 * r + 0.7152 * g + 0.0722 * b;
        };
        const contrast = (box: Element): number => {
          const { borderTopColor, backgroundColor } = getComputedStyle(box);
          const [one, other] = [light(borderTopColor), light(backgroundColor)];
          return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
        };
        return found.filter((box) => contrast(box) < 3).map((box) => box.outerHTML);
      });
      expect([colorScheme, faint]).toEqual([colorScheme, []]);
    }
  });

  test('of many targets a row names the one to worry about, and a phone shows every outcome whole', async () => {
    await page.setViewportSize({ width: 1280, height: 900 });
    const states = ['delivered', 'delivered', 'heldApproval', 'parked', 'inFlight'];
    const targets = states.map((state, n) => ({ target: `t${n}`, name: `Office number ${n}`, state }));
    // It would tell the rows as they are.
    await page.route('**/api/events/live', (route) => route.abort());
    await page.route(/\/api\/events(\?|$)/, async (route) => {
      const answer = await route.fetch();
      // The desk's own answer.
      const body = (await answer.json()) as { events: object[] };
      await route.fulfill({ response: answer, json: { ...body, events: body.events.map((event) => ({ ...event, targets })) } });
    });
    await go('events');
    const cell = page.locator('tr[data-row]').first().getByText('Office number 3').locator('xpath=ancestor::td');
    expect(await cell.innerText()).toMatch(/^Office number 3\s+\+4 more$/);
    expect(await cell.getByText('+4 more').getAttribute('title')).toContain('Office number 2: Held approval');
    await page.unrouteAll();
    await page.setViewportSize({ width: 360, height: 900 });
    await go('events');
    const cut = await page
      .locator('main [data-tone] > .cut')
      .evaluateAll((texts) => texts.filter((text) => text.scrollWidth > text.clientWidth).map((text) => text.textContent));
    expect(cut).toEqual([]);
  });

  test('the first screen loads less than 300 kB, gzipped, and the map not at all', async () => {
    const { page: fresh, context } = await visit.as({});
    const loaded = new Map<string, Promise<Buffer>>();
    fresh.on('response', (response) => {
      if (/\.(js|css)$/.test(new URL(response.url()).pathname)) loaded.set(response.url(), response.body());
    });
    await fresh.goto('/events');
    await fresh.locator('tr[data-row]').first().waitFor();
    await fresh.waitForLoadState('networkidle', { timeout: 1_000 }).catch(() => undefined); // the live list stays open
    const sizes = await Promise.all([...loaded.values()].map(async (body) => gzipSync(await body).length));
    const total = sizes.reduce((sum, size) => sum + size, 0);
    expect(sizes.length).toBeGreaterThan(2);
    expect(total).toBeLessThan(300_000);
    expect([...loaded.keys()].filter((address) => /Map|maplibre/i.test(address))).toEqual([]);
    await context.close();
  });
});
