import { Chance } from '../../day/chance';

/** Each name with the share of calls or notifications (0–1) it strikes when only its name is given. */
export const usualShares = {
  'fan-out': 0.5,
  duplicates: 0.3,
  late: 0.3,
  'out-of-order': 0.5,
  silent: 1,
  'async-creates': 1,
  conflicts: 0.3,
  'rate-limited': 0.2,
  'drops-values': 1,
  vanishing: 1,
  'lat-long': 1,
  'answers-lost': 0.1,
  slow: 0.2,
  failing: 0.2,
  html: 0.1,
  empty: 0.1,
  endless: 0.05,
  'ok-with-error': 0.1,
  'expired-tokens': 0.1,
  revoked: 1,
} as const;

export type FaultName = keyof typeof usualShares;
/** Shares from 0 (never) to 1 (always). */
export type Faults = Partial<Record<FaultName, number>>;

export const faultNames: readonly FaultName[] = Object.keys(usualShares).filter(isFaultName);

export class UnknownFaults extends Error {
  readonly code = 'unknown-faults';
  readonly retriable = false;
  constructor(
    readonly unknown: readonly string[],
    readonly known: readonly string[],
  ) {
    super(`no such fault here: ${unknown.join(', ')}; there are ${known.join(', ')}`);
  }
}

export class WrongShare extends Error {
  readonly code = 'wrong-share';
  readonly retriable = false;
  constructor(readonly faults: readonly string[]) {
    super(`a share is a number from 0 to 1: ${faults.join(', ')}`);
  }
}

/** Faults by name alone, each with its usual share. @throws UnknownFaults naming all that are not there */
export function faultsNamed(names: readonly string[]): Faults {
  const unknown = names.filter((name) => !isFaultName(name));
  if (unknown.length > 0) throw new UnknownFaults(unknown, faultNames);
  return Object.fromEntries(names.filter(isFaultName).map((name) => [name, usualShares[name]]));
}

/** Says which call or notification is struck. The same seed and the same calls always meet the same faults. */
export class FaultPlan {
  private faults: Faults = {};

  /** @param here the faults this vendor can have: the others would be answers it never gives */
  constructor(
    readonly seed: string,
    private readonly here: readonly FaultName[],
    private readonly always: Faults,
    faults: Faults,
  ) {
    this.set(faults);
  }

  /** @throws UnknownFaults, WrongShare */
  set(faults: Readonly<Record<string, unknown>>): void {
    const names = Object.keys(faults);
    const here: readonly string[] = this.here;
    const unknown = names.filter((name) => !here.includes(name));
    if (unknown.length > 0) throw new UnknownFaults(unknown, here);
    const wrong = names.filter((name) => !isShare(faults[name]));
    if (wrong.length > 0) throw new WrongShare(wrong);
    this.faults = { ...this.always, ...faults };
  }

  now(): Faults {
    return { ...this.faults };
  }

  /** @param key what makes the call or notification different from all others */
  strikes(fault: FaultName, key: string): boolean {
    const share = this.faults[fault] ?? 0;
    return share > 0 && (share >= 1 || this.chance(fault, key).maybe(share));
  }

  chance(fault: FaultName, key: string): Chance {
    return new Chance(`${this.seed}:${fault}:${key}`);
  }
}

function isFaultName(name: string): name is FaultName {
  return Object.hasOwn(usualShares, name);
}

function isShare(value: unknown): boolean {
  return typeof value === 'number' && value >= 0 && value <= 1;
}
