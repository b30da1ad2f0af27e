import { freePort } from '#runtime';
import { personIdOf } from '#people-exchange';
import { FollowUpBossTwin, GoHighLevelTwin } from '../../apps/twin/src';
import { Connected, said } from './connected';
import { until } from './until';

const registered = (subject: string): object =>
  said(`${subject}-r`, 'person.registered', subject, {
    person: { name: { given: subject, family: 'Lee' }, emails: [{ address: `${subject.toLowerCase()}@example.com` }] },
  });
const searched = (id: string, subject: string): object =>
  said(id, 'search.performed', subject, { search: { channel: 'sales', maxPrice: '500000', currency: 'GBP', strength: 'implied' } });

describe('a merge that is undone, where the back office is behind a connection', () => {
  let connected: Connected;
  let twin: GoHighLevelTwin;
  let boss: FollowUpBossTwin;
  beforeAll(async () => {
    connected = await Connected.open();
    const port = await freePort();
    twin = new GoHighLevelTwin({ seed: 'merge' });
    const { token, locationId } = twin.credentials;
    await connected.connect('crm', 'gohighlevel', { token, webhookKey: twin.webhookKey, locationId, address: `http://127.0.0.1:${port}` });
    await twin.listen(port);
    boss = new FollowUpBossTwin({ seed: 'merge' });
    const bossPort = await freePort();
    const { apiKey, system, systemKey } = boss.credentials;
    await connected.connect('boss', 'follow-up-boss', {
      apiKey,
      system,
      webhookKey: systemKey,
      site: 'www.example.com',
      address: `http://127.0.0.1:${bossPort}/v1`,
    });
    await boss.listen(bossPort);
    for (const id of ['crm', 'boss']) await connected.operate('PATCH', `/v1/participants/north/${id}`, { admission: 'approval' });
  }, 400_000);
  afterAll(async () => {
    await connected.close();
    await twin.close();
    await boss.close();
  });

  const decide = async (target: string, verb: string, subject: string, more: object = {}): Promise<void> => {
    const personId = personIdOf('north', 'site', subject);
    const { status, body } = await connected.operate('POST', `/v1/intakes/${verb}`, { agency: 'north', target, personId, ...more });
    if (status !== 200) throw new TypeError(`${verb} was refused: ${JSON.stringify(body)}`);
  };
  const delivered = (target: string, count: number): Promise<void> =>
    until(async () => (await connected.tally(target)).delivered === count);
  /** Ann is merged into Beth, something is told of both, and the merge is undone. */
  const mergeAndUndo = async (target: string, [ann, beth]: readonly [string, string]): Promise<void> => {
    const before = await connected.tally(target);
    await connected.send(registered(ann), registered(beth));
    await until(async () => (await connected.tally(target)).routed === before.routed + 2);
    await decide(target, 'approve', beth);
    await delivered(target, 1);
    await decide(target, 'merge', ann, { other: { personId: personIdOf('north', 'site', beth) } });
    await connected.send(searched(`${ann}-1`, ann));
    await delivered(target, 3);
    await decide(target, 'undo', ann);
    await connected.send(searched(`${ann}-2`, ann), searched(`${beth}-1`, beth));
    await delivered(target, 4);
  };
  it('X8: once she is let in by herself, the vendor is told of her anew: a record of her own, and nothing more of her goes to the other’s', async () => {
    const notesOf = (firstName: string): unknown[] => {
      const contact = twin.records('contacts').find((one) => one['firstName'] === firstName);
      return twin.records('notes').filter((note) => note['contactId'] === contact?.['id']);
    };
    await mergeAndUndo('crm', ['Ann', 'Beth']);
    expect(twin.records('contacts')).toHaveLength(1);
    await decide('crm', 'approve', 'Ann');
    await delivered('crm', 5);
    expect(twin.records('contacts')).toHaveLength(2);
    // That Ann registered and what she looked for, before the merge was undone; what Beth did.
    expect([notesOf('Beth'), notesOf('Ann')]).toMatchObject([{ length: 3 }, { length: 1 }]);
  });

  it('X8: where the vendor gave both of them one id, it stays with the other', async () => {
    const eventsOf = (firstName: string): unknown[] => {
      const person = boss.records('people').find((one) => one['firstName'] === firstName);
      return boss.records('events').filter((event) => event['personId'] === person?.['id']);
    };
    await mergeAndUndo('boss', ['Carol', 'Dora']);
    expect(boss.records('people')).toHaveLength(1);
    await decide('boss', 'approve', 'Carol');
    await delivered('boss', 5);
    expect(boss.records('people')).toHaveLength(2);
    expect([eventsOf('Dora'), eventsOf('Carol')]).toMatchObject([{ length: 4 }, { length: 2 }]);
  });
});
