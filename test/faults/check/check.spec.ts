import type { TwinCall } from '../../../apps/twin/src/index';
import type { Sent } from '../load/sent';
import { check, type Promised } from './check';
import type { Facts } from './facts';

const began = Date.parse('2026-01-01T00:00:00Z');

const sent = (participant: string, n: number, more: Partial<Sent> = {}): Sent => ({
  agency: 'north',
  participant,
  side: 'website',
  source: `https://${participant}.example`,
  id: `w-W1-${n}`,
  subject: 'W1',
  n,
  type: 'property.viewed',
  body: '',
  dueAt: began,
  answer: 'ok',
  sendings: 1,
  ...more,
});

const heard = (place: number, { participant: origin, source, id, type, subject }: Sent, webhookId = id): TwinCall => ({
  n: place,
  at: '2026-01-01T00:00:00Z',
  webhookId,
  attempt: 1,
  verified: true,
  effect: true,
  status: 200,
  fault: null,
  event: { id, source, type, origin, subject, time: null, digest: '' },
});

const events = [sent('site', 1), sent('site', 2), sent('site', 3)];
const rowOf = ({ agency, participant, source, id }: Sent): Facts['inbox'][number] => ({
  agency,
  participant,
  source,
  id,
  key: id,
  conflict: false,
  echo: false,
});
const endOf = (target: string, { agency, id }: Sent, state = 'delivered'): Facts['deliveries'][number] => ({
  agency,
  target,
  key: id,
  state,
  late: false,
});

/** A run in which every promise held: three events of one customer, at the branch and at the lead desk. */
const good: Facts = {
  sent: events,
  twins: [
    { agency: 'north', participant: 'site', side: 'website', calls: [] },
    { agency: 'north', participant: 'branch', side: 'backOffice', calls: events.map((event, index) => heard(index + 1, event)) },
  ],
  logged: events,
  inbox: events.map(rowOf),
  deliveries: events.flatMap((event) => [endOf('branch', event), endOf('lead-desk', event)]),
  counts: [{ agency: 'north', target: 'branch', routed: 3, found: 3 }],
  malformed: 0,
  settled: true,
  leaks: [],
  held: { residentMiB: 240, handles: 60, connections: 20, diskMiB: 30 },
};

const branchHears = (...calls: TwinCall[]): Partial<Facts> => ({
  twins: good.twins.map((twin) => (twin.participant === 'branch' ? { ...twin, calls } : twin)),
});
const [first, second, third] = good.twins[1]?.calls ?? [];
const calls = [first, second, third].flatMap((call) => call ?? []);
const at = (index: number): TwinCall => calls[index] ?? heard(0, sent('site', 0));
const siteHears = (call: TwinCall): Partial<Facts> => ({
  twins: good.twins.map((twin) => (twin.participant === 'site' ? { ...twin, calls: [call] } : twin)),
});

/** The branch hears ten events a second, each so long after it was due, or never; somebody else's trouble begins with the second one. */
const besideTrouble = (waitedMs: (index: number) => number): Partial<Facts> => {
  const timed = Array.from({ length: 20 }, (_, index) => {
    const heardAt = began + index * 100;
    const waited = waitedMs(index);
    return { heardAt, waited, event: sent('site', index + 1, { dueAt: Number.isFinite(waited) ? heardAt - waited : heardAt }) };
  });
  const all = timed.map(({ event }) => event);
  const heardBy = timed.map(({ event, heardAt, waited }) => ({
    ...heard(event.n, event),
    at: new Date(Number.isFinite(waited) ? heardAt : heardAt + 60_000).toISOString(),
  }));
  return {
    ...branchHears(...heardBy),
    sent: all,
    logged: all,
    inbox: all.map(rowOf),
    deliveries: all.flatMap((event) => [endOf('branch', event), endOf('lead-desk', event)]),
    beside: {
      neighbours: ['branch'],
      calm: { from: began, to: began + 1_000 },
      trouble: { from: began + 1_000, to: began + 2_000 },
    },
  };
};

describe('the checker', () => {
  it('finds that everything held where it did', () => {
    expect(check(good)).toMatchObject({ held: true, accepted: 3, lost: 0, doubled: 0, reordered: 0 });
  });

  it.each<[Promised, string, Partial<Facts>]>([
    ['I1', 'an accepted event is not in the log', { logged: events.slice(1) }],
    ['I1', 'an accepted event was never taken from the log', { inbox: good.inbox.slice(1) }],
    ['I1', 'an accepted event never reached its target', branchHears(at(0), at(1))],
    ['I1', 'an accepted event never reached the lead desk', { deliveries: events.map((event) => endOf('branch', event)) }],
    ['I2', 'an event took effect twice', branchHears(at(0), at(1), at(2), { ...at(2), n: 9, webhookId: 'another' })],
    ['I2', 'an event has two ends', { deliveries: [...good.deliveries, endOf('branch', sent('site', 1), 'skipped')] }],
    ['I2', 'an event has two rows', { inbox: [...good.inbox, rowOf(sent('site', 1))] }],
    ['I3', 'two of one person were swapped', branchHears(at(0), { ...at(2), n: 2 }, { ...at(1), n: 3 })],
    ['I4', 'a count does not add up', { counts: [{ agency: 'north', target: 'branch', routed: 3, found: 2 }] }],
    ['I5', 'a neighbour of a trouble hears less', besideTrouble((index) => (index > 15 ? Number.POSITIVE_INFINITY : 5))],
    ['I5', 'a neighbour of a trouble hears as much, and too late', besideTrouble((index) => (index < 10 ? 5 : 2_500))],
    ['I6', 'a bridge held too much memory', { held: { ...good.held, residentMiB: 2_000 } }],
    ['I6', 'a bridge held too many connections', { held: { ...good.held, connections: 300 } }],
    ['I6', 'the database grew by more than what was sent', { held: { ...good.held, diskMiB: 900 } }],
    ['I7', 'something stays in flight', { settled: false }],
    [
      'I8',
      'another agency heard of it',
      { twins: [...good.twins, { agency: 'south', participant: 'other', side: 'backOffice', calls: [at(0)] }] },
    ],
    ['I8', 'somebody’s address was said in the log', { leaks: ['said in the log'] }],
    ['I9', 'a refused event is there', { sent: [...events.slice(0, 2), sent('site', 3, { answer: 'refused' })] }],
    ['I10', 'an event came back to who had said it', siteHears(at(0))],
  ])('%s: goes red when %s', (promise, _what, doctored) => {
    const { held, verdicts } = check({ ...good, ...doctored });
    expect(held).toBe(false);
    expect(verdicts.find((verdict) => verdict.promise === promise)).toMatchObject({
      broken: expect.any(Number),
      first: expect.any(String),
    });
  });

  it('I5: a tenth may be lost to the trouble of another', () => {
    expect(check({ ...good, ...besideTrouble(() => 5) }).held).toBe(true);
    expect(check({ ...good, ...besideTrouble((index) => (index === 19 ? Number.POSITIVE_INFINITY : 5)) }).held).toBe(true);
  });

  it('takes an event of no answer for neither accepted nor refused', () => {
    const unknown = sent('site', 4, { answer: 'unknown' });
    expect(check({ ...good, sent: [...events, unknown] }).held).toBe(true);
    const { twins } = { ...good, ...branchHears(...calls, heard(4, unknown)) };
    expect(check({ ...good, sent: [...events, unknown], twins }).held).toBe(true);
  });

  it('lets an event park only where it may, and come late where somebody retried it', () => {
    const parked = {
      ...good,
      ...branchHears(at(0), at(1)),
      deliveries: [
        ...good.deliveries.filter(({ target, key }) => target !== 'branch' || key !== 'w-W1-3'),
        endOf('branch', sent('site', 3), 'parked'),
      ],
    };
    expect(check(parked).held).toBe(false);
    expect(check(parked, { mayPark: () => true }).held).toBe(true);
    const late = {
      ...good,
      ...branchHears({ ...at(1), n: 1 }, { ...at(0), n: 2 }, at(2)),
      deliveries: good.deliveries.map((row) => (row.key === 'w-W1-1' ? { ...row, late: true } : row)),
    };
    expect(check(late).held).toBe(true);
  });
});
