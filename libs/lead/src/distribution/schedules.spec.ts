import fc from 'fast-check';
import { act, type Assignment, unassigned } from '../assignment/assignment';
import type { Candidate } from './candidates';
import { giveOut, type GivingOut } from './give-out';
import { afterRunning, nextRunning, type OfficeHours, runsAt } from './office-hours';
import type { DistributionRule } from './rule';
import { afterGiving, type PastLead, simulate } from './simulate';

const time = fc.integer({ min: 0, max: 23 }).map((hour) => `${String(hour).padStart(2, '0')}:00`);
const hours: fc.Arbitrary<OfficeHours> = fc.record({
  zone: fc.constantFrom('Europe/London', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu'),
  hours: fc.option(fc.record({ from: time, until: time }).filter(({ from, until }) => from !== until)),
  days: fc.constantFrom('weekdays', 'anyDay'),
  holidays: fc.constantFrom([], ['2026-03-30'], ['2026-10-26', '2026-10-27']),
});
const rule: fc.Arbitrary<DistributionRule> = fc.record({
  method: fc.constantFrom('roundRobin', 'random', 'leastLeads'),
  acceptWithinMinutes: fc.integer({ min: 1, max: 600 }),
  hours,
  capPerDay: fc.option(fc.integer({ min: 1, max: 5 })),
  stickyAgent: fc.constant(false),
  listingAgent: fc.constant(false),
  mostOffers: fc.integer({ min: 1, max: 3 }),
});
const agents = (n: number): Candidate[] =>
  Array.from({ length: n }, (_, at) => ({
    agent: `a${at}`,
    receiving: true,
    absentUntil: null,
    leads: 0,
    turn: 0,
    today: 0,
    hadThis: false,
  }));
const fresh = { askedFor: null, stickyAgent: null, listingAgent: null };
/** Around both changes of clocks. */
const moment = fc.constantFrom('2026-03-28T12:00:00.000Z', '2026-10-24T12:00:00.000Z', '2026-06-06T12:00:00.000Z');

interface Passed {
  readonly asked: GivingOut;
  readonly assignment: Assignment;
  readonly had: readonly string[];
  readonly events: readonly string[];
}

/** The life of one lead by a virtual clock that jumps to whatever is due, where nobody ever answers. */
function ignoredByAll(by: DistributionRule, from: string, candidates: readonly Candidate[]): Passed {
  let at = from;
  let assignment = unassigned;
  let had: string[] = [];
  let standing = candidates;
  const events: string[] = [];
  for (let step = 0; step < 20; step += 1) {
    const asked: GivingOut = {
      at,
      rule: by,
      lead: { ...fresh, offers: assignment.offers },
      candidates: standing.map((one) => ({ ...one, hadThis: had.includes(one.agent) })),
      chance: 0.3,
    };
    const { given } = giveOut(asked);
    if (given.kind === 'waits') {
      at = given.until;
      continue;
    }
    if (given.kind !== 'offered' || given.until === null) return { asked, assignment, had, events: [...events, given.kind] };
    const offered = act(assignment, { kind: 'offer', to: [given.to], until: given.until }, at);
    if (offered.kind !== 'changed') throw new TypeError('an offer that is none');
    standing = afterGiving(standing, giveOut(asked));
    had = [...had, given.to];
    const expired = act(offered.assignment, { kind: 'expire' }, given.until);
    if (expired.kind !== 'changed') throw new TypeError('an end that is none');
    events.push(`${at} ${given.until}`);
    assignment = expired.assignment;
    at = given.until;
  }
  throw new TypeError('it never ends');
}

it('F4, F5, F6: whatever the rule and the hours, offers begin and run out within them, each after its minutes, and a chain ends', () => {
  fc.assert(
    fc.property(rule, moment, fc.integer({ min: 0, max: 5 }), (by, from, n) => {
      const { had, events, assignment } = ignoredByAll(by, from, agents(n));
      expect(events.at(-1)).toBe('unassigned');
      expect(had).toHaveLength(Math.min(by.mostOffers, n));
      expect(new Set(had).size).toBe(had.length);
      expect(assignment.offers).toBe(had.length);
      for (const span of events.slice(0, -1)) {
        const [began = '', ended = ''] = span.split(' ');
        expect(runsAt(began, by.hours)).toBe(true);
        expect(afterRunning(began, by.acceptWithinMinutes ?? 0, by.hours)).toBe(ended);
        // The end of an offer is a moment at which the clock ran until just before.
        expect(runsAt(new Date(Date.parse(ended) - 1).toISOString(), by.hours)).toBe(true);
      }
    }),
    { numRuns: 300 },
  );
});

it('F15: the same question has the same answer, and a simulation gives every lead once, never outside the hours', () => {
  const past = fc.array(fc.integer({ min: 0, max: 7 * 1_440 }), { maxLength: 30 });
  fc.assert(
    fc.property(rule, moment, past, fc.integer({ min: 1, max: 4 }), (by, from, minutes, n) => {
      const leads: PastLead[] = minutes.map((minute, at) => ({
        id: String(at),
        openedAt: new Date(Date.parse(from) + minute * 60_000).toISOString(),
        ...fresh,
      }));
      const run = () => simulate(by, leads, agents(n), () => 0.7);
      const simulated = run();
      expect(run()).toEqual(simulated);
      expect(simulated.leads.map(({ id }) => id).toSorted()).toEqual(leads.map(({ id }) => id).toSorted());
      for (const { id, at } of simulated.leads) {
        const opened = leads.find((lead) => lead.id === id)?.openedAt ?? '';
        expect(at).toBe(nextRunning(opened, by.hours));
      }
    }),
    { numRuns: 200 },
  );
});

it('F3: in turn, agents have equally many to within one, over days and through the night', () => {
  fc.assert(
    fc.property(
      hours,
      moment,
      fc.array(fc.integer({ min: 0, max: 14 * 1_440 }), { maxLength: 60 }),
      fc.integer({ min: 1, max: 6 }),
      (when, from, minutes, n) => {
        const by: DistributionRule = {
          method: 'roundRobin',
          acceptWithinMinutes: 30,
          hours: when,
          capPerDay: null,
          stickyAgent: false,
          listingAgent: false,
          mostOffers: 3,
        };
        const leads = minutes.map((minute, at) => ({
          id: String(at),
          openedAt: new Date(Date.parse(from) + minute * 60_000).toISOString(),
          ...fresh,
        }));
        const counts = simulate(by, leads, agents(n), () => 0).candidates.map((one) => one.leads ?? 0);
        expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
      },
    ),
    { numRuns: 200 },
  );
});
