import { type ActionPlan, type PlanRun, planStanding, problemsOfPlan, receivesPlanAt } from './plan-standing';

const plan: ActionPlan = {
  name: 'First week',
  steps: [
    { id: 'call', title: 'Call', dueInDays: 0 },
    { id: 'mail', title: 'Send listings', dueInDays: 2 },
    { id: 'meet', title: 'Offer a viewing', dueInDays: 2 },
    { id: 'ask', title: 'Ask how it goes', dueInDays: 7 },
  ],
};
// A Monday evening in London.
const run = (done: PlanRun['done'] = {}): PlanRun => ({ plan, receivedAt: '2026-11-02T18:00:00Z', done });
const london = 'Europe/London';

describe('an action plan', () => {
  it('B4: a lead is on time until the day of a step is over at its office', () => {
    expect(planStanding(run(), '2026-11-02T23:59:59Z', london)).toMatchObject({
      status: 'onTime',
      missing: [],
      next: { id: 'call', dueAt: '2026-11-03T00:00:00.000Z' },
    });
    expect(planStanding(run(), '2026-11-02T23:59:59Z', 'Europe/Berlin').status).toBe('lateTask');
  });

  it('B4: a late lead says what is missing, the oldest first, and what is next', () => {
    const late = planStanding(run({ mail: '2026-11-03T10:00:00Z' }), '2026-11-05T09:00:00Z', london);
    expect(late.status).toBe('lateTask');
    expect(late.missing.map(({ title }) => title)).toEqual(['Call', 'Offer a viewing']);
    expect(late.next).toMatchObject({ id: 'ask', dueAt: '2026-11-10T00:00:00.000Z' });
  });

  it('B4: a step is late from the very moment its day is over, and steps stand by their days, whatever the plan’s own order', () => {
    const over = planStanding(run(), '2026-11-03T00:00:00.000Z', london);
    expect([over.status, over.missing.map(({ id }) => id), over.next?.id]).toEqual(['lateTask', ['call'], 'mail']);
    const backwards = { ...run(), plan: { ...plan, steps: plan.steps.toReversed() } };
    expect(planStanding(backwards, '2026-11-05T09:00:00Z', london).missing.map(({ id }) => id)).toEqual(['call', 'meet', 'mail']);
  });

  it('B4: a lead whose steps are all done has completed its plan, also where some were late', () => {
    const done = Object.fromEntries(plan.steps.map(({ id }) => [id, '2026-11-20T10:00:00Z']));
    expect(planStanding(run(done), '2026-11-20T10:00:00Z', london)).toEqual({ status: 'completed', missing: [], next: null });
    expect(planStanding(run({ ...done, older: '2026-11-20T10:00:00Z' }), '2026-11-20T10:00:00Z', london).status).toBe('completed');
  });

  it('B4: days are those of the office over the change of its clocks', () => {
    const autumn: PlanRun = { ...run(), receivedAt: '2026-10-24T12:00:00Z' };
    expect(planStanding(autumn, '2026-10-24T12:00:00Z', london).next?.dueAt).toBe('2026-10-24T23:00:00.000Z');
    expect(planStanding(autumn, '2026-10-25T12:00:00Z', london).next?.dueAt).toBe('2026-10-27T00:00:00.000Z');
  });

  it('B4: a lead that nobody touches receives the plan after the days it may be ignored', () => {
    expect(receivesPlanAt('2026-11-02T18:00:00Z', 3, london)).toBe('2026-11-06T00:00:00.000Z');
    expect(receivesPlanAt('2026-11-02T18:00:00Z', 0, london)).toBe('2026-11-03T00:00:00.000Z');
  });

  it('says all that is wrong with a plan at once', () => {
    const wrong: ActionPlan = {
      name: ' ',
      steps: [
        { id: 'a', title: '', dueInDays: -1 },
        { id: 'a', title: 'Again', dueInDays: 1.5 },
      ],
    };
    expect(problemsOfPlan(wrong).map(({ path }) => path)).toEqual([
      '/name',
      '/steps/0/title',
      '/steps/0/dueInDays',
      '/steps/1/id',
      '/steps/1/dueInDays',
    ]);
    const steps = (count: number, title: string): ActionPlan['steps'] =>
      Array.from({ length: count }, (_, n) => ({ id: String(n), title, dueInDays: n === 0 ? 730 : 0 }));
    expect(problemsOfPlan({ name: 'x'.repeat(200), steps: steps(100, 'x'.repeat(200)) })).toEqual([]);
    const tooMuch = { name: 'x'.repeat(201), steps: steps(101, 'x').with(0, { id: '0', title: 'x'.repeat(201), dueInDays: 731 }) };
    expect(problemsOfPlan(tooMuch).map(({ path }) => path)).toEqual(['/name', '/steps', '/steps/0/title', '/steps/0/dueInDays']);
    expect(problemsOfPlan({ name: 'None', steps: [] }).map(({ path }) => path)).toEqual(['/steps']);
    expect(problemsOfPlan(plan)).toEqual([]);
  });
});
