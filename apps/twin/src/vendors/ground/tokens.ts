import type { Chance } from '../../day/chance';
import type { FaultPlan } from './faults';

interface Token {
  expiresAt: number;
  /** How often it was accepted. */
  used: number;
}

/** Access tokens given out, with their end. */
export class TokenBook {
  private readonly tokens = new Map<string, Token>();

  constructor(
    private readonly faults: FaultPlan,
    private readonly chance: Chance,
  ) {}

  issue(at: Date, seconds: number): string {
    const token = `${this.chance.uuid()}${this.chance.uuid()}`.replaceAll('-', '');
    this.tokens.set(token, { expiresAt: at.getTime() + seconds * 1_000, used: 0 });
    return token;
  }

  /** None that was given out is good any more. */
  forget(): void {
    this.tokens.clear();
  }

  /** False when it is not known, has run out, or a fault ends it: then it is dead for good, and a new one is needed. */
  accepts(token: string, at: Date): boolean {
    const held = this.tokens.get(token);
    if (!held || held.expiresAt <= at.getTime()) return false;
    // The first use always works, so that somebody who asks for a new token gets on.
    if (held.used > 0 && this.faults.strikes('expired-tokens', `${token}:${held.used}`)) {
      this.tokens.delete(token);
      return false;
    }
    held.used += 1;
    return true;
  }
}
