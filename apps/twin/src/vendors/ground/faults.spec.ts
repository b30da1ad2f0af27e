import { FaultPlan, faultNames, faultsNamed, UnknownFaults, WrongShare } from './faults';

const keys = Array.from({ length: 400 }, (_, i) => `GET /contacts ${i}`);
const struck = (plan: FaultPlan): string[] => keys.filter((key) => plan.strikes('failing', key));

describe('X10: a fault plan', () => {
  it('X10: strikes the same calls for the same seed, and others for another', () => {
    const [one, same, other] = ['s', 's', 't'].map((seed) => struck(new FaultPlan(seed, faultNames, {}, { failing: 0.25 })));
    expect(one).toEqual(same);
    expect(one).not.toEqual(other);
    expect(one?.length).toBeGreaterThan(60);
    expect(one?.length).toBeLessThan(140);
  });

  it('X10: strikes never at share 0 and always at share 1', () => {
    expect(struck(new FaultPlan('s', faultNames, {}, { failing: 0 }))).toEqual([]);
    expect(struck(new FaultPlan('s', faultNames, {}, { failing: 1 }))).toEqual(keys);
  });

  it('X10: says all names it does not know, and what there is', () => {
    expect(() => faultsNamed(['late', 'lazy', 'lost'])).toThrow(/lazy, lost; there are fan-out/);
    expect(() => new FaultPlan('s', ['slow'], {}, { html: 1 })).toThrow(UnknownFaults);
    expect(() => new FaultPlan('s', ['slow'], {}, { slow: 2 })).toThrow(WrongShare);
  });

  it('X10: keeps what the vendor always does, unless it is switched off', () => {
    const plan = new FaultPlan('s', faultNames, { vanishing: 1 }, {});
    expect(plan.strikes('vanishing', 'x')).toBe(true);
    plan.set({ vanishing: 0 });
    expect(plan.strikes('vanishing', 'x')).toBe(false);
  });
});
