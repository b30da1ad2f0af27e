import { areaFunctions, type Pack, playSample, samplesIn } from '#mapping';
import { ReapitTwin } from '../../apps/twin/src';
import { packOf } from '../../apps/twin/src/vendors/ground/trial/pack-at-twin';
import { PersonAtTwin } from '../../apps/twin/src/vendors/ground/trial/person-at-twin';
import { aContact, signedIn } from '../../apps/twin/src/vendors/reapit/trial-client';
import { ReapitModels } from './reapit-models';

/** Models by where their records are read. */
const places: readonly (readonly [RegExp, string])[] = [
  [/^\/applicants\/[^/]+\/relationships/u, 'ApplicantContactRelationshipModel'],
  [/^\/contacts\/[^/]+\/relationships/u, 'ContactRoleModel'],
  [/^\/landlords\/[^/]+\/relationships/u, 'LandlordContactRelationshipModel'],
  [/^\/vendors\/[^/]+\/relationships/u, 'VendorContactRelationshipModel'],
  [/^\/contacts\b/u, 'ContactModel'],
  [/^\/applicants\b/u, 'ApplicantModel'],
  [/^\/enquiries\b/u, 'EnquiryModel'],
  [/^\/areas\b/u, 'AreaModel'],
  [/^\/journalEntries\b/u, 'JournalEntryModel'],
  [/^\/tasks\b/u, 'TaskModel'],
  [/^\/appointments\b/u, 'AppointmentModel'],
  [/^\/vendors\b/u, 'VendorModel'],
  [/^\/landlords\b/u, 'LandlordModel'],
  [/^\/offices\b/u, 'OfficeModel'],
  [/^\/negotiators\b/u, 'NegotiatorModel'],
  [/^\/departments\b/u, 'DepartmentModel'],
  [/^\/sources\b/u, 'SourceModel'],
  [/^\/properties\b/u, 'PropertyModel'],
  [/^\/configuration\b/u, 'ListItemModel'],
];
const modelAt = (path: string): string | undefined => places.find(([place]) => place.test(path))?.[1];

/** Records an answer brings: a page of them, a plain list, or one. */
function recordsIn(body: unknown): readonly unknown[] {
  if (body === undefined || body === null || typeof body === 'string') return [];
  if (Array.isArray(body)) return body;
  const { _embedded: embedded }: { _embedded?: unknown } = Object(body);
  return Array.isArray(embedded) ? embedded : [body];
}

describe('the Reapit pack beside its vendor’s own type definitions', () => {
  const models = new ReapitModels();
  const pack: Pack = packOf('reapit');
  const samples = [...samplesIn(pack.files).samples];

  const against = (model: string | undefined, path: string, body: unknown): readonly string[] =>
    recordsIn(body).flatMap((record) => (model === undefined ? [`no model at ${path}`] : models.problemsOf(model, record, 'answer')));

  it('P17: every body it makes is one the vendor takes', async () => {
    const wrong: string[] = [];
    const held = new Set<string>();
    for (const [name, sample] of samples) {
      if (!('event' in sample)) continue;
      const requests = pack.document.out?.[String(sample.event['type'])] ?? [];
      for (const made of (await playSample(pack, sample, areaFunctions)).requests ?? []) {
        if (made.body === undefined) continue;
        const model = requests.find(({ id }) => id === made.request)?.model;
        if (model === undefined) wrong.push(`${name}: ${made.request} has a body of no model`);
        else wrong.push(...models.problemsOf(model, made.body, 'request').map((one) => `${name}: ${one}`));
        held.add(model ?? '');
      }
    }
    expect(wrong).toEqual([]);
    expect([...held].toSorted()).toEqual([
      'CreateApplicantModel',
      'CreateAppointmentModel',
      'CreateAreaModel',
      'CreateContactModel',
      'CreateEnquiryModel',
      'CreateJournalEntryModel',
      'CreateTaskModel',
      'InsertApplicantContactRelationshipModel',
      'UpdateApplicantModel',
      'UpdateAppointmentModel',
      'UpdateAreaModel',
      'UpdateContactModel',
    ]);
  });

  it('P17: every answer and every record of its samples is one the vendor gives', async () => {
    const wrong: string[] = [];
    const check = (name: string, path: string, body: unknown, model = modelAt(path)): void => {
      wrong.push(...against(model, path, body).map((one) => `${name}: ${one}`));
    };
    for (const [name, sample] of samples) {
      const played = await playSample(pack, sample, areaFunctions);
      if ('event' in sample)
        for (const { request, path } of played.requests ?? []) {
          const { status = 200, body } = sample.answers?.[request] ?? {};
          if (status < 300 && Object(body).statusCode === undefined) check(name, path, body);
        }
      else if ('record' in sample) {
        const { kind, value } = sample.record;
        const path = pack.document.in?.records[kind]?.path ?? '';
        // What came of an accepted enquiry is read as the applicant it became.
        const became = Object(value).marketingMode === undefined ? 'EnquiryModel' : 'ApplicantModel';
        check(name, path, value, modelAt(path) ?? became);
      }
      if ('sweep' in sample || 'list' in sample)
        check(name, played.requests?.[0]?.path ?? '', 'sweep' in sample ? sample.sweep.answer : sample.list.answer);
    }
    expect(wrong).toEqual([]);
  });

  it.each([
    ['a wrong type', 'CreateContactModel', 'request', { surname: 7 }, '/surname must be string'],
    [
      'a member nobody knows',
      'CreateContactModel',
      'request',
      { nickname: 'A' },
      'must NOT have additional properties {"additionalProperty":"nickname"}',
    ],
    [
      'one within another',
      'CreateContactModel',
      'request',
      { primaryAddress: { street: 'A' } },
      '/primaryAddress must NOT have additional properties',
    ],
    ['a missing one', 'CreateContactModel', 'request', {}, "must have required property 'officeIds'"],
    [
      'a word of no list',
      'CreateContactModel',
      'request',
      { marketingConsent: 'maybe' },
      '/marketingConsent must be equal to one of the allowed values',
    ],
    [
      'such a word in an answer',
      'ContactModel',
      'answer',
      { marketingConsent: 'maybe' },
      '/marketingConsent must be equal to one of the allowed values',
    ],
    ['nothing in a request', 'UpdateContactModel', 'request', { email: null }, '/email must be string'],
  ] as const)('sees %s', (_, model, use, value, says) => {
    expect(models.problemsOf(model, value, use).filter((one) => one.includes(says))).toHaveLength(1);
  });

  it('takes null for what is optional in an answer, and found the lists of words', () => {
    expect(models.problemsOf('ContactModel', { email: null, primaryAddress: { line1: null } }, 'answer')).toEqual([]);
    expect(models.lists).toBeGreaterThan(30);
  });

  it('X10: every answer of our twin, through all of a life, is one the vendor gives', async () => {
    const twin = new ReapitTwin({ seed: 'oracle', limits: { requestsPerSecond: 10_000, open: 100 } });
    const { url } = await twin.listen();
    const client = await signedIn(twin, url);
    const wrong = new Set<string>();
    const seen = new Set<string>();
    const calls: typeof client.call = async (method, path, body, headers) => {
      const answer = await client.call(method, path, body, headers);
      const text = await answer.clone().text();
      if (answer.status < 300 && text !== '') {
        seen.add(modelAt(path) ?? path);
        for (const one of against(modelAt(path), path, JSON.parse(text))) wrong.add(`${method} ${path.split('?')[0]}: ${one}`);
      }
      return answer;
    };
    const settings = {
      intake: 'straight',
      officeId: 'HBR',
      negotiatorId: 'HBN',
      departmentId: 'G',
      sourceName: 'Own website',
      listings: 'reapit',
      areaLikeness: '0.95',
      appointmentTypes: { viewing: 'VW' },
      responses: { favourite: 'LI' },
    };
    const person = new PersonAtTwin(pack, calls, settings);
    twin.act({ do: 'create', kind: 'contacts', id: 'HBR26000011', values: aContact });
    for (const sample of [
      'registered',
      'registered-again',
      'search-saved',
      'search-updated',
      'viewed',
      'enquired-property',
      'household',
      'claimed',
      'booked',
      'feedback',
    ])
      await person.play(sample);
    const [contact, applicant] = [person.ids.get('contact '), person.ids.get('applicant s1')];
    const related = [{ associatedId: contact, associatedType: 'contact' }];
    twin.act({ do: 'create', kind: 'vendors', values: { propertyId: 'HBR210001', related, officeIds: ['HBR'] } });
    const landlord = twin.act({ do: 'create', kind: 'landlords', values: { officeId: 'HBR', related } })?.id;
    for (const [path, id] of Object.entries({ contacts: contact, applicants: applicant, vendors: 'HBR210001', landlords: landlord }))
      for (const part of ['', '/relationships']) await calls('GET', `/${path}/${id}${part}`);
    for (const path of [
      'contacts',
      'applicants',
      'enquiries',
      'areas',
      'journalEntries',
      'tasks',
      'appointments',
      'vendors',
      'landlords',
      'offices',
      'negotiators',
      'departments',
      'sources',
      'properties',
      'configuration/appointmentTypes',
    ])
      await calls('GET', `/${path}`);
    await twin.close();
    expect([...wrong]).toEqual([]);
    expect(seen.size).toBe(places.length);
  });
});
