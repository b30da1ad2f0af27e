import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '#runtime';
import { Chance, GoHighLevelTwin } from '../../apps/twin/src';
import { Connected, said } from './connected';
import { until } from './until';

const rounds = 25;

describe('edits on both sides at once', () => {
  let connected: Connected;
  let twin: GoHighLevelTwin;
  beforeAll(async () => {
    connected = await Connected.open();
    const port = await freePort();
    const { credentials, webhookKey } = new GoHighLevelTwin({ seed: 'storm' });
    const { token, locationId } = credentials;
    const hook = await connected.connect('crm', 'gohighlevel', { token, webhookKey, locationId, address: `http://127.0.0.1:${port}` });
    twin = new GoHighLevelTwin({
      seed: 'storm',
      webhook: { url: connected.url + hook },
      slowMs: 100,
      faults: { slow: 0.3, duplicates: 0.3, 'fan-out': 0.3 },
    });
    await twin.listen(port);
  }, 400_000);
  afterAll(async () => {
    await connected.close();
    await twin.close();
  });

  /** What the website holds: its own word, or what it heard since. */
  let atWebsite = 'Start';
  let sent = 0;
  let refuses = false;
  const sayAtWebsite = async (given: string): Promise<void> => {
    atWebsite = given;
    sent += 1;
    const person = { name: { given, family: 'Lee' }, emails: [{ address: 'w1@example.com' }] };
    await connected.send(said(`u${sent}`, sent === 1 ? 'person.registered' : 'person.updated', 'W1', { person }));
  };
  const atVendor = (): unknown => twin.records('contacts')[0]?.['firstName'];
  const sayAtVendor = (firstName: string): unknown =>
    twin.act({ do: 'change', kind: 'contacts', id: String(twin.records('contacts')[0]?.['id']), values: { firstName } });
  const writes = (): number => twin.journal.filter(({ method, status }) => method === 'PUT' && status === 200).length;
  const settled = async (): Promise<boolean> => {
    const [before, heard] = [writes(), connected.website.events().length];
    await pause(4_000);
    return (await connected.quiet('crm')) && writes() === before && connected.website.events().length === heard;
  };

  beforeAll(async () => {
    connected.website.answer = (received) => {
      if (refuses) return 503;
      atWebsite = givenIn(received.data) ?? atWebsite;
      return 200;
    };
    await sayAtWebsite('Start');
    await until(() => twin.records('contacts').length === 1);
    await until(settled, 180_000);
  }, 400_000);

  it('X2: an edit that crosses another on its way leaves both sides with the same', async () => {
    refuses = true;
    sayAtVendor('Desk');
    await until(async () => (await connected.tally('site')).routed > 0, 90_000);
    await sayAtWebsite('Web');
    await until(() => atVendor() === 'Web', 90_000);
    refuses = false;
    await until(settled, 240_000);
    expect([atWebsite, atVendor()]).toEqual(['Web', 'Web']);
  }, 400_000);

  it('X2: a storm of edits dies out when they stop, and both sides hold the same', async () => {
    const seed = process.env['TEST_SEED'] ?? String(Date.now());
    process.stdout.write(`TEST_SEED=${seed}\n`);
    const chance = new Chance(seed);
    for (let round = 0; round < rounds; round += 1) {
      if (chance.real() < 0.6) await sayAtWebsite(`Web${round}`);
      if (chance.real() < 0.6) sayAtVendor(`Desk${round}`);
      await pause(Math.round(chance.real() * 400));
    }
    await until(async () => (await connected.tally('crm')).delivered === sent, 180_000);
    await until(settled, 180_000);
    expect(twin.records('contacts')).toHaveLength(1);
    expect(atWebsite).toBe(atVendor());
    // Each write at the vendor stands for a word of the website, none for an echo.
    expect(writes()).toBeLessThanOrEqual(sent);
  }, 400_000);
});

function givenIn(data: unknown): string | undefined {
  const person: unknown = typeof data === 'object' && data !== null && 'person' in data ? data.person : undefined;
  const name: unknown = typeof person === 'object' && person !== null && 'name' in person ? person.name : undefined;
  return typeof name === 'object' && name !== null && 'given' in name && typeof name.given === 'string' ? name.given : undefined;
}
