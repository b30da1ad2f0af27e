import type { MappedEvent } from '#mapping';
import { VirtualClock } from '../ground/trial/clock';
import { PackAtTwin, packOf } from '../ground/trial/pack-at-twin';
import { type Made, PersonAtTwin } from '../ground/trial/person-at-twin';
import { Receiver } from '../ground/trial/receiver';
import { ShownRows } from '../../../../../test/shown/shown-rows';
import { ReapitTwin } from './reapit-twin';
import { aContact, idIn, type ReapitClient, signedIn } from './trial-client';

const pack = packOf('reapit');
const settings = {
  intake: 'straight',
  officeId: 'HBR',
  negotiatorId: 'HBN',
  departmentId: 'G',
  sourceName: 'Own website',
  sourceId: 'WEB',
  listings: 'reapit',
  areaLikeness: '0.95',
  journalType: 'WEB',
  taskType: 'CA',
  appointmentTypes: { viewing: 'VW', valuation: 'VL' },
  responses: { favourite: 'LI', discarded: 'NO' },
};

const shown = new ShownRows();
let receiver: Receiver;
let twin: ReapitTwin;
let client: ReapitClient;

beforeEach(async () => {
  const clock = new VirtualClock();
  receiver = new Receiver();
  twin = new ReapitTwin({ seed: 'pack', now: clock.now, limits: { requestsPerSecond: 1_000 }, webhook: { url: await receiver.listen() } });
  const { url } = await twin.listen();
  client = await signedIn(twin, url);
});
afterEach(async () => {
  await twin.close();
  await receiver.close();
});

const connected = (more: Readonly<Record<string, unknown>> = {}): PersonAtTwin =>
  new PersonAtTwin(pack, client.call, { ...settings, ...more });

/** What the pack made of all that the twin told since the last time. */
async function heard(connection: PersonAtTwin): Promise<readonly MappedEvent[]> {
  await twin.deliverDue();
  const events = await connection.hear(receiver.received.splice(0).map(({ body }) => body));
  shown.in(events);
  return events;
}

const typeOf = (sample: string): string => {
  const { event }: { event: { type: string } } = JSON.parse(pack.files.get(`samples/${sample}.json`) ?? '');
  return event.type;
};
const typesOf = (events: readonly MappedEvent[]): string[] => [...new Set(events.map(({ type }) => type))];
const wrong = (made: readonly Made[] | string): unknown =>
  typeof made === 'string' ? made : made.filter(({ status, found, held }) => status >= 300 || found === false || held === false);

/** Names of samples in an order in which a person may do all that. */
const aLife = `registered registered-again updated consented consent-withdrawn consented-elsewhere visited searched
  search-saved search-updated search-updated-same-area search-updated-to-postcodes search-saved-lettings search-saved-other-mode
  alert-disabled alert-active alert-paused viewed viewed-elsewhere saved unsaved rated rated-back noted
  enquired-property enquired-valuation enquired-lettings enquired-to-let enquired-area
  household-of-one household claimed booked appointment-changed feedback feedback-repeated feedback-without-appointment
  appointment-cancelled booked-without-type appointment-changed-journal appointment-cancelled-journal
  search-removed updated-emptied erased`.split(/\s+/u);

describe('the Reapit pack at the twin', () => {
  it('P1–P16: makes requests that are taken, finds what it made, and reads back what it wrote, through all of a life', async () => {
    const connection = connected();
    twin.act({ do: 'create', kind: 'contacts', id: 'HBR26000011', values: aContact });
    const refused: unknown[] = [];
    for (const name of aLife) {
      const made = await connection.play(name);
      const problems = wrong(made);
      if (typeof made !== 'string' && made.length > 0) shown.out(typeOf(name));
      if (typeof problems === 'string' || (Array.isArray(problems) && problems.length > 0)) refused.push([name, problems]);
    }
    expect(refused).toEqual([]);
    expect(twin.records('contacts')).toMatchObject([
      { surname: 'Family' },
      { forename: 'Ada', surname: 'Byron', marketingConsent: 'deny' },
    ]);
    // One applicant per search, however often it is edited.
    expect(twin.records('applicants').map(({ metadata, active }) => [Object(metadata).searchId, active])).toEqual([
      ['s1', false],
      ['s2', true],
      ['s3', true],
    ]);
    expect(twin.records('applicants')[0]?.['related']).toMatchObject([{ surname: 'Byron' }, { id: 'HBR26000011' }]);
    expect(twin.records('appointments')).toMatchObject([{ cancelled: true, followUp: { responseId: 'LI' } }]);
    expect(twin.records('tasks')).toHaveLength(2);
  });

  it('X5: areas lie on the vendor’s map where the website drew them', async () => {
    const connection = connected();
    await connection.play('registered');
    await connection.play('search-saved');
    const [area] = twin.records('areas');
    expect(twin.areaOnMap(String(area?.['id']))?.coordinates[0]?.[0]).toEqual([-1.3, 50.6]);
    expect(twin.records('applicants')).toMatchObject([{ locationType: 'areas', locationOptions: [area?.['id']] }]);
  });

  it('P5: an area the office has already is used, and none of a website’s', async () => {
    const area = { name: 'Harbour', type: 'polygon', area: ['50.6,-1.3', '50.6,-1.2', '50.7,-1.2', '50.7,-1.301'], officeIds: ['HBR'] };
    const office = idIn(await client.call('POST', '/areas', area));
    const connection = connected();
    await connection.play('registered');
    await connection.play('search-saved');
    expect(twin.records('areas')).toHaveLength(1);
    expect(twin.records('applicants')).toMatchObject([{ locationOptions: [office] }]);
  });

  it('P1, P5: what waits for an agent goes on when they accept: their applicant becomes the search, and there is no second', async () => {
    const connection = connected({ intake: 'vendor' });
    await connection.play('registered-waiting');
    expect([await connection.play('viewed'), await connection.play('search-saved')]).toEqual(['contact', 'contact']);
    expect(await heard(connection)).toEqual([]);
    const [enquiry] = twin.records('enquiries');
    twin.act({ do: 'change', kind: 'enquiries', id: String(enquiry?.['id']), values: { status: 'added' } });
    // The website's own person: nothing is told as new.
    expect(typesOf(await heard(connection))).toEqual(['person.updated', 'consent.changed']);
    expect(connection.ids.get('contact ')).toBe(twin.records('contacts')[0]?.['id']);
    expect(wrong(await connection.play('viewed'))).toEqual([]);
    expect(wrong(await connection.play('search-saved'))).toEqual([]);
    expect(twin.records('applicants')).toMatchObject([
      { type: ['house', 'flatApartment'], bedroomsMin: 3, locationType: 'areas', metadata: { searchId: 's1' } },
    ]);
    const told = await heard(connection);
    expect(told.filter(({ type }) => type.startsWith('search.')).map(({ type, data }) => [type, Object(data).searchId])).toEqual(
      told.filter(({ type }) => type.startsWith('search.')).map(() => ['search.updated', 's1']),
    );
    expect(typesOf(told)).toContain('search.updated');
  });

  it('P2, P6, P12, P14, P16: what an agent does is told by the contact’s id', async () => {
    const connection = connected();
    const contact = twin.act({ do: 'create', kind: 'contacts', values: aContact })?.id ?? '';
    expect(await heard(connection)).toMatchObject([
      { type: 'person.registered', subject: contact, data: { person: { emails: [{ address: 'ann@example.com' }] } } },
      { type: 'consent.changed', subject: contact },
    ]);
    const related = [{ associatedId: contact, associatedType: 'contact' }];
    const area = twin.act({
      do: 'create',
      kind: 'areas',
      values: { name: 'Quays', type: 'polygon', area: ['50.6,-1.3', '50.6,-1.2', '50.7,-1.2'] },
    });
    const buying = { marketingMode: 'buying', departmentId: 'G', buying: { priceTo: 300_000 }, type: ['house'], locationType: 'areas' };
    twin.act({ do: 'create', kind: 'applicants', values: { ...buying, locationOptions: [area?.id], related } });
    expect(await heard(connection)).toMatchObject([
      {
        type: 'search.saved',
        subject: contact,
        data: { search: { maxPrice: '300000', currency: 'GBP', areas: [{ label: 'Quays', geometry: { type: 'Polygon' } }] } },
      },
    ]);
    twin.act({ do: 'create', kind: 'vendors', values: { propertyId: 'HBR210001', related, officeIds: ['HBR'] } });
    const dwelling = { property: { system: 'reapit', id: 'HBR210001' } };
    expect(await heard(connection)).toMatchObject([{ type: 'ownership.confirmed', subject: contact, data: dwelling }]);
    twin.act({ do: 'change', kind: 'vendors', id: 'HBR210001', values: { fromArchive: true } });
    expect(await heard(connection)).toMatchObject([{ type: 'ownership.ended', subject: contact, data: dwelling }]);
    const visit = { start: '2026-11-03T10:00:00Z', end: '2026-11-03T10:30:00Z', typeId: 'VW', propertyId: 'HBR210001' };
    twin.act({ do: 'create', kind: 'appointments', values: { ...visit, attendee: { id: contact, type: 'contact' } } });
    expect(await heard(connection)).toMatchObject([
      { type: 'appointment.booked', subject: contact, data: { kind: 'viewing', property: { system: 'reapit', id: 'HBR210001' } } },
    ]);
  });

  it('P12, P15: a couple’s applicant is told as a household, and what came of a viewing as feedback', async () => {
    const connection = connected();
    const [ada = '', ben = ''] = [1, 2].map(() => twin.act({ do: 'create', kind: 'contacts', values: aContact })?.id ?? '');
    await heard(connection);
    const related = [ada, ben].map((associatedId) => ({ associatedId, associatedType: 'contact' }));
    const letting = { marketingMode: 'renting', departmentId: 'G', renting: { rentTo: 1_200, rentFrequency: 'monthly' }, type: ['house'] };
    const applicant = twin.act({ do: 'create', kind: 'applicants', values: { ...letting, related } })?.id ?? '';
    expect((await heard(connection)).filter(({ type }) => type === 'household.changed')).toMatchObject([
      { subject: ada, data: { householdId: applicant, members: [{ subject: ada }, { subject: ben }] } },
    ]);
    const visit = { start: '2026-11-03T10:00:00Z', end: '2026-11-03T10:30:00Z', typeId: 'VW', propertyId: 'HBR210001' };
    const viewing =
      twin.act({ do: 'create', kind: 'appointments', values: { ...visit, attendee: { id: ada, type: 'contact' } } })?.id ?? '';
    expect(typesOf(await heard(connection))).toEqual(['appointment.booked']);
    const followUp = { responseId: 'LI', notes: 'Too small, says the agent.' };
    twin.act({ do: 'change', kind: 'appointments', id: viewing, values: { followUp } });
    const told = (await heard(connection)).filter(({ type }) => type === 'feedback.given');
    expect(told).toMatchObject([{ subject: ada, data: { property: { id: 'HBR210001' }, appointmentId: viewing, reaction: 'favourite' } }]);
    // The notes are the agency's own unless it shares them.
    expect(Object(told[0]?.data).text).toBeUndefined();
  });

  it('P6, P14, P16: each kind of record is swept by when it was changed, page by page', async () => {
    const contacts = Array.from({ length: 101 }, () => twin.act({ do: 'create', kind: 'contacts', values: aContact })?.id);
    const related = [{ associatedId: contacts[0], associatedType: 'contact' }];
    twin.act({ do: 'create', kind: 'vendors', values: { propertyId: 'HBR210001', related } });
    const headers = { authorization: `Bearer ${client.token}`, 'api-version': '2020-01-31', 'reapit-customer': 'HHL' };
    const swept = async (kind: string, since = '2026-11-02T00:00:00Z'): Promise<readonly string[]> => {
      const events = await new PackAtTwin(pack, client.url, headers, settings).sweep(kind, since);
      return events.map(({ type, subject }) => `${type} ${subject}`);
    };
    expect(await swept('contact')).toEqual(contacts.flatMap((id) => [`person.registered ${id}`, `consent.changed ${id}`]));
    expect(await swept('contact', '2026-11-03T00:00:00Z')).toEqual([]);
    expect(await swept('vendor')).toEqual([`ownership.confirmed ${contacts[0]}`]);
    for (const kind of ['enquiry', 'registration', 'landlord', 'appointment']) expect([kind, await swept(kind)]).toEqual([kind, []]);
  });

  it('P17: shows every row that the table calls shown', () => {
    expect(shown.unshown('reapit')).toEqual([]);
  });
});
