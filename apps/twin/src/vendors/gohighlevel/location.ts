import { createHash } from 'node:crypto';
import { Refused, isFields, textOf, type Call, type Fields } from '../ground/call';
import { problemsOf, type Shape } from '../ground/body-shape';
import { Store, type Change, type StoredRecord } from '../ground/store';
import { errorOf, refuse, refuseProblems, refusals } from './errors';
import { seedsOf } from './seeds';

/** How a location treats two contacts with the same e-mail address or telephone number. */
export interface DuplicateSetting {
  allowed: boolean;
  /** Which is looked at first. */
  order: readonly ('email' | 'phone')[];
}

/** One sub-account: its records, and what every route does with a body. */
export class Location {
  readonly store: Store;
  private seeding = true;

  constructor(
    readonly id: string,
    readonly duplicates: DuplicateSetting,
    seed: string,
    now: () => Date,
    onChange: (location: Location, change: Change) => void,
  ) {
    this.store = new Store(
      now,
      (kind, serial) => idOf(`${seed} ${kind} ${serial}`),
      (change) => {
        if (!this.seeding) onChange(this, change);
      },
    );
    for (const [kind, records] of Object.entries(seedsOf(id))) {
      for (const [recordId, data] of Object.entries(records)) this.store.create(kind, data, { id: recordId });
    }
    this.seeding = false;
  }

  /** The body of a call when it is as the vendor wants it. @throws Refused naming everything that is wrong */
  bodyOf(call: Call, shape: Shape): Fields {
    if (!isFields(call.body)) throw new Refused(refusals.unreadable(call));
    refuseProblems(problemsOf(shape, call.body));
    this.checkLocation(textOf(call.body, 'locationId'));
    return call.body;
  }

  /** @throws Refused when a call is about another location than the token's */
  checkLocation(id: string | null | undefined): void {
    if (typeof id === 'string' && id !== this.id) throw new Refused(errorOf(403, 'The token does not have access to this location.'));
  }

  /** @throws Refused as the vendor says that nothing has this id */
  found(kind: string, word: string, id: string): StoredRecord {
    const record = this.store.find(kind, id);
    if (!record) throw refuse(`${word} with id ${id} not found`);
    return record;
  }
}

/** Twenty letters and digits, as the vendor's ids look. */
function idOf(text: string): string {
  return createHash('sha256')
    .update(text)
    .digest('base64')
    .replace(/[^A-Za-z0-9]/g, '')
    .slice(0, 20);
}
