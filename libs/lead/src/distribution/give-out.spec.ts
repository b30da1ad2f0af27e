import fc from 'fast-check';
import type { Candidate } from './candidates';
import { type Decision, giveOut, type GivingOut, type LeadToGive } from './give-out';
import { type DistributionRule, type Method, problemsOfRule } from './rule';
import { whyInWords } from './why-in-words';

const rule = (more: Partial<DistributionRule> = {}): DistributionRule => ({
  method: 'roundRobin',
  acceptWithinMinutes: 30,
  hours: { zone: 'Europe/London', hours: { from: '08:00', until: '17:00' }, days: 'weekdays', holidays: [] },
  capPerDay: null,
  stickyAgent: false,
  listingAgent: false,
  mostOffers: 3,
  ...more,
});
const agent = (name: string, more: Partial<Candidate> = {}): Candidate => ({
  agent: name,
  receiving: true,
  absentUntil: null,
  leads: 0,
  turn: 0,
  today: 0,
  hadThis: false,
  ...more,
});
const fresh: LeadToGive = { offers: 0, askedFor: null, stickyAgent: null, listingAgent: null };
const three = [agent('ann'), agent('ben'), agent('cleo')];
const asked = (more: Partial<GivingOut> = {}): GivingOut => ({
  at: '2026-11-02T10:00:00.000Z',
  rule: rule(),
  lead: fresh,
  candidates: three,
  chance: 0,
  ...more,
});
const toOf = ({ given }: Decision): string | null => (given.kind === 'offered' ? given.to : null);

/** Gives out so many leads one after the other, as an office would that writes down each offer. */
function inTurn(most: number, candidates: readonly Candidate[], more: Partial<GivingOut> = {}): string[] {
  let now = candidates;
  return Array.from({ length: most }, () => {
    const to = toOf(giveOut(asked({ candidates: now, ...more }))) ?? '';
    const turn = Math.max(...now.map((one) => one.turn)) + 1;
    now = now.map((one) => (one.agent === to ? { ...one, turn, leads: (one.leads ?? 0) + 1, today: one.today + 1 } : one));
    return to;
  });
}

describe('round robin', () => {
  it('F3: each receiving agent is asked in turn, then again from the first', () => {
    expect(inTurn(7, three)).toEqual(['ann', 'ben', 'cleo', 'ann', 'ben', 'cleo', 'ann']);
  });

  it('F3: spreads to within one lead, however many come at once and whoever is among the agents', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 0, max: 100 }), (agents, leads) => {
        const given = inTurn(
          leads,
          Array.from({ length: agents }, (_, n) => agent(`a${n}`)),
        );
        const counts = Array.from({ length: agents }, (_, n) => given.filter((to) => to === `a${n}`).length);
        expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('F3: who comes back or joins takes a turn, and nobody else loses theirs', () => {
    const some = [agent('ann', { turn: 4 }), agent('ben', { turn: 5, receiving: false }), agent('cleo', { turn: 3 })];
    expect(inTurn(3, some)).toEqual(['cleo', 'ann', 'cleo']);
    expect(inTurn(1, [...some, agent('dora')])).toEqual(['dora']);
  });
});

describe('random and least leads', () => {
  it('F7: each receiving agent is as likely as any other', () => {
    const given = Array.from({ length: 3_000 }, (_, n) => toOf(giveOut(asked({ rule: rule({ method: 'random' }), chance: n / 3_000 }))));
    for (const { agent: name } of three) expect(given.filter((to) => to === name)).toHaveLength(1_000);
  });

  it('F8: who has the fewest leads has it, and among equals chance decides', () => {
    const leastLeads = rule({ method: 'leastLeads' });
    const some = [agent('ann', { leads: 3 }), agent('ben', { leads: 1 }), agent('cleo', { leads: 1 })];
    const to = (chance: number): string | null => toOf(giveOut(asked({ rule: leastLeads, candidates: some, chance })));
    expect([to(0), to(0.49), to(0.5), to(0.99)]).toEqual(['ben', 'ben', 'cleo', 'cleo']);
    expect(inTurn(4, some, { rule: leastLeads }).toSorted()).toEqual(['ben', 'ben', 'cleo', 'cleo']);
  });
});

describe('who is asked', () => {
  it('F9: by hand, a lead stays unassigned until somebody assigns it', () => {
    expect(giveOut(asked({ rule: rule({ method: 'manual' }) })).given).toEqual({ kind: 'unassigned', because: 'manual' });
  });

  it('F4, F5: an offer names when it runs out, in the office’s own time; outside its hours a lead waits', () => {
    expect(giveOut(asked({ at: '2026-11-06T16:50:00Z' })).given).toMatchObject({ kind: 'offered', until: '2026-11-09T08:20:00.000Z' });
    expect(giveOut(asked({ at: '2026-11-07T10:00:00Z' })).given).toEqual({ kind: 'waits', until: '2026-11-09T08:00:00.000Z' });
    expect(giveOut(asked({ at: '2026-11-09T08:00:00Z' })).given).toMatchObject({ kind: 'offered', to: 'ann' });
    expect(giveOut(asked({ rule: rule({ acceptWithinMinutes: null }) })).given).toMatchObject({ kind: 'offered', until: null });
  });

  it('F4: an offer not accepted in time goes to the next agent, and after the last one to the office manager', () => {
    const had = (...names: string[]): Candidate[] => three.map((one, n) => ({ ...one, turn: n, hadThis: names.includes(one.agent) }));
    const next = (offers: number, candidates: readonly Candidate[]) => giveOut(asked({ lead: { ...fresh, offers }, candidates })).given;
    expect(next(1, had('ann'))).toMatchObject({ kind: 'offered', to: 'ben' });
    expect(next(2, had('ann', 'ben'))).toMatchObject({ kind: 'offered', to: 'cleo' });
    expect(next(3, had('ann', 'ben', 'cleo'))).toEqual({ kind: 'unassigned', because: 'mostOffers' });
    expect(next(2, had('ann', 'ben', 'cleo'))).toEqual({ kind: 'unassigned', because: 'nobodyEligible' });
  });

  it('X11: first to claim asks all who may have it at once', () => {
    const some = [agent('ann'), agent('ben', { receiving: false }), agent('cleo')];
    expect(giveOut(asked({ rule: rule({ method: 'firstToClaim' }), candidates: some })).given).toMatchObject({
      kind: 'offeredToAll',
      to: ['ann', 'cleo'],
      until: '2026-11-02T10:30:00.000Z',
    });
  });

  it('X11: whoever has the person’s other leads goes first, then whoever has the listing, where they may be asked', () => {
    const known = { offers: 0, askedFor: null, stickyAgent: 'cleo', listingAgent: 'ben' };
    const to = (more: Partial<DistributionRule>, candidates = three): Decision['given'] =>
      giveOut(asked({ rule: rule(more), lead: known, candidates })).given;
    expect(to({ stickyAgent: true, listingAgent: true })).toMatchObject({ to: 'cleo', because: 'stickyAgent' });
    expect(to({ listingAgent: true })).toMatchObject({ to: 'ben', because: 'listingAgent' });
    expect(to({})).toMatchObject({ to: 'ann', because: 'roundRobin' });
    const asking = giveOut(asked({ rule: rule({ stickyAgent: true }), lead: { ...known, askedFor: 'ann' } })).given;
    expect(asking).toMatchObject({ to: 'ann', because: 'askedFor' });
    const away = three.map((one) => (one.agent === 'cleo' ? { ...one, absentUntil: '2026-11-09T00:00:00.000Z' } : one));
    expect(to({ stickyAgent: true }, away)).toMatchObject({ to: 'ann', because: 'roundRobin' });
  });

  it('X11, F15: every agent who is passed over has a reason, and words say it', () => {
    const some = [
      agent('ann', { receiving: false }),
      agent('ben', { absentUntil: '2026-11-04T08:00:00.000Z' }),
      agent('cleo', { today: 5 }),
      agent('dora', { hadThis: true }),
      agent('eve'),
    ];
    const question = asked({ rule: rule({ capPerDay: 5 }), candidates: some });
    const decision = giveOut(question);
    expect(decision.passedOver.map(({ agent: name, why }) => `${name} ${why}`)).toEqual([
      'ann notReceiving',
      'ben absent',
      'cleo atCap',
      'dora hadThis',
    ]);
    expect(whyInWords(question, decision, (name) => name.replace(/^./, (first) => first.toUpperCase()))).toEqual([
      'Offered to Eve, whose turn it is, until Mon 2 Nov 10:30.',
      'Ann passed over: receives no leads.',
      'Ben passed over: away until Wed 4 Nov 08:00.',
      'Cleo passed over: at their limit, 5 of 5 today.',
      'Dora passed over: was offered it before.',
    ]);
    const closed = asked({ at: '2026-11-07T10:00:00Z' });
    expect(whyInWords(closed, giveOut(closed), String)).toEqual(['Waits: outside the hours of the office until Mon 9 Nov 08:00.']);
  });

  it('F15: the same question has the same answer, and only who may be asked is asked', () => {
    const someone = fc.record({
      receiving: fc.boolean(),
      absentUntil: fc.constantFrom(null, '2026-11-01T00:00:00.000Z', '2026-12-01T00:00:00.000Z'),
      leads: fc.integer({ min: 0, max: 9 }),
      turn: fc.integer({ min: 0, max: 9 }),
      today: fc.integer({ min: 0, max: 6 }),
      hadThis: fc.boolean(),
    });
    const question = fc.record({
      method: fc.constantFrom<Method>('roundRobin', 'random', 'leastLeads', 'firstToClaim'),
      capPerDay: fc.constantFrom(null, 3),
      all: fc.array(someone, { maxLength: 8 }),
      chance: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
    });
    fc.assert(
      fc.property(question, ({ method, capPerDay, all, chance }) => {
        const candidates = all.map((one, n) => agent(`a${n}`, one));
        const ask = asked({ rule: rule({ method, capPerDay }), candidates, chance });
        const decision = giveOut(ask);
        expect(giveOut(structuredClone(ask))).toEqual(decision);
        const may = candidates.filter(
          (one) => one.receiving && (one.absentUntil ?? '') <= ask.at && !one.hadThis && (capPerDay === null || one.today < capPerDay),
        );
        expect(decision.eligible).toEqual(may.map((one) => one.agent));
        expect(decision.passedOver).toHaveLength(candidates.length - may.length);
        const { given } = decision;
        const to = given.kind === 'offered' ? [given.to] : given.kind === 'offeredToAll' ? given.to : [];
        expect(to.every((name) => decision.eligible.includes(name))).toBe(true);
        expect(to.length > 0).toBe(may.length > 0);
      }),
    );
  });
});

describe('a rule that cannot be', () => {
  it('is told with all that is wrong at once', () => {
    const wrong = rule({ acceptWithinMinutes: 0, capPerDay: 1.5, mostOffers: 4, hours: { ...rule().hours, zone: 'Nowhere/Town' } });
    // A method that a browser made up.
    expect(problemsOfRule({ ...wrong, method: 'best' as Method }).map(({ path }) => path)).toEqual([
      '/hours/zone',
      '/method',
      '/acceptWithinMinutes',
      '/capPerDay',
      '/mostOffers',
    ]);
    expect(problemsOfRule(rule())).toEqual([]);
  });
});
