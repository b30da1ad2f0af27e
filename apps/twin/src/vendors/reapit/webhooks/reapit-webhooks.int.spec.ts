import { createPublicKey, verify } from 'node:crypto';
import { VirtualClock } from '../../ground/trial/clock';
import { Receiver, type Received } from '../../ground/trial/receiver';
import { ReapitTwin } from '../reapit-twin';
import { aContact } from '../trial-client';

let receiver: Receiver;
let clock: VirtualClock;
let twin: ReapitTwin;
let url: string;

beforeEach(async () => {
  receiver = new Receiver();
  clock = new VirtualClock();
  twin = new ReapitTwin({ seed: 'hooks', now: clock.now, webhook: { url: await receiver.listen() } });
  ({ url } = await twin.listen());
});

afterEach(async () => {
  await twin.close();
  await receiver.close();
});

const topics = (): unknown[] => receiver.received.map(({ body }) => body['topicId']);
const contact = (customer?: string): string => twin.act({ do: 'create', kind: 'contacts', values: aContact }, customer)?.id ?? '';

/** As a receiver would, with nothing of the twin's. */
function isGenuine({ headers }: Received, raw: string, pem: string): boolean {
  const [version, , timestamp = '', signature = ''] = String(headers['x-signature']).split(':');
  return version === 's' && verify(null, Buffer.from(timestamp + raw), createPublicKey(pem), Buffer.from(signature, 'base64'));
}

describe('X10: webhooks of the Reapit twin', () => {
  it('X10: are signed with Ed25519 over timestamp and body, by a key that can be fetched; a changed body fails', async () => {
    contact();
    await twin.deliverDue();
    const [got] = receiver.received;
    expect(got && isGenuine(got, got.raw, twin.webhookKey.pem)).toBe(true);
    expect(got && isGenuine(got, got.raw.replace('Family', 'Familiar'), twin.webhookKey.pem)).toBe(false);
    const keys = Object(await (await fetch(`${url}/webhooks/signing/${twin.webhookKey.keyId}`)).json());
    expect(keys).toMatchObject({ keys: [{ kty: 'OKP', crv: 'Ed25519', x: twin.webhookKey.x }] });
    const fromJwk = createPublicKey({ key: keys.keys[0], format: 'jwk' }).export({ format: 'pem', type: 'spki' }).toString();
    expect(fromJwk).toBe(twin.webhookKey.pem);
  });

  it('X10: hold the record as it is, as it was, and what differs', async () => {
    const id = contact();
    twin.act({ do: 'change', kind: 'contacts', id, values: { forename: 'Changed' } });
    await twin.deliverDue();
    expect(receiver.received.map(({ body }) => body)).toMatchObject([
      { topicId: 'contacts.created', entityId: id, customerId: 'HHL', old: null, diff: null, SendAttempts: 1 },
      { topicId: 'contacts.modified', new: { forename: 'Changed' }, old: { forename: 'Given' }, diff: { forename: ['Given', 'Changed'] } },
    ]);
  });

  it('X10: one change of a contact is told for each of its roles, all with one event id', async () => {
    const id = contact();
    const related = [{ associatedId: id, associatedType: 'contact' }];
    twin.act({ do: 'create', kind: 'applicants', values: { marketingMode: 'buying', related } });
    twin.act({ do: 'create', kind: 'landlords', values: { officeId: 'HBR', related } });
    await twin.deliverDue();
    receiver.received.length = 0;
    twin.act({ do: 'change', kind: 'contacts', id, values: { marketingConsent: 'deny' } });
    await twin.deliverDue();
    expect(topics()).toEqual(['contacts.modified', 'contacts.optedout', 'applicants.modified', 'landlords.modified']);
    expect(new Set(receiver.received.map(({ body }) => body['eventId'])).size).toBe(1);
    expect(receiver.received[2]?.body['diff']).toMatchObject({
      related: [[{ marketingConsent: 'grant' }], [{ marketingConsent: 'deny' }]],
    });
  });

  it('X10: an accepted enquiry is told, with the contact and the applicant it became', async () => {
    const id =
      twin.act({ do: 'create', kind: 'enquiries', values: { enquiryType: 'salesApplicant', surname: 'Family', email: 'ann@example.com' } })
        ?.id ?? '';
    twin.act({ do: 'change', kind: 'enquiries', id, values: { status: 'added' } });
    await twin.deliverDue();
    expect(topics()).toEqual(['enquiries.created', 'contacts.created', 'applicants.created', 'enquiries.modified', 'enquiries.accepted']);
  });

  it('X10: nothing is told of an archived contact, nor of tasks and areas', async () => {
    const id = contact();
    twin.act({ do: 'change', kind: 'contacts', id, values: { fromArchive: true } });
    twin.act({ do: 'change', kind: 'contacts', id, values: { forename: 'Changed' } });
    twin.act({ do: 'create', kind: 'tasks', values: { text: 'Call' } });
    await twin.deliverDue();
    expect(receiver.received.map(({ body }) => [body['topicId'], body['new'] === null])).toEqual([
      ['contacts.created', false],
      ['contacts.modified', true],
    ]);
  });

  it('X10: are tried six times after 60, 120, 300, 600 and 900 seconds, and count their attempts', async () => {
    receiver.answerWith(503, 503, 503, 503, 503, 503);
    contact();
    await twin.deliverDue();
    const waits: number[] = [];
    for (let due = twin.nextDueAt(); due; due = twin.nextDueAt()) {
      waits.push((due.getTime() - clock.now().getTime()) / 1_000);
      clock.to(due);
      await twin.deliverDue();
    }
    expect(waits).toEqual([60, 120, 300, 600, 900]);
    expect(receiver.received.map(({ body }) => body['SendAttempts'])).toEqual([1, 2, 3, 4, 5, 6]);
    expect(twin.webhooks).toMatchObject([{ state: 'given up' }]);
  });

  it('X10: are not tried again after a 4xx, nor for the sandbox', async () => {
    receiver.answerWith(404, 503);
    contact();
    contact('SBOX');
    await twin.deliverDue();
    expect(twin.webhooks.map(({ state }) => state)).toEqual(['given up', 'given up']);
  });
});
