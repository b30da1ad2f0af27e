import { dataProblems } from '#people-exchange';
import { type OutSample, samplesIn } from '#mapping';
import { FollowUpBossTwin } from './follow-up-boss/follow-up-boss-twin';
import { GoHighLevelTwin } from './gohighlevel/gohighlevel-twin';
import type { ServedTwin } from './ground/serve/served-twin';
import { VirtualClock } from './ground/trial/clock';
import { PackAtTwin, packOf, type Settings } from './ground/trial/pack-at-twin';
import { Receiver } from './ground/trial/receiver';
import { ShownRows } from '../../../../test/shown/shown-rows';
import type { Act } from './ground/vendor';

class SampleMissing extends Error {}

/** A twin somebody can act at, and its pack connected to it. */
interface Bench {
  twin: ServedTwin & { act(act: Act): unknown };
  connected: PackAtTwin;
  receiver: Receiver;
  /** The pack's names of the person and the appointment. */
  person: string;
  persons: string;
}

const benches: Record<string, () => Promise<Bench>> = {
  gohighlevel: async () => {
    const receiver = new Receiver();
    const twin = new GoHighLevelTwin({
      now: new VirtualClock('2026-03-01T09:00:00.000Z').now,
      webhook: { url: await receiver.listen() },
      limits: { requestsPerTenSeconds: 10_000 },
    });
    const { url } = await twin.listen();
    const { locationId, token } = twin.credentials;
    twin.act({
      do: 'create',
      kind: 'associations',
      id: 'Household',
      values: { key: 'household', firstObjectKey: 'contact', secondObjectKey: 'contact' },
    });
    const settings: Settings = {
      locationId,
      pipelineId: 'PipelineBuyers000001',
      stageId: 'a1a1a1a1-0000-4000-8000-000000000001',
      calendarId: 'CalendarViewings0001',
      associationId: 'Household',
      visitsField: 'FieldVisits000000001',
      searchField: 'FieldLastSearch00001',
      alertField: 'FieldAreas0000000001',
    };
    const headers = { authorization: `Bearer ${token}`, version: '2021-07-28' };
    return {
      twin,
      connected: new PackAtTwin(packOf('gohighlevel'), url, headers, settings),
      receiver,
      person: 'contact',
      persons: 'contacts',
    };
  },
  'follow-up-boss': async () => {
    const receiver = new Receiver();
    const twin = new FollowUpBossTwin({
      now: new VirtualClock('2026-03-01T09:00:00.000Z').now,
      webhook: { url: await receiver.listen() },
      limits: { requestsPerTenSeconds: 10_000, eventReadsPerTenSeconds: 10_000 },
    });
    const { url } = await twin.listen();
    const { apiKey, system, systemKey } = twin.credentials;
    const headers = {
      authorization: `Basic ${Buffer.from(`${apiKey}:`).toString('base64')}`,
      'x-system': system,
      'x-system-key': systemKey,
    };
    const settings: Settings = { site: 'homes.example.com', system, userId: '1' };
    return {
      twin,
      connected: new PackAtTwin(packOf('follow-up-boss'), `${url}/v1`, headers, settings),
      receiver,
      person: 'person',
      persons: 'people',
    };
  },
};

describe.each(Object.keys(benches))('the pack of %s at its twin', (name) => {
  let bench: Bench;
  const shown = new ShownRows();
  /** Events of the webhooks that are due. */
  const heard = async (...given: Parameters<typeof hear>): ReturnType<typeof hear> => {
    const events = await hear(...given);
    shown.in(events);
    return events;
  };
  beforeEach(async () => {
    bench = (await benches[name]?.()) ?? bench;
  });
  afterEach(async () => {
    await bench.twin.close();
    await bench.receiver.close();
  });

  const samples = [...samplesIn(packOf(name).files).samples].flatMap(([sample, one]): [string, OutSample][] =>
    'event' in one ? [[sample, one]] : [],
  );
  const sampleOf = (wanted: string): OutSample => {
    const [, found] = samples.find(([sample]) => sample === wanted) ?? [];
    if (!found) throw new SampleMissing(wanted);
    return found;
  };
  const registered = async (email: string): Promise<string> => {
    const person = { name: { given: 'Ada', family: email.slice(0, 3) }, emails: [{ address: email }] };
    const [made] = await bench.connected.make(
      { event: { type: 'person.registered', time: '2026-03-01T09:00:00.000Z', data: { person } } },
      email,
      {},
      {},
    );
    return made?.made ?? '';
  };

  it.each(samples.filter(([sample]) => sample !== 'registered-archived'))(
    'X10, I2: has the requests of %s taken, and what they made is found again by their look-ups',
    async (sample, { ids: needed, ...one }) => {
      const { connected, person } = bench;
      const ids: Record<string, string> = needed ? { [person]: await registered('me@example.com') } : {};
      const theirs = { [person]: { p2: await registered('ben@example.com'), p3: await registered('cleo@example.com') } };
      if (needed?.['appointment'] !== undefined) {
        const booked = await connected.make(sampleOf('booked'), 'booked', ids, {});
        ids['appointment'] = booked.at(-1)?.made ?? '';
      }
      const tried = await connected.make(one, `key-${sample}`, ids, theirs);
      for (const { status, outcome, made, found } of tried) {
        expect([200, 201]).toContain(status);
        expect(outcome).toBe('done');
        if (found) expect(found).toEqual([made ?? expect.any(String)]);
      }
      if (tried.length > 0) shown.out(String(one.event['type']));
    },
  );

  it('X10, P2: tells of a person made in the CRM by webhook, and again by its sweep', async () => {
    const { twin, connected, receiver, person, persons } = bench;
    const values = { firstName: 'Ada', lastName: 'Lee', email: 'ada@example.com', emails: [{ value: 'ada@example.com' }] };
    twin.act({ do: 'create', kind: persons, id: '4711', values });
    const told = { type: 'person.registered', subject: '4711', data: { person: { name: { given: 'Ada', family: 'Lee' } } } };
    expect(await heard(twin, connected, receiver)).toMatchObject([told]);
    expect(await connected.sweep(person, '2026-03-01T08:59:00.000Z')).toMatchObject([told]);
  });

  it('X10, P1: tells of an edit made in the CRM', async () => {
    const { twin, connected, receiver, person, persons } = bench;
    const me = await registered('me@example.com');
    await heard(twin, connected, receiver);
    connected.known.add(`${person} ${me}`);
    twin.act({ do: 'change', kind: persons, id: me, values: { firstName: 'Adele' } });
    expect(await heard(twin, connected, receiver)).toMatchObject([
      { type: 'person.updated', subject: me, data: { person: { name: { given: 'Adele' } } } },
    ]);
  });

  it('X10, P16: tells of an appointment made, moved and deleted in the CRM', async () => {
    const { twin, connected, receiver } = bench;
    const me = await registered('me@example.com');
    await heard(twin, connected, receiver);
    const values = {
      title: 'Viewing',
      start: '2026-03-05T10:00:00Z',
      end: '2026-03-05T10:30:00Z',
      startTime: '2026-03-05T10:00:00Z',
      endTime: '2026-03-05T10:30:00Z',
      contactId: me,
      calendarId: 'CalendarViewings0001',
      appointmentStatus: 'confirmed',
      invitees: [{ personId: Number(me) }],
    };
    twin.act({ do: 'create', kind: 'appointments', id: '31', values });
    const told = {
      type: 'appointment.booked',
      subject: me,
      data: { appointmentId: '31', kind: 'viewing', start: '2026-03-05T10:00:00.000Z' },
    };
    expect(await heard(twin, connected, receiver)).toMatchObject([told]);
    expect(await connected.sweep('appointment', '2026-03-01T08:59:00.000Z')).toMatchObject([told]);
    twin.act({ do: 'remove', kind: 'appointments', id: '31' });
    // Whose a deleted one was is known to the bridge alone where the vendor names nothing but its number.
    const cancelled = name === 'gohighlevel' ? [{ type: 'appointment.cancelled', subject: me }] : [];
    expect(await heard(twin, connected, receiver)).toMatchObject(cancelled);
  });

  /** What one vendor alone has. */
  const only = (vendor: string, title: string, test: () => Promise<void>): void => {
    if (name === vendor) it(title, test);
  };

  only('gohighlevel', 'X10, X7: tells of a no that was set in the CRM, and not of the no that the website said', async () => {
    const { twin, connected, receiver } = bench;
    const me = await registered('me@example.com');
    await connected.make(sampleOf('consented'), 'consented', { contact: me }, {});
    expect((await heard(twin, connected, receiver)).map(({ type }) => type)).not.toContain('consent.changed');
    twin.act({ do: 'change', kind: 'contacts', id: me, values: { dndSettings: { SMS: { status: 'active' } } } });
    expect(await heard(twin, connected, receiver)).toContainEqual(
      expect.objectContaining({
        type: 'consent.changed',
        subject: me,
        data: {
          consents: ['propertyMatching', 'marketing'].map((purpose) =>
            expect.objectContaining({ purpose, channel: 'sms', status: 'denied' }),
          ),
        },
      }),
    );
  });

  only('follow-up-boss', 'X10, P9: tells of interest that another source told the CRM, and not of what the website did', async () => {
    const { twin, connected } = bench;
    const me = await registered('me@example.com');
    await connected.make(sampleOf('enquired-property'), 'enquired', { person: me }, {});
    const values = { type: 'Visited Open House', source: 'A portal', personId: Number(me), property: { mlsNumber: '77' } };
    twin.act({ do: 'create', kind: 'events', values });
    const swept = await connected.sweep('event', '2026-03-01T08:59:00.000Z');
    expect(swept).toMatchObject([{ type: 'interest.registered', subject: me, data: { property: { mls: '77' }, how: 'viewing' } }]);
    shown.in(swept);
  });

  it('P17: shows every row that the table calls shown', () => {
    expect(shown.unshown(name)).toEqual([]);
  });
});

/** Events of the webhooks that are due, each right by the contract. */
async function hear(twin: ServedTwin, connected: PackAtTwin, receiver: Receiver): Promise<readonly { type: string }[]> {
  await twin.deliverDue();
  const events = [];
  for (const { body } of receiver.received.splice(0)) events.push(...(await connected.hear({}, body)));
  expect(events.flatMap(({ type, data }) => dataProblems(type, data))).toEqual([]);
  return events;
}
