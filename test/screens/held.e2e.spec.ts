import { createServer } from 'node:http';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { Packs } from '#connections';
import { Participants } from '#delivery';
import { areaFunctions } from '#mapping';
import { freePort } from '#runtime';
import { packFilesIn } from '../../apps/cli/src/pack-folder';
import { until } from '../journeys/until';
import { describeScreens } from './browser';
import { lookOver } from './look-over';
import type { Desk } from './stand-desk';
import { home, person, told } from './told';
import { axeFinds, Visit } from './visit';

const mill = home('9', '9 Mill Lane, Lewes');
const starter = join(__dirname, '../../libs/mapping/starter');
/** A mapping that cannot take one customer. */
const strict = `{
  "firstName": data.person.name.given,
  "lastName": data.person.name.full = "Zoe Quill" ? $error("Zoe has no family name") : data.person.name.family,
  "email": data.person.emails[0].address
}
`;

async function morning(desk: Desk): Promise<void> {
  const participants = new Participants(desk.db);
  const feed = { mode: 'feed' } as const;
  await participants.add({ agency: 'oak', id: 'second', name: 'Second branch', side: 'backOffice', delivery: feed, admission: 'approval' });
  desk.office.answer = ({ type }) => (type === 'property.viewed' ? 422 : 200);
  await desk.send(
    'site',
    told('person.registered', 'W-ann', person('Ann Reed', 'ann.reed@example.org')),
    told('property.viewed', 'W-ann', mill, { id: 'view-1' }),
    told('property.viewed', 'W-ann', home('10', '10 Mill Lane, Lewes'), { id: 'view-2' }),
    told('person.registered', 'W-rtl', person('مريم العلي', 'maryam@example.org')),
    told('property.viewed', 'W-rtl', mill, { id: 'view-3' }),
  );
  await until(async () => {
    const [row]: { n: string }[] = await desk.db.query(
      `select count(*) as n from exchange.pending where state in ('parked', 'heldApproval')`,
    );
    return Number(row?.n) === 8;
  });
}

describeScreens('held and parked', () => {
  let visit: Visit;
  beforeAll(async () => {
    visit = await Visit.begin(morning);
    await visit.signIn();
  }, 400_000);
  afterAll(() => visit?.end());
  afterEach(() => expect(visit?.seen.wrongs.splice(0)).toEqual([]));

  const rows = () => visit.page.locator('tr[data-row]');
  const waiting = (count: number) => until(async () => (await rows().count()) === count);
  const button = (name: string | RegExp) => visit.page.getByRole('button', { name });
  const outcome = async (id: string): Promise<object | undefined> => {
    const [found]: object[] = await visit.desk.db.query(
      `select o.state, o.reason, o.by_whom as who from exchange.outcomes o join exchange.inbox i on i.key = o.key where i.id = $1 and o.target = 'office'`,
      [id],
    );
    return found;
  };

  test('X9: what waits stands with its reason in words, over all targets, and leads to the event’s journey', async () => {
    const { page } = visit;
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Held and parked' }).click();
    await waiting(8);
    await rows().filter({ hasText: 'Refused, answer 422' }).first().waitFor();
    await rows().filter({ hasText: 'Its person waits in the holding tank' }).first().waitFor();
    expect(await lookOver(page, 'held')).toEqual([]);
    await button(/^Parked 3$/).click();
    await waiting(3);
    expect(new URL(page.url()).search).toBe('?state=parked');
    await rows().first().getByRole('link', { name: 'Property viewed' }).click();
    await page.getByRole('heading', { level: 1, name: /Property viewed/ }).waitFor();
    await page.getByRole('link', { name: 'See it in held and parked' }).click();
    await page.getByRole('heading', { level: 1, name: 'Held and parked' }).waitFor();
    expect(new URL(page.url()).search).toContain('target=office');
  }, 400_000);

  test('X9: target, state, type and person narrow the list; nothing found says so', async () => {
    const { page } = visit;
    await page.goto('/held');
    await button('Target').click();
    await page.getByRole('button', { name: 'Second branch (5)' }).click();
    await waiting(5);
    await button(/^Waiting for approval 5$/).click();
    await button('Type').click();
    await page.getByRole('checkbox', { name: 'Person registered P1' }).check();
    await waiting(2);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Person', exact: true }).click();
    await page.getByLabel('Find a person by name, e-mail or phone').fill('ann');
    // What is found, and not the row's own button.
    await page.getByRole('button', { name: /ann\.reed@example\.org/ }).click();
    await waiting(1);
    await page.goto('/held?type=site.visited');
    await page.getByText('Nothing here waits like that').waitFor();
    expect(await axeFinds(page)).toEqual([]);
  });

  test('X9: who waits for approval is decided on in the holding tank, one press away', async () => {
    const { page } = visit;
    await page.goto('/held?state=heldApproval&type=person.registered');
    await button('What to do with Person registered of Ann Reed').click();
    await page.getByRole('menuitem', { name: 'Decide in the holding tank' }).click();
    await page.getByRole('heading', { level: 1, name: 'Ann Reed' }).waitFor();
  });

  test('X9: by keyboard one is skipped for a reason, which stays with who said it', async () => {
    const { page } = visit;
    await page.goto('/held?state=parked');
    await waiting(3);
    await page.keyboard.press('j');
    while (!(await rows().locator('a:focus').locator('xpath=ancestor::tr').textContent())?.includes('Ann Reed'))
      await page.keyboard.press('j');
    await page.keyboard.press('s');
    const dialog = page.getByRole('dialog', { name: 'Skip Property viewed of Ann Reed?' });
    await dialog.getByRole('button', { name: 'Old news by now' }).click();
    expect(await axeFinds(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Skip' }).click();
    await page.getByText('1 delivery skipped.').waitFor();
    await waiting(2);
    expect(await outcome('view-1')).toEqual({ state: 'skipped', reason: 'Old news by now', who: 'Olivia Oak' });
  });

  test('X9: several at once are tried again; what parks anew says who tried', async () => {
    const { page, desk } = visit;
    await page.goto('/held?state=parked&columns=person&columns=why&columns=act&columns=since');
    await waiting(2);
    await page.getByLabel('Select Property viewed of Ann Reed for Branch office').check();
    await button('Select all shown').click();
    await page.getByRole('group', { name: '2 selected' }).waitFor();
    expect(await lookOver(page, 'held-selected')).toEqual([]);
    desk.office.answer = ({ id }) => (id === 'view-3' ? 422 : 200);
    await button('Try again').click();
    await page.getByText('2 deliveries are tried again.').waitFor();
    await until(async () => JSON.stringify(await outcome('view-2'))?.includes('delivered') ?? false);
    await until(async () => {
      await page.reload();
      await waiting(1);
      return (await rows().first().textContent())?.includes('Tried again by Olivia Oak') ?? false;
    });
    await rows().first().getByRole('link', { name: 'Property viewed' }).click();
    await page.getByRole('region', { name: 'Branch office', exact: true }).getByText('Tried again by Olivia Oak').waitFor();
  }, 400_000);

  test('X9: whoever decides after a colleague hears that it waits no more', async () => {
    const { page, desk } = visit;
    await page.goto('/held?state=parked');
    await waiting(1);
    await desk.db.query(`update exchange.pending set state = 'due' where state = 'parked'`);
    await page.keyboard.press('j');
    await page.keyboard.press('r');
    await page.getByText('It waits no more').waitFor();
  });

  test('X9: a mapping is edited with the event as its sample, and the way back tries it again', async () => {
    const { page, desk } = visit;
    const files = new Map(await packFilesIn(starter)).set('out/contact.jsonata', strict);
    files.set('pack.yaml', (files.get('pack.yaml') ?? '').replace('pack: my-crm', 'pack: oak-crm'));
    await new Packs(desk.db, areaFunctions).publish('oak', files, 'Olivia Oak');
    await page.goto('/connect?pack=oak-crm');
    await page.getByLabel('Name', { exact: true }).fill('Oak CRM');
    await page.getByLabel('Token', { exact: true }).fill('t');
    await page.getByLabel('Address', { exact: true }).fill(`http://127.0.0.1:${await freePort()}`);
    await page.getByRole('switch', { name: 'The address is in a private network' }).check({ force: true });
    await button('Set up and test').click();
    await page.getByRole('heading', { level: 1, name: /^Oak CRM/ }).waitFor();
    await desk.send('site', told('person.registered', 'W-zoe', person('Zoe Quill', 'zoe@example.org'), { id: 'zoe-1' }));
    await until(async () => {
      await page.goto('/held?target=oak-crm');
      await page.getByRole('heading', { level: 1, name: 'Held and parked' }).waitFor();
      return (await rows().filter({ hasText: 'Cannot be mapped' }).count()) === 1;
    });
    await button('What to do with Person registered of Zoe Quill').click();
    await page.getByRole('menuitem', { name: 'Edit the mapping …' }).click();
    const dialog = page.getByRole('dialog');
    expect(await dialog.getByLabel('Name').inputValue()).toBe('oak-crm');
    await dialog.getByRole('button', { name: 'Begin a draft' }).click();
    await page.getByText('You came from an event that waits at Oak CRM.', { exact: false }).waitFor();
    await page.getByText('A past person.registered, masked', { exact: false }).waitFor();
    expect(await lookOver(page, 'held-studio')).toEqual([]);
    await page.getByRole('link', { name: 'Back to try again' }).click();
    await waiting(1);
    expect(new URL(page.url()).search).toBe('?target=oak-crm&type=person.registered');
  }, 90_000);

  test('X9: a pack of the bridge’s own is mended under a name of the agency’s, its connection goes on with it, and the event arrives', async () => {
    const { page, desk } = visit;
    let answer = 422;
    const heard: string[] = [];
    const crm = createServer((request, response) => {
      void text(request).then((body) => {
        if (answer === 200) heard.push(body);
        response.writeHead(answer).end();
      });
    });
    await new Promise<void>((resolve) => void crm.listen(0, '127.0.0.1', resolve));
    const at = crm.address();
    await page.goto('/connect?pack=cloudevents');
    await page.getByLabel('Name', { exact: true }).fill('Elm CRM');
    await page.getByLabel('Address', { exact: true }).fill(`http://127.0.0.1:${typeof at === 'object' && at ? at.port : 0}/events`);
    await page.getByLabel('Secret', { exact: true }).fill(`whsec_${Buffer.from('a secret of some length').toString('base64')}`);
    await page.getByRole('switch', { name: 'The address is in a private network' }).check({ force: true });
    await button('Set up and test').click();
    await page.getByRole('heading', { level: 1, name: /^Elm CRM/ }).waitFor();
    await desk.send('site', told('person.registered', 'W-yan', person('Yan Quill', 'yan@example.org'), { id: 'yan-1' }));
    await until(async () => {
      await page.goto('/held?target=elm-crm');
      await page.getByRole('heading', { level: 1, name: 'Held and parked' }).waitFor();
      return (await rows().filter({ hasText: 'Refused' }).count()) === 1;
    });
    await button('What to do with Person registered of Yan Quill').click();
    await page.getByRole('menuitem', { name: 'Edit the mapping …' }).click();
    const dialog = page.getByRole('dialog');
    expect(await dialog.getByLabel('Name').inputValue()).toBe('our-cloudevents');
    await dialog.getByRole('button', { name: 'Begin a draft' }).click();
    await page.getByText('You came from an event that waits at Elm CRM.', { exact: false }).waitFor();
    await button('Publish').click();
    await page.getByRole('dialog').getByRole('button', { name: 'Publish' }).click();
    await page.getByText('our-cloudevents 0.1.0 is published.').waitFor();
    await button('Promote Elm CRM to 0.1.0').click();
    await page.getByText('Elm CRM is on 0.1.0. Events under way end on theirs.').waitFor();
    await page.keyboard.press('Escape');
    answer = 200;
    await page.getByRole('link', { name: 'Back to try again' }).click();
    await waiting(1);
    await button('What to do with Person registered of Yan Quill').click();
    await page.getByRole('menuitem', { name: 'Try again', exact: true }).click();
    await until(() => heard.some((body) => body.includes('yan-1')));
    await page.goto('/connections/elm-crm');
    await button('Back to CloudEvents webhook (cloudevents) 1.0.0').waitFor();
    crm.closeAllConnections();
    crm.close();
  }, 400_000);

  test('nothing held and nothing parked says so, and what will appear', async () => {
    const { page, desk } = visit;
    await desk.db.query(`delete from exchange.pending`);
    await page.goto('/held');
    await page.getByText('Nothing is held or parked').waitFor();
    expect(await lookOver(page, 'held-empty')).toEqual([]);
  });

  test('I8: an agent has it neither in the rail nor by its address', async () => {
    const { page, desk } = visit;
    await desk.db.query(`update lead_desk.members set role = 'agent'`);
    await page.goto('/held');
    await page.getByText('This is for the roles integrator and admin; yours is agent', { exact: false }).waitFor();
    expect(await page.getByRole('navigation', { name: 'Main' }).first().getByRole('link', { name: 'Held and parked' }).count()).toBe(0);
    await desk.db.query(`update lead_desk.members set role = 'admin'`);
  });
});
