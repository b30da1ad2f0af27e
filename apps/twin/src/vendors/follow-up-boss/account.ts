import { isFields, Refused, type Call, type Fields } from '../ground/call';
import { problemsOf, anything, type Shape } from '../ground/body-shape';
import { Store, type Change, type StoredRecord } from '../ground/store';
import { notFound, refusals, refuseProblems } from './errors';
import { seeds } from './seeds';

/** One customer's account: its records, and what every route does with a body. */
export class Account {
  readonly store: Store;
  private seeding = true;

  constructor(
    /** Sources whose lead flow is archived: their events are ignored. */
    readonly archivedSources: readonly string[],
    now: () => Date,
    onChange: (account: Account, change: Change) => void,
  ) {
    this.store = new Store(
      now,
      // Every kind counts for itself, and no number tells which kind it is of.
      (_kind, serial) => String(100 + serial),
      (change) => {
        if (!this.seeding) onChange(this, change);
      },
    );
    for (const [kind, records] of Object.entries(seeds)) {
      for (const [id, data] of Object.entries(records)) this.store.create(kind, data, { id });
    }
    this.seeding = false;
  }

  /** A custom field is written as a member of the person; its name begins with "custom". */
  withCustomFields(shape: Shape): Shape {
    const own = this.store.list('customFields').map(({ data }) => [String(data['name']), anything] as const);
    return { ...shape, ...Object.fromEntries(own) };
  }

  /** @throws Refused naming everything that is wrong */
  bodyOf(call: Call, shape: Shape): Fields {
    if (!isFields(call.body)) throw new Refused(refusals.unreadable(call));
    refuseProblems(problemsOf(shape, call.body));
    return call.body;
  }

  /** @throws Refused 404 */
  found(kind: string, word: string, id: string | number): StoredRecord {
    const record = this.store.find(kind, String(id));
    if (!record) throw notFound(word);
    return record;
  }
}
