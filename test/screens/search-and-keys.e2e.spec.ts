import { addMembers } from '../../apps/lead-desk/test/office-of-agents';
import { password } from '../../apps/lead-desk/test/running-desk';
import { describeScreens } from './browser';
import { lookOver } from './look-over';
import { settled } from './settled';
import { administrator } from './stand-desk';
import { person, told } from './told';
import { Visit } from './visit';

describeScreens('search and keyboard', () => {
  let visit: Visit;
  beforeAll(async () => {
    visit = await Visit.begin(async (desk) => {
      await desk.send(
        'site',
        told('person.registered', 'W-ann', person('Ann Reed', 'ann.reed@example.org')),
        told('person.registered', 'W-bea', person('Bea Stone', 'bea@example.org')),
        told('site.visited', 'W-ann', { visits: 1 }, { id: 'visit-4711' }),
      );
      await settled(desk, 3);
    });
  });
  afterAll(() => visit?.end());

  const look = async (words: string): Promise<void> => {
    await visit.page.keyboard.press('Control+k');
    await visit.page.getByPlaceholder('Search people, leads, events, screens and actions').fill(words);
  };
  const heading = (name: string | RegExp) => visit.page.getByRole('heading', { level: 1, name });

  test('who uses no mouse signs in, finds somebody in the list and opens them', async () => {
    const { page } = visit;
    await page.goto('/people');
    await page.getByLabel('E-mail').waitFor();
    await page.keyboard.type(administrator.email);
    await page.keyboard.press('Tab');
    await page.keyboard.type(administrator.password);
    await page.keyboard.press('Enter');
    await heading('People').waitFor();
    await page.getByRole('link', { name: 'Bea Stone' }).waitFor();
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to content');
    await page.keyboard.press('Enter');
    // From the content's beginning to the first person is a walk over the filters, the head of the table and the box that selects.
    for (let steps = 0; steps < 40; steps += 1) {
      await page.keyboard.press('Tab');
      if (await page.evaluate(() => document.activeElement?.matches('tr[data-row] a') === true)) break;
    }
    const focused = await page.evaluate(() => document.activeElement?.textContent);
    await page.keyboard.press('ArrowDown');
    const below = await page.evaluate(() => document.activeElement?.textContent);
    expect([focused, below].sort()).toEqual(['Ann Reed', 'Bea Stone']);
    await page.keyboard.press('Enter');
    await heading(below ?? '').waitFor();
  });

  test('every stop of the keyboard shows where it is', async () => {
    const { page } = visit;
    await page.goto('/people');
    await heading('People').waitFor();
    const unseen: string[] = [];
    for (let steps = 0; steps < 20; steps += 1) {
      await page.keyboard.press('Tab');
      const hidden = await page.evaluate(() => {
        const element = document.activeElement;
        if (!element || element === document.body) return undefined;
        const { outlineStyle, outlineWidth, borderColor } = getComputedStyle(element);
        const box = element.closest('[data-size]') ?? element;
        const shown =
          (outlineStyle !== 'none' && outlineWidth !== '0px') ||
          getComputedStyle(box).borderColor !== borderColor ||
          element.matches('input');
        return shown ? undefined : element.outerHTML.slice(0, 120);
      });
      if (hidden !== undefined) unseen.push(hidden);
    }
    expect(unseen).toEqual([]);
  });

  test('Ctrl K finds a person', async () => {
    await look('bea');
    await visit.page
      .getByRole('button', { name: /Bea Stone/ })
      .first()
      .waitFor();
    await visit.page.keyboard.press('Enter');
    await heading('Bea Stone').waitFor();
  });

  test('Ctrl K finds an event by its id', async () => {
    await look('visit-4711');
    await visit.page.getByText('visit-4711').waitFor();
    await visit.page.keyboard.press('Enter');
    await heading(/Site visited/).waitFor();
  });

  test('Ctrl K does what a list offers', async () => {
    await look('events parked');
    await visit.page.getByText('Show events: Parked').waitFor();
    await visit.page.keyboard.press('Enter');
    await visit.page.waitForURL('**/events?outcome=parked');
  });

  test('Ctrl K says what to try where nothing is found', async () => {
    await look('qqqq zzzz');
    await visit.page.getByText(/Nothing found for/).waitFor();
    await visit.page.keyboard.press('Escape');
  });

  test('Ctrl K finds a lead by name or e-mail, for those who may see it', async () => {
    const found = (page: typeof visit.page) => page.getByRole('button', { name: /Bea Stone.*Not contacted/ });
    for (const words of ['bea stone', 'bea@example.org']) {
      await visit.page.goto('/people');
      await heading('People').waitFor();
      await look(words);
      await found(visit.page).waitFor();
    }
    await found(visit.page).click();
    await visit.page.waitForURL('**/leads/*');
    await heading('Bea Stone').waitFor();
    await addMembers(visit.desk.db, ['Agnes Ash']);
    const agent = await visit.asMember('agnes.ash@oak.example.com', password);
    await agent.page.getByRole('heading', { level: 1 }).waitFor();
    await agent.page.keyboard.press('Control+k');
    await agent.page.getByPlaceholder('Search people, leads, events, screens and actions').fill('bea stone');
    await agent.page.getByText('Bea Stone').first().waitFor();
    expect(await found(agent.page).count()).toBe(0);
    await agent.context.close();
  });

  test('a question mark shows the keys, and the search leads to them', async () => {
    const { page } = visit;
    await page.goto('/leads');
    await heading('Leads').waitFor();
    await page.keyboard.press('?');
    const dialog = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    await dialog.getByText('Review its request').waitFor();
    expect(await lookOver(page, 'shortcuts')).toEqual([]);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    await look('keyboard shortcuts');
    await page.keyboard.press('Enter');
    await dialog.waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
  });

  test('leads are gone through, selected, sought and added by keys alone', async () => {
    const { page } = visit;
    await page.goto('/leads?sort=name');
    await page.getByRole('link', { name: 'Ann Reed' }).waitFor();
    await page.keyboard.press('j');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Ann Reed');
    await page.keyboard.press('j');
    await page.keyboard.press('x');
    expect(await page.getByLabel('Select Bea Stone').isChecked()).toBe(true);
    await page.keyboard.press('x');
    await page.keyboard.press('/');
    await page.keyboard.type('bea');
    await page.waitForURL('**/leads?*search=bea*');
    await page.goto('/leads');
    await page.getByRole('link', { name: 'Bea Stone' }).waitFor();
    await page.keyboard.press('n');
    await page.waitForURL('**/leads/new');
    await page.goto('/leads?search=bea');
    await page.getByRole('link', { name: 'Bea Stone' }).click();
    await heading('Bea Stone').waitFor();
    await page.keyboard.press('p');
    await page.waitForURL('**/people/*');
  });
});
