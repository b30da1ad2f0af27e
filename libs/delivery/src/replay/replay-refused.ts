import { ExchangeRefused } from '../errors';

/** A replay that cannot be planned, or not be moved from where it stands. */
export class ReplayRefused extends ExchangeRefused {
  constructor(message: string, facts: Readonly<Record<string, unknown>>) {
    super('conflict', message, facts);
    this.name = 'ReplayRefused';
  }
}
