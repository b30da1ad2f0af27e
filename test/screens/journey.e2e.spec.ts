import type { Locator } from 'playwright-core';
import { until } from '../journeys/until';
import { describeScreens } from './browser';
import { settled } from './settled';
import type { Desk } from './stand-desk';
import { home, person, search, told } from './told';
import { Visit } from './visit';

const mill = home('9', '9 Mill Lane, Lewes');
const addressOf = (id: string): string =>
  `/events/journey?participant=site&source=${encodeURIComponent('https://www.oak.example')}&id=${id}`;

async function afternoon(desk: Desk): Promise<void> {
  desk.office.answer = ({ id }) => (id === 'refused-1' ? 422 : id === 'busy-1' ? 503 : 200);
  await desk.send(
    'site',
    told('person.registered', 'W-ann', person('Ann Reed', 'ann.reed@example.org')),
    told('search.performed', 'W-ann', search('implied'), { id: 'search-1' }),
    told('property.viewed', 'W-ann', mill, { id: 'refused-1' }),
    told('property.viewed', 'W-bo', mill, { id: 'busy-1' }),
    told('property.saved', 'W-bo', mill, { id: 'behind-1' }),
    told('property.noted', 'W-ann', { ...mill, visibility: 'private', text: 'our secret limit' }, { id: 'private-1' }),
  );
  await settled(desk, 6, 3);
}

/** How many colours a picture of it has. */
async function coloursOf(place: Locator): Promise<number> {
  const picture = (await place.screenshot()).toString('base64');
  return place.page().evaluate(async (text) => {
    const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    const pen = canvas.getContext('2d');
    pen?.drawImage(bitmap, 0, 0);
    const { data } = pen?.getImageData(0, 0, bitmap.width, bitmap.height) ?? { data: new Uint8ClampedArray() };
    const colours = new Map<number, number>();
    for (let i = 0; i < data.length; i += 4) {
      const colour = ((data[i] ?? 0) << 16) | ((data[i + 1] ?? 0) << 8) | (data[i + 2] ?? 0);
      colours.set(colour, (colours.get(colour) ?? 0) + 1);
    }
    return [...colours.values()].filter((count) => count > 200).length;
  }, picture);
}

describeScreens('the journey of an event', () => {
  let visit: Visit;
  beforeAll(async () => {
    visit = await Visit.begin(afternoon);
    await visit.signIn();
  });
  afterAll(() => visit?.end());

  const open = (id: string) => visit.page.goto(addressOf(id));
  const sentence = () => visit.page.getByTestId('sentence');
  const delivery = (name: string) => visit.page.getByRole('region', { name, exact: true });

  test('X9, P4: a sentence, every hop with its time, the attempt with its answer', async () => {
    const { page } = visit;
    await open('search-1');
    await page.getByRole('heading', { level: 1, name: 'Search performed Ann Reed' }).waitFor();
    expect(await sentence().textContent()).toMatch(
      /^Delivered to (Branch office and Lead desk|Lead desk and Branch office) within [\d.]+ m?s\.$/,
    );
    const lane = page.getByRole('region', { name: 'The way it took' });
    for (const stop of ['oak.example', 'Bridge', 'Event log', 'Inbox', 'Lead desk', 'Branch office']) {
      await lane.getByText(stop, { exact: true }).waitFor();
    }
    expect(await lane.locator('time').count()).toBe(6);
    const attempt = delivery('Branch office').getByRole('row').nth(1);
    expect(await attempt.textContent()).toMatch(/1200\d+ ms\d\d:\d\d:\d\d\.\d{3}/);
  });

  test('who told no time of an event is not shown as one that it has yet to reach', async () => {
    const { time: _time, ...untimed } = Object(told('site.visited', 'W-cy', { visits: 1 }, { id: 'untimed-1' }));
    await visit.desk.send('site', untimed);
    await open('untimed-1');
    const lane = visit.page.getByRole('region', { name: 'The way it took' });
    await lane.getByText('Not told when', { exact: true }).waitFor();
  });

  test('the request of an attempt opens, with its secret masked', async () => {
    await open('search-1');
    await delivery('Branch office').getByRole('button', { name: 'Show request and answer of attempt 1' }).press('Enter');
    const request = delivery('Branch office').getByText('webhook-signature');
    expect(await request.locator('..').textContent()).toBe('webhook-signature: (not shown)');
    expect(await delivery('Branch office').locator('pre').first().textContent()).toContain('"search.performed"');
  });

  test('the payload reads well and copies whole', async () => {
    const { page } = visit;
    await open('search-1');
    const payload = page.getByRole('region', { name: 'Payload' });
    await payload.getByText('… 21 more').waitFor();
    await payload.getByRole('button', { name: 'Copy Payload' }).click();
    // The button says so for a moment only; what counts is what was copied.
    await until(async () => (await page.evaluate(() => navigator.clipboard.readText())).includes('search-1'));
    const copied: unknown = JSON.parse(await page.evaluate(() => navigator.clipboard.readText()));
    expect(copied).toMatchObject({ id: 'search-1', data: search('implied') });
    await payload.getByRole('button', { name: 'Show everything' }).click();
    expect(await payload.getByText('more').count()).toBe(0);
  });

  test('P4: the area is drawn on a map that says in words what it shows', async () => {
    const { page } = visit;
    await open('search-1');
    const map = page.getByRole('region', { name: 'Map of Lewes and the Downs' });
    await map.locator('canvas').waitFor();
    await page.getByText('24 points').waitFor();
    // Land, sea and the area: three colours at least, and the lines between them.
    await until(async () => (await coloursOf(map.locator('canvas'))) >= 3);
    expect(visit.seen.wrongs).toEqual([]);
  });

  test('where no map can be drawn, its words remain', async () => {
    const { page, context } = await visit.as({});
    await page.addInitScript(() => {
      HTMLCanvasElement.prototype.getContext = () => null;
    });
    await page.goto(addressOf('search-1'));
    await page.getByText('The map cannot be drawn here').waitFor();
    await page.getByText('24 points').waitFor();
    await context.close();
  });

  test('P7: a refused event says at whom it is parked and why', async () => {
    await open('refused-1');
    await visit.page.getByText(/^Parked for Branch office \(refused with 422\); delivered to Lead desk/).waitFor();
    expect(await delivery('Branch office').getByRole('row').nth(1).textContent()).toMatch(/^1422/);
  });

  test('I3: what waits behind an earlier event says so, and the earlier one counts its attempts', async () => {
    await open('behind-1');
    await visit.page.getByText(/^Held for Branch office; delivered to Lead desk/).waitFor();
    await delivery('Branch office').getByText('Behind an earlier event').waitFor();
    await open('busy-1');
    await visit.page.getByText(/^On its way to Branch office, \d+ attempts? so far/).waitFor();
  });

  test('an open journey goes on by itself when the target heals', async () => {
    await open('busy-1');
    await visit.page.getByText(/^On its way to Branch office/).waitFor();
    visit.desk.office.answer = ({ id }) => (id === 'refused-1' ? 422 : 200);
    await visit.desk.db.query(`update exchange.queues set wake_at = '-infinity' where failing_since is not null`);
    await visit.page.getByText(/^Delivered to .*after \d+ attempts\.$/).waitFor({ timeout: 20_000 });
  });

  test('P10: a private note is not shown', async () => {
    await open('private-1');
    await visit.page.getByRole('region', { name: 'Payload' }).getByText('"private"').waitFor();
    expect(await visit.page.content()).not.toContain('secret limit');
  });

  test('the person is one press away', async () => {
    await open('search-1');
    await visit.page.getByRole('link', { name: 'Ann Reed' }).click();
    await visit.page.getByRole('heading', { level: 1, name: 'Ann Reed' }).waitFor();
  });

  test('an event nobody knows says so', async () => {
    await open('no-such-event');
    await visit.page.getByRole('heading', { name: 'There is nothing at this address.' }).waitFor();
  });
});
