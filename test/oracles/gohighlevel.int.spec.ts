import { HighLevel } from '@gohighlevel/api-client';
import { GoHighLevelTwin } from '../../apps/twin/src';
import { VirtualClock } from '../../apps/twin/src/vendors/ground/trial/clock';
import { PackAtTwin, packOf } from '../../apps/twin/src/vendors/ground/trial/pack-at-twin';
import { Receiver } from '../../apps/twin/src/vendors/ground/trial/receiver';

const at = '2026-03-01T09:00:00.000Z';

/** The vendor's own client: its paths, methods, headers and types, pointed at our twin. */
describe('HighLevel’s own client at our twin', () => {
  let twin: GoHighLevelTwin;
  let receiver: Receiver;
  let client: HighLevel;
  let url: string;
  let locationId: string;
  let contactId: string;

  const pointed = (config: ConstructorParameters<typeof HighLevel>[0]): HighLevel => {
    const made = new HighLevel({ ...config, logLevel: 'none' });
    made.getHttpClient().defaults.baseURL = url;
    return made;
  };

  beforeAll(async () => {
    receiver = new Receiver();
    twin = new GoHighLevelTwin({ seed: 'oracle', now: new VirtualClock(at).now, webhook: { url: await receiver.listen() } });
    ({ url } = await twin.listen());
    ({ locationId } = twin.credentials);
    client = pointed({ privateIntegrationToken: twin.credentials.token });
    const { contact } = await client.contacts.upsertContact({ locationId, firstName: 'Ada', lastName: 'Lee', email: 'ada@example.com' });
    contactId = String(Object(contact).id);
  });
  afterAll(async () => {
    await twin.close();
    await receiver.close();
  });

  it('X10, P1: upserts a contact once, reads it, changes it, and finds it as a duplicate and by its change', async () => {
    const again = await client.contacts.upsertContact({ locationId, email: 'ada@example.com', city: 'Tacoma' });
    expect(again).toMatchObject({ new: false, contact: { id: contactId, city: 'Tacoma' } });
    await client.contacts.updateContact({ contactId }, { firstName: 'Augusta' });
    expect(await client.contacts.getContact({ contactId })).toMatchObject({ contact: { firstName: 'Augusta', email: 'ada@example.com' } });
    expect(await client.contacts.getDuplicateContact({ locationId, email: 'ada@example.com' })).toMatchObject({
      contact: { id: contactId },
    });
    const filters = [{ field: 'dateUpdated', operator: 'range', value: { gte: at } }];
    expect(await client.contacts.searchContactsAdvanced({ locationId, page: 1, pageLimit: 10, filters } as object)).toMatchObject({
      total: 1,
    }); // its type of a search has no members
  });

  it('X10, P7: writes notes', async () => {
    const { note } = await client.contacts.createNote({ contactId }, { body: 'Viewed 1 Quay Street.' });
    expect(await client.contacts.getAllNotes({ contactId })).toMatchObject({ notes: [{ id: note?.id, body: 'Viewed 1 Quay Street.' }] });
  });

  it('X10, P13: writes tasks', async () => {
    const wanted = { title: 'Find out', body: 'Ref 1', dueDate: '2026-03-03T09:00:00.000Z', completed: false };
    const { task } = await client.contacts.createTask({ contactId }, wanted);
    expect(await client.contacts.getAllTasks({ contactId })).toMatchObject({ tasks: [{ id: task?.id, title: 'Find out' }] });
  });

  it('X10, P11: opens opportunities in a stage of a pipeline', async () => {
    const { pipelines } = await client.opportunities.getPipelines({ locationId });
    const [pipeline] = pipelines ?? [];
    const wanted = { locationId, pipelineId: pipeline?.id ?? '', name: 'Enquiry (Ref 1)', status: 'open', contactId };
    const { opportunity } = await client.opportunities.createOpportunity(wanted);
    const found = await client.opportunities.searchOpportunity({ locationId, contactId });
    expect(found).toMatchObject({ opportunities: [{ id: opportunity?.id, contactId }] });
  });

  it('X10, P5: reads the custom fields of contacts, and writes one', async () => {
    const { customFields } = await client.locations.getCustomFields({ locationId, model: 'contact' });
    const [visits] = customFields ?? [];
    const { contact } = await client.contacts.upsertContact({
      locationId,
      email: 'ada@example.com',
      customFields: [{ id: visits?.id, field_value: '7' }],
    });
    expect(contact).toMatchObject({ customFields: [{ id: visits?.id, value: '7' }] });
  });

  it('X10, P16: makes, reads and moves appointments of a calendar', async () => {
    const { calendars } = await client.calendars.getCalendars({ locationId });
    const calendarId = String(Object(calendars?.[0]).id);
    const wanted = { locationId, calendarId, contactId, startTime: '2026-03-05T10:00:00.000Z', ignoreFreeSlotValidation: true };
    const { id } = await client.calendars.createAppointment(wanted);
    const eventId = String(id);
    await client.calendars.editAppointment({ eventId }, { startTime: '2026-03-05T11:00:00.000Z' });
    expect(await client.calendars.getAppointment({ eventId })).toMatchObject({ event: { startTime: '2026-03-05T11:00:00.000Z' } });
    const window = { startTime: String(Date.parse('2026-03-05T00:00:00Z')), endTime: String(Date.parse('2026-03-06T00:00:00Z')) };
    expect(await client.calendars.getCalendarEvents({ locationId, calendarId, ...window })).toMatchObject({ events: [{ id: eventId }] });
    await client.calendars.createAppointmentNote({ appointmentId: eventId }, { body: 'Liked it' });
    expect(await client.calendars.getAppointmentNotes({ appointmentId: eventId, limit: 10, offset: 0 })).toMatchObject({
      notes: [{ body: 'Liked it' }],
    });
  });

  it('X10, P12: ties two contacts', async () => {
    twin.act({
      do: 'create',
      kind: 'associations',
      id: 'Home',
      values: { key: 'home', firstObjectKey: 'contact', secondObjectKey: 'contact' },
    });
    const { contact } = await client.contacts.upsertContact({ locationId, email: 'ben@example.com' });
    const other = String(Object(contact).id);
    await client.associations.createRelation({ locationId, associationId: 'Home', firstRecordId: contactId, secondRecordId: other });
    const found = await client.associations.getRelationsByRecordId({ locationId, recordId: other, skip: 0, limit: 10 });
    expect(found).toMatchObject({ relations: [{ firstRecordId: contactId, secondRecordId: other }] });
  });

  it('X10: is refused in its own kind of error where the twin refuses', async () => {
    await expect(client.contacts.getContact({ contactId: 'nobody' })).rejects.toMatchObject({ statusCode: 400 });
    await expect(client.contacts.createNote({ contactId }, { body: 7 } as unknown as { body: string })).rejects.toMatchObject({
      statusCode: 422,
    }); // on purpose
    await expect(pointed({ privateIntegrationToken: 'pit-wrong' }).contacts.getContact({ contactId })).rejects.toMatchObject({
      statusCode: 401,
    });
  });

  it('X10: changes a code for tokens, and a refresh token for the next', async () => {
    const { clientId, clientSecret, code } = twin.credentials;
    const other = pointed({ clientId, clientSecret });
    const secrets = { client_id: clientId, client_secret: clientSecret };
    const first = await other.oauth.getAccessToken({ ...secrets, grant_type: 'authorization_code', code });
    expect(first).toMatchObject({ token_type: 'Bearer', locationId, userType: 'Location' });
    const next = await other.oauth.refreshToken(first.refresh_token ?? '', clientId, clientSecret, 'refresh_token', 'Location');
    expect(next.access_token).not.toBe(first.access_token);
  });

  it('X10, P1, P7: reads what our pack wrote', async () => {
    const headers = { authorization: `Bearer ${twin.credentials.token}`, version: '2021-07-28' };
    const connected = new PackAtTwin(packOf('gohighlevel'), url, headers, { locationId });
    const person = { name: { given: 'Cleo', family: 'Ray' }, emails: [{ address: 'cleo@example.com' }] };
    const [made] = await connected.make({ event: { type: 'person.registered', time: at, data: { person } } }, 'k1', {}, {});
    const ours = made?.made ?? '';
    const property = { system: 'mls', id: '77', address: '77 Hill Street' };
    await connected.make({ event: { type: 'property.viewed', time: at, data: { property } } }, 'k2', { contact: ours }, {});
    expect(await client.contacts.getContact({ contactId: ours })).toMatchObject({
      contact: { firstName: 'Cleo', email: 'cleo@example.com' },
    });
    expect(await client.contacts.getAllNotes({ contactId: ours })).toMatchObject({ notes: [{ body: 'Viewed 77 Hill Street.\n\nRef k2' }] });
  });

  it('X10, P1: takes our twin’s webhooks for genuine by its own check, and no changed body', async () => {
    await twin.deliverDue();
    expect(receiver.received.length).toBeGreaterThan(3);
    for (const { raw, headers } of receiver.received) {
      const genuine = (body: string, signature = String(headers['x-ghl-signature'])): boolean =>
        client.webhooks.verifyEd25519Signature(body, signature, twin.webhookKey);
      expect([genuine(raw), genuine(`${raw} `), genuine(raw.replace('"type"', '"tYpe"')), genuine(raw, 'bm8=')]).toEqual([
        true,
        false,
        false,
        false,
      ]);
    }
  });
});
