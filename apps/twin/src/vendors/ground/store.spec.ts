import { NoSuchRecord, Store, type Change } from './store';
import { VirtualClock } from './trial/clock';

function storeWith(): { store: Store; clock: VirtualClock; changes: Change[] } {
  const clock = new VirtualClock();
  const changes: Change[] = [];
  const store = new Store(
    clock.now,
    (kind, serial) => `${kind}-${serial}`,
    (change) => changes.push(change),
  );
  return { store, clock, changes };
}

describe('X10: the store of a vendor twin', () => {
  it('X10: gives ids, times and versions, and tells of each change with what was before', () => {
    const { store, clock, changes } = storeWith();
    const made = store.create('people', { name: 'A', town: 'B' });
    clock.forward(1_000);
    const changed = store.change('people', made.id, { name: 'C' });
    expect(made).toMatchObject({ id: 'people-1', created: '2026-11-02T09:00:00.000Z', modified: null, version: 1 });
    expect(changed).toMatchObject({ modified: '2026-11-02T09:00:01.000Z', version: 2, data: { name: 'C', town: 'B' } });
    store.remove('people', made.id);
    expect(changes.map(({ before, after }) => [before?.version, after?.version])).toEqual([
      [undefined, 1],
      [1, 2],
      [2, undefined],
    ]);
  });

  it('X10: finds what was made or changed since a time', () => {
    const { store, clock } = storeWith();
    store.create('people', {});
    clock.forward(60_000);
    store.create('people', {});
    clock.forward(60_000);
    store.change('people', 'people-1', { name: 'A' });
    const ids = (between: object) => store.list('people', between).map(({ id }) => id);
    expect(ids({ createdFrom: '2026-11-02T09:00:30Z' })).toEqual(['people-2']);
    expect(ids({ modifiedFrom: '2026-11-02T09:01:30Z' })).toEqual(['people-1']);
    expect(ids({ modifiedTo: '2026-11-02T09:01:30Z' })).toEqual(['people-2']);
  });

  it('X10: hides a new record for as long as it is told', () => {
    const { store, clock } = storeWith();
    store.create('people', {}, { hiddenForMs: 2_000 });
    expect([store.find('people', 'people-1'), store.list('people'), store.all('people').length]).toEqual([undefined, [], 1]);
    clock.forward(2_000);
    expect(store.find('people', 'people-1')).toBeDefined();
  });

  it('X10: makes a new version without telling when somebody only saved', () => {
    const { store, changes } = storeWith();
    store.create('people', {});
    store.touch('people', 'people-1');
    expect(store.find('people', 'people-1')?.version).toBe(2);
    expect([changes.length, store.changes]).toEqual([1, 1]);
    expect(() => store.touch('people', 'nobody')).toThrow(NoSuchRecord);
  });
});
