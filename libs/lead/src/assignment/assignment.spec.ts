import fc from 'fast-check';
import { act, type Act, type Assignment, unassigned } from './assignment';

const at = (minute: number): string => new Date(Date.UTC(2026, 10, 2, 10, minute)).toISOString();
class NotChanged extends Error {}

/** Each act at the next minute; what is refused or is so already changes nothing. */
function after(acts: readonly Act[], from: Assignment = unassigned): Assignment {
  return acts.reduce<Assignment>((before, one, minute) => {
    const acted = act(before, one, at(minute));
    if (acted.kind !== 'changed') throw new NotChanged(`${one.kind}: ${JSON.stringify(acted)}`);
    return acted.assignment;
  }, from);
}
const offer = (...to: string[]): Act => ({ kind: 'offer', to, until: at(30) });
const accept = (by: string): Act => ({ kind: 'accept', by });
const reject = (by: string): Act => ({ kind: 'reject', by, reason: 'too far' });

describe('the assignment of a lead', () => {
  it('F14: who is offered it accepts, and has it', () => {
    expect(after([offer('ann'), accept('ann')])).toEqual({
      state: 'accepted',
      agent: 'ann',
      offeredTo: [],
      until: null,
      offers: 0,
      pond: null,
    });
  });

  it('F14: who rejects it leaves it to be offered to another, and that is counted', () => {
    const rejected = after([offer('ann'), reject('ann')]);
    expect(rejected).toMatchObject({ state: 'rejected', agent: null, offers: 1 });
    expect(after([offer('ben'), accept('ben')], rejected)).toMatchObject({ state: 'accepted', agent: 'ben' });
  });

  it('F4: an offer that is not accepted in time runs out, once, and not before', () => {
    const offered = after([offer('ann')]);
    expect(act(offered, { kind: 'expire' }, at(29))).toMatchObject({ kind: 'refused', because: { why: 'notYet' } });
    const over = act(offered, { kind: 'expire' }, at(30));
    expect(over).toMatchObject({ kind: 'changed', assignment: { state: 'expired', offeredTo: [], offers: 1 } });
    if (over.kind === 'changed') expect(act(over.assignment, { kind: 'expire' }, at(31))).toEqual({ kind: 'same' });
    expect(act(after([offer('ann'), accept('ann')]), { kind: 'expire' }, at(40))).toEqual({ kind: 'same' });
  });

  it('F4: who accepts too late hears so, also where it was not withdrawn yet', () => {
    expect(act(after([offer('ann')]), accept('ann'), at(30))).toEqual({
      kind: 'refused',
      because: { why: 'tooLate', until: at(30) },
    });
  });

  it('F14: a second click and another tab do no harm', () => {
    expect(act(after([offer('ann'), accept('ann')]), accept('ann'), at(5))).toEqual({ kind: 'same' });
    expect(act(after([offer('ann'), reject('ann')]), reject('ann'), at(5))).toEqual({ kind: 'same' });
  });

  it('X11: of those who claim it the first has it, and each other hears who', () => {
    const claimed = after([offer('ann', 'ben', 'cleo'), accept('ben')]);
    expect(claimed).toMatchObject({ state: 'claimed', agent: 'ben', offeredTo: [] });
    expect(act(claimed, accept('ann'), at(2))).toEqual({ kind: 'refused', because: { why: 'taken', agent: 'ben' } });
    expect(after([offer('ann', 'ben'), reject('ann')])).toMatchObject({ state: 'offered', offeredTo: ['ben'], offers: 0 });
  });

  it('F14: nobody turns down what they were not offered, or what somebody has', () => {
    expect(act(unassigned, reject('ann'), at(0))).toEqual({ kind: 'refused', because: { why: 'notOffered' } });
    expect(act(after([offer('ann')]), reject('ben'), at(1))).toEqual({ kind: 'refused', because: { why: 'offeredToOthers' } });
    const taken = after([offer('ann'), accept('ann')]);
    expect(act(taken, reject('ann'), at(2))).toEqual({ kind: 'refused', because: { why: 'taken', agent: 'ann' } });
  });

  it('F10: who was not offered it cannot take it, and what somebody has is withdrawn before it is given on', () => {
    expect(act(unassigned, accept('ann'), at(0))).toEqual({ kind: 'refused', because: { why: 'notOffered' } });
    expect(act(after([offer('ann')]), accept('ben'), at(1))).toEqual({ kind: 'refused', because: { why: 'offeredToOthers' } });
    const taken = after([offer('ann'), accept('ann')]);
    expect(act(taken, offer('ben'), at(2))).toEqual({ kind: 'refused', because: { why: 'taken', agent: 'ann' } });
    expect(after([{ kind: 'withdraw' }, offer('ben')], taken)).toMatchObject({ state: 'offered', offeredTo: ['ben'], offers: 0 });
    expect(act(unassigned, { kind: 'withdraw' }, at(0))).toEqual({ kind: 'same' });
    expect(act(unassigned, offer(), at(0))).toEqual({ kind: 'refused', because: { why: 'nobody' } });
  });

  it('X11: in a pond any member claims it, for as long as it takes, also where it has one member only', () => {
    const pond = (...members: string[]): Act => ({ kind: 'pond', pond: 'late', members });
    const inPond = after([offer('ann'), reject('ann'), pond('ben', 'cleo')]);
    expect(inPond).toEqual({ state: 'offered', agent: null, offeredTo: ['ben', 'cleo'], until: null, offers: 1, pond: 'late' });
    expect(act(inPond, { kind: 'expire' }, at(5_000))).toMatchObject({ kind: 'refused', because: { why: 'notYet' } });
    expect(act(inPond, accept('ann'), at(5))).toMatchObject({ because: { why: 'offeredToOthers' } });
    expect(act(inPond, reject('ben'), at(5))).toEqual({ kind: 'refused', because: { why: 'inPond' } });
    expect(act(inPond, pond('cleo', 'ben'), at(5))).toEqual({ kind: 'same' });
    expect(after([pond('dora'), accept('dora')], inPond)).toEqual({ ...unassigned, state: 'claimed', agent: 'dora' });
    expect(after([{ kind: 'withdraw' }, offer('ben')], inPond)).toMatchObject({ offeredTo: ['ben'], pond: null });
  });

  it('X11: a lead whose pond is gone is nobody’s again, and one that somebody claimed stays theirs', () => {
    const pond: Act = { kind: 'pond', pond: 'late', members: ['ben'] };
    expect(after([pond, { kind: 'pondGone' }])).toEqual(unassigned);
    const claimed = after([pond, accept('ben')]);
    expect(act(claimed, { kind: 'pondGone' }, at(9))).toEqual({ kind: 'same' });
    expect(act(claimed, pond, at(9))).toEqual({ kind: 'refused', because: { why: 'taken', agent: 'ben' } });
    expect(act(unassigned, { ...pond, members: [] }, at(9))).toEqual({ kind: 'refused', because: { why: 'nobody' } });
  });

  it('F14, X11: whatever people do in whatever order, a lead has at most one agent, and one who was offered it', () => {
    const someone = fc.constantFrom('ann', 'ben', 'cleo');
    const someAct: fc.Arbitrary<Act> = fc.oneof(
      fc.record({ kind: fc.constant('offer' as const), to: fc.uniqueArray(someone), until: fc.constantFrom(null, at(10), at(100)) }),
      fc.record({ kind: fc.constant('accept' as const), by: someone }),
      fc.record({ kind: fc.constant('reject' as const), by: someone, reason: fc.constant('no') }),
      fc.constant({ kind: 'expire' as const }),
      fc.constant({ kind: 'withdraw' as const }),
      fc.record({ kind: fc.constant('pond' as const), pond: fc.constantFrom('late', 'new'), members: fc.uniqueArray(someone) }),
      fc.constant({ kind: 'pondGone' as const }),
    );
    fc.assert(
      fc.property(fc.array(someAct, { maxLength: 30 }), (acts) => {
        let now = unassigned;
        acts.forEach((one, minute) => {
          const acted = act(now, one, at(minute));
          if (acted.kind !== 'changed') return;
          const { agent, state, offeredTo, pond, until } = acted.assignment;
          if (pond !== null) expect([state, until]).toEqual(['offered', null]);
          if (agent !== null && agent !== now.agent) expect(now.offeredTo).toContain(agent);
          expect(agent !== null).toBe(state === 'accepted' || state === 'claimed');
          expect(offeredTo.length > 0).toBe(state === 'offered');
          now = acted.assignment;
        });
      }),
    );
  });
});
