import fc from 'fast-check';
import type { Candidate } from './candidates';
import { type Decision, giveOut, type GivingOut, type LeadToGive, type Pond } from './give-out';
import { type DistributionRule, type Method, problemsOfRule } from './rule';
import { simulate } from './simulate';
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
/** A holiday on every day of more than a year. */
const neverOpen = {
  ...rule().hours,
  holidays: Array.from({ length: 420 }, (_, n) => new Date(Date.UTC(2026, 10, 1 + n)).toISOString().slice(0, 10)),
};
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

  it('F6: where the hours leave no time within a year, the lead waits for nobody and goes to the managers', () => {
    expect(giveOut(asked({ rule: rule({ hours: neverOpen }) })).given).toEqual({ kind: 'unassigned', because: 'neverOpen' });
  });

  it('X11: with nobody to ask, first to claim asks nobody', () => {
    const claims = rule({ method: 'firstToClaim' });
    expect(giveOut(asked({ rule: claims, candidates: [] })).given).toEqual({ kind: 'unassigned', because: 'nobodyEligible' });
  });

  it('X11: whoever is away until now is back', () => {
    const back = agent('ann', { absentUntil: asked().at });
    expect(toOf(giveOut(asked({ candidates: [back] })))).toBe('ann');
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
      method: fc.constantFrom<Method>('roundRobin', 'random', 'leastLeads', 'firstToClaim', 'pond'),
      members: fc.constantFrom(null, [], ['a0'], ['a7', 'elsewhere']),
      offers: fc.integer({ min: 0, max: 3 }),
      capPerDay: fc.constantFrom(null, 3),
      all: fc.array(someone, { maxLength: 8 }),
      chance: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
    });
    fc.assert(
      fc.property(question, ({ method, capPerDay, all, chance, members, offers }) => {
        const candidates = all.map((one, n) => agent(`a${n}`, one));
        const pond = members && { pond: 'late', name: 'Late leads', members };
        const ask = asked({ rule: rule({ method, capPerDay, pond: 'late' }), candidates, chance, pond, lead: { ...fresh, offers } });
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
        const asks = may.length > 0 && offers < 3 && method !== 'pond';
        expect(to.length > 0).toBe(asks);
        if (!asks) expect(given.kind).toBe(members && members.length > 0 ? 'pond' : 'unassigned');
        if (given.kind === 'pond') expect(given.to).toEqual(members);
      }),
    );
  });
});

describe('ponds', () => {
  const late: Pond = { pond: 'late', name: 'Late leads', members: ['zoe', 'yan'] };
  const of = (more: Partial<DistributionRule>, other: Partial<GivingOut> = {}): GivingOut =>
    asked({ rule: rule({ pond: 'late', ...more }), pond: late, ...other });
  const words = (question: GivingOut): readonly string[] => whyInWords(question, giveOut(question), String);

  it('X11, F15: words name a time only where there is one, and count the members of a pond', () => {
    const without = asked({ rule: rule({ acceptWithinMinutes: null }) });
    expect(words(without)).toEqual(['Offered to ann, whose turn it is.']);
    expect(words(asked())).toEqual(['Offered to ann, whose turn it is, until Mon 2 Nov 10:30.']);
    const one = of({ method: 'pond' }, { pond: { ...late, members: ['zoe'] } });
    expect([...words(one), ...words(of({ method: 'pond' }))]).toEqual([
      'Into the pond Late leads, as the rule puts every lead there; its one member may claim it.',
      'Into the pond Late leads, as the rule puts every lead there; the first of its 2 members to claim it has it.',
    ]);
    // Only where the lead would have gone into the pond do words say why it did not.
    expect(words(of({ hours: neverOpen }, { pond: null }))).toHaveLength(1);
  });

  it('X11: by the method every lead goes straight into the pond, at any hour, whoever is away or at a limit', () => {
    const away = three.map((one) => ({ ...one, receiving: false }));
    const question = of({ method: 'pond' }, { at: '2026-11-07T03:00:00Z', candidates: away });
    expect(giveOut(question).given).toEqual({ kind: 'pond', pond: 'late', to: ['zoe', 'yan'], because: 'method' });
    expect(words(question)).toEqual([
      'Into the pond Late leads, as the rule puts every lead there; the first of its 2 members to claim it has it.',
    ]);
  });

  it('X11: whom the person asked for goes first, by the clock of the office, and then the pond', () => {
    const lead = { ...fresh, askedFor: 'ben', listingAgent: 'cleo' };
    const given = (more: Partial<GivingOut>) => giveOut(of({ method: 'pond' }, { lead, ...more })).given;
    expect(given({})).toMatchObject({ kind: 'offered', to: 'ben', because: 'askedFor', until: '2026-11-02T10:30:00.000Z' });
    expect(given({ at: '2026-11-07T10:00:00Z' })).toEqual({ kind: 'waits', until: '2026-11-09T08:00:00.000Z' });
    const had = three.map((one) => ({ ...one, hadThis: one.agent === 'ben' }));
    expect(given({ lead: { ...lead, offers: 1 }, candidates: had })).toMatchObject({ kind: 'pond', because: 'method' });
    expect(giveOut(of({ method: 'pond', listingAgent: true }, { lead: { ...lead, askedFor: null } })).given).toMatchObject({ to: 'cleo' });
  });

  it('X11: a lead that used up its offers, or that nobody may be asked for, ends in the pond of the rule', () => {
    const used = of({}, { lead: { ...fresh, offers: 3 } });
    expect(giveOut(used).given).toMatchObject({ kind: 'pond', because: 'mostOffers' });
    const nobody = of({}, { candidates: [agent('ann', { receiving: false })] });
    expect(giveOut(nobody).given).toMatchObject({ kind: 'pond', because: 'nobodyEligible' });
    expect(words(nobody)).toEqual([
      'Into the pond Late leads, as nobody may be asked now; the first of its 2 members to claim it has it.',
      'ann passed over: receives no leads.',
    ]);
    expect(giveOut(of({}))).toMatchObject({ given: { kind: 'offered', to: 'ann' } });
  });

  it('X11: an empty or a deleted pond leaves the lead to the managers, and words say so; a rule of before ponds has none', () => {
    const empty = of({ method: 'pond' }, { pond: { ...late, members: [] } });
    expect(giveOut(empty).given).toEqual({ kind: 'unassigned', because: 'nobodyEligible' });
    expect(words(empty)[1]).toBe('The pond Late leads has no members.');
    expect(words(of({ method: 'pond' }, { pond: null }))[1]).toBe('The pond of the rule was deleted.');
    const before = asked({ candidates: [] });
    expect([giveOut(before).given, words(before).length]).toEqual([{ kind: 'unassigned', because: 'nobodyEligible' }, 1]);
  });

  it('F15: a simulation takes leads as they came, in whatever order they are handed to it', () => {
    const past = [
      ['c', '10:00'],
      ['b', '09:00'],
      ['d', '11:00'],
      ['a', '09:00'],
    ].map(([id = '', clock]) => ({ id, openedAt: `2026-11-02T${clock}:00.000Z`, ...fresh }));
    const { leads } = simulate(rule(), past, three, () => 0);
    expect(leads.map(({ id, decision }) => [id, toOf(decision)])).toEqual([
      ['a', 'ann'],
      ['b', 'ben'],
      ['c', 'cleo'],
      ['d', 'ann'],
    ]);
  });

  it('F8, F15: in a simulation, too, whoever was given a lead has one more, and the fewest goes next', () => {
    const past = ['1', '2', '3', '4', '5'].map((id) => ({ id, openedAt: '2026-11-02T10:00:00.000Z', ...fresh }));
    const { candidates, leads } = simulate(rule({ method: 'leastLeads' }), past, [agent('ann', { leads: 3 }), agent('ben')], () => 0);
    expect(leads.map(({ decision }) => toOf(decision))).toEqual(['ben', 'ben', 'ben', 'ann', 'ben']);
    expect(candidates.map((one) => [one.agent, one.leads, one.today, one.turn])).toEqual([
      ['ann', 4, 1, 4],
      ['ben', 4, 4, 5],
    ]);
  });

  it('F9, F15: a simulation by hand gives to nobody, and counts nothing', () => {
    const past = [{ id: '1', openedAt: '2026-11-02T10:00:00.000Z', ...fresh }];
    const { candidates } = simulate(rule({ method: 'manual' }), past, three, () => 0);
    expect(candidates).toEqual(three);
  });

  it('X11, F15: in a simulation, too, a limit per day ends with the office’s day', () => {
    // The last comes after midnight in London, and on the same day in UTC.
    const times = ['2026-07-06T22:00:00.000Z', '2026-07-06T22:30:00.000Z', '2026-07-06T23:30:00.000Z'];
    const past = times.map((openedAt, n) => ({ id: String(n), openedAt, ...fresh }));
    const anyTime = rule({ capPerDay: 1, hours: { ...rule().hours, hours: null, days: 'anyDay' } });
    const { leads } = simulate(anyTime, past, [agent('ann')], () => 0);
    expect(leads.map(({ decision }) => decision.given.kind)).toEqual(['offered', 'unassigned', 'offered']);
  });

  it('X11, F15: a simulation puts leads into the pond where a live run would', () => {
    const past = ['1', '2', '3'].map((id) => ({ id, openedAt: '2026-11-02T10:00:00.000Z', ...fresh }));
    const kinds = (by: DistributionRule, pond: Pond | null) =>
      simulate(by, past, [agent('ann')], () => 0, pond).leads.map(({ decision }) => decision.given.kind);
    expect(kinds(rule({ capPerDay: 1, pond: 'late' }), late)).toEqual(['offered', 'pond', 'pond']);
    expect(kinds(rule({ capPerDay: 1, pond: 'late' }), null)).toEqual(['offered', 'unassigned', 'unassigned']);
  });
});

describe('a rule that cannot be', () => {
  it('X11: the method pond needs a pond, and giving out by hand has none', () => {
    expect(problemsOfRule(rule({ method: 'pond' })).map(({ path }) => path)).toEqual(['/pond']);
    expect(problemsOfRule(rule({ method: 'manual', pond: 'late' })).map(({ path }) => path)).toEqual(['/pond']);
    expect(problemsOfRule(rule({ method: 'pond', pond: 'late' }))).toEqual([]);
  });

  it('has limits, and what lies on them may be', () => {
    const pathsOf = (more: Partial<DistributionRule>): string[] => problemsOfRule(rule(more)).map(({ path }) => path);
    const ends: Record<string, [least: number, most: number]> = {
      acceptWithinMinutes: [1, 10_080],
      capPerDay: [1, 1_000],
      mostOffers: [1, 3],
    };
    for (const [name, [least, most]] of Object.entries(ends)) {
      const said = [least - 1, least, most, most + 1].map((value) => pathsOf({ [name]: value }));
      expect(said).toEqual([[`/${name}`], [], [], [`/${name}`]]);
    }
    const holidays = ['2026-12-25', '2026-02-30', 'Friday'];
    expect(pathsOf({ hours: { ...rule().hours, holidays } })).toEqual(['/hours/holidays/1', '/hours/holidays/2']);
  });

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
