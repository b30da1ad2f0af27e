import { Packs } from '#connections';
import { areaFunctions } from '#mapping';
import { freePort } from '#runtime';
import { until } from '../journeys/until';
import { describeScreens } from './browser';
import { settled } from './settled';
import { person, told } from './told';
import { axeFinds, tooWide, Visit } from './visit';

describeScreens('mapping studio', () => {
  let visit: Visit;

  beforeAll(async () => {
    visit = await Visit.begin();
    await visit.desk.send(
      'site',
      told('person.registered', 'W1', person('Zebedee Quarrington', 'zebedee@quarrington.example'), { id: 'life-1' }),
    );
    await settled(visit.desk, 1);
    await visit.signIn();
  });
  afterAll(() => visit?.end());
  afterEach(() => expect(visit.seen.wrongs.splice(0)).toEqual([]));

  const { button, editor, status } = {
    button: (name: string | RegExp) => visit.page.getByRole('button', { name }),
    editor: () => visit.page.getByRole('textbox', { name: /^Text of/ }),
    status: (words: string | RegExp) => visit.page.getByRole('status').filter({ hasText: words }).first().waitFor(),
  };
  const openFile = (path: string) =>
    visit.page
      .getByRole('navigation', { name: 'Files' })
      .getByRole('button', { name: new RegExp(`^${path}`) })
      .click();
  const write = async (path: string, text: string): Promise<void> => {
    await openFile(path);
    await visit.page.getByRole('textbox', { name: `Text of ${path}` }).fill(text);
    await visit.page.keyboard.press('Control+s');
  };

  test('with none there, the list says what a draft is; one begins from the starter, and its samples pass', async () => {
    const { page } = visit;
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Mapping studio' }).click();
    await page.getByText('No draft yet').waitFor();
    await button('Begin a draft').click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name').fill('Oak CRM');
    await dialog.getByRole('button', { name: 'Begin a draft' }).click();
    await dialog.getByText(/lower-case letters, digits and hyphens$/).waitFor();
    await dialog.getByLabel('Name').fill('oak-crm');
    await dialog.getByRole('button', { name: 'Begin a draft' }).click();
    await page.getByRole('heading', { level: 1, name: 'oak-crm' }).waitFor();
    await status('2 samples pass');
  });

  test('a mistake is marked in its line once saved by keyboard, and F8 leads to it', async () => {
    const { page } = visit;
    await write('out/note.jsonata', '{\n  "text": $join(data.search.areas.label, " or "\n}\n');
    await status('1 problem');
    await button(/^out\/note\.jsonata 1 problem$/).waitFor();
    expect(await editor().getAttribute('aria-invalid')).toBe('true');
    await openFile('pack.yaml');
    await page.keyboard.press('F8');
    await page.getByRole('textbox', { name: 'Text of out/note.jsonata' }).waitFor();
    await until(() =>
      editor().evaluate(
        (area: HTMLTextAreaElement) => area === document.activeElement && area.value.slice(0, area.selectionStart).split('\n').length === 3,
      ),
    );
    expect(await axeFinds(page)).toEqual([]);
  });

  test('a result that differs is marked beside what was expected; mended, the sample passes', async () => {
    const { page } = visit;
    await write('out/note.jsonata', '{ "text": "In " & data.search.areas[0].label }\n');
    await status('1 of 2 samples differs');
    await button(/^searched/).click();
    const out = page.getByRole('region', { name: 'Result out' });
    await out.getByText('differs', { exact: false }).first().waitFor();
    await write('out/note.jsonata', '{ "text": "Searched in " & $join(data.search.areas.label, " or ") & " (not saved)" }\n');
    await status('2 samples pass');
  });

  test('a value says where it comes from when it has the focus, and leads there', async () => {
    const { page } = visit;
    await button(/^registered/).click();
    const value = page.getByRole('region', { name: 'Result out' }).getByRole('button', { name: /lastName/ });
    await value.focus();
    await page.getByText('lastName comes from data.person.name.family, out/contact.jsonata:3').waitFor();
    await value.press('Enter');
    await page.getByRole('textbox', { name: 'Text of out/contact.jsonata' }).waitFor();
  });

  test('I8: a past event is run masked, and kept as a sample that passes once its result is accepted', async () => {
    const { page } = visit;
    await button('Run a past event').click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^Run .*site$/ })
      .click();
    await status('A past person.registered, masked');
    const panes = page.getByRole('region', { name: /^(Sample in|Result out)$/ });
    expect((await panes.allInnerTexts()).join(' ')).toContain('person1@example.org');
    expect((await panes.allInnerTexts()).join(' ')).not.toMatch(/zebedee|quarrington/iu);
    await page.getByLabel('Name of the sample').fill('from-life');
    await button('Keep as sample').click();
    await status('1 of 3 samples differs');
    await button('Accept result as expected').click();
    await status('3 samples pass');
    expect(await axeFinds(page)).toEqual([]);
  });

  test('it is published, and a connection promoted from the version before', async () => {
    const { page, desk } = visit;
    const files = new Map(
      Object.entries(
        (await desk.db.query(`select files from connections.drafts where name = 'oak-crm'`))[0].files as Record<string, string>,
      ),
    ); // as it is kept
    await new Packs(desk.db, areaFunctions).publish('oak', files, 'Olivia Oak');
    await page.goto('/connect?pack=oak-crm');
    await page.getByLabel('Name', { exact: true }).fill('Oak’s CRM');
    await page.getByLabel('Token', { exact: true }).fill('t');
    await page.getByLabel('Address', { exact: true }).fill(`http://127.0.0.1:${await freePort()}`);
    await page.getByRole('switch', { name: 'The address is in a private network' }).check({ force: true });
    await button('Set up and test').click();
    await page.getByRole('heading', { level: 1, name: /^Oak’s CRM/ }).waitFor();

    await page.goto('/studio/oak-crm');
    await status('3 samples pass');
    await button('Publish').click();
    await page.getByRole('dialog').getByRole('button', { name: 'Publish' }).click();
    await page.getByText('"oak-crm" 0.1.0 is published already and never changes; give the next version').waitFor();
    await page.keyboard.press('Escape');
    await openFile('pack.yaml');
    await write('pack.yaml', (await editor().inputValue()).replace('version: 0.1.0', 'version: 0.2.0'));
    await status('3 samples pass');
    await button('Publish').click();
    await page.getByRole('dialog').getByRole('button', { name: 'Publish' }).click();
    await page.getByText('oak-crm 0.2.0 is published.').waitFor();
    await button('Promote Oak’s CRM to 0.2.0').click();
    await page.getByText('Oak’s CRM is on 0.2.0. Events under way end on theirs.').waitFor();
    const [row] = await desk.db.query(`select version from connections.connections where agency = 'oak'`);
    expect(row).toEqual({ version: '0.2.0' });
  });

  test('who saves over somebody else is told what changed, and loses nothing', async () => {
    const { page, desk } = visit;
    await page.goto('/studio/oak-crm?file=out%2Fcontact.jsonata');
    await status('3 samples pass');
    await desk.db.query(
      `update connections.drafts set revision = revision + 1, changed_by = 'Ned', touched = touched || jsonb_build_object('out/note.jsonata', revision + 1) where name = 'oak-crm'`,
    );
    const mine = `${await editor().inputValue()}/* mine */\n`;
    await write('out/contact.jsonata', mine);
    await page.getByText('Somebody else saved meanwhile.', { exact: false }).waitFor();
    await page.getByText('out/note.jsonata was changed since you read it, last by Ned', { exact: false }).waitFor();
    expect(await editor().inputValue()).toBe(mine);
    await button('Save mine over it').click();
    await page.getByText(/^Revision \d+, Olivia Oak$/).waitFor();
    await status('3 samples pass');
  });

  test('it reads on a phone and in the dark, and axe finds nothing', async () => {
    for (const how of [
      { width: 360, height: 740 },
      { width: 1280, height: 900, colorScheme: 'dark' as const },
    ]) {
      const seen = await visit.as(how);
      await seen.page.goto('/studio/oak-crm?file=out%2Fcontact.jsonata&sample=registered');
      await seen.page.getByRole('status').filter({ hasText: '3 samples pass' }).first().waitFor();
      await seen.page.getByRole('region', { name: 'Result out' }).getByText('firstName').first().waitFor();
      expect([how, await tooWide(seen.page)]).toEqual([how, 0]);
      expect(await axeFinds(seen.page)).toEqual([]);
      await seen.page.goto('/studio');
      await seen.page.getByRole('link', { name: 'oak-crm' }).waitFor();
      expect(await axeFinds(seen.page)).toEqual([]);
      expect(seen.wrongs).toEqual([]);
      await seen.context.close();
    }
  });

  test('a draft is deleted only after asking', async () => {
    const { page } = visit;
    await page.goto('/studio/oak-crm');
    await button('Delete draft').click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete draft' }).click();
    await page.getByText('No draft yet').waitFor();
  });
});
