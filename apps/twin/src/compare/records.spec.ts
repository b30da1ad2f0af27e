import { compareRecords, type Held, type Wanted } from './records';

const event = { source: 'https://site.example.com', id: 'e1', type: 'property.viewed' };
const note = (more: Partial<Wanted> = {}): Wanted => ({ kind: 'note', mark: 'k1', person: 'ann@example.com', event, ...more });
const held = (more: Partial<Held> = {}): Held => ({ kind: 'note', mark: 'k1', person: 'ann@example.com', ...more });
const faults = (wanted: Wanted[], there: Held[]) => compareRecords(wanted, there, 'crm').findings.map(({ fault }) => fault);

describe('the comparison of a vendor’s records with the events they came of', () => {
  it('finds nothing where each is there once, with its person', () => {
    expect(compareRecords([note(), note({ mark: 'k2' })], [held({ mark: 'k2' }), held()], 'crm')).toEqual({
      agreed: 2,
      findings: [],
      doubts: [],
    });
  });

  it('I1: goes red when one is missing', () => {
    expect(faults([note()], [])).toEqual(['missing']);
    expect(faults([note(), note()], [held()])).toEqual(['missing']);
  });

  it('I2: goes red when one is there twice', () => {
    expect(faults([note()], [held(), held()])).toEqual(['doubled']);
  });

  it('goes red when one is with another person', () => {
    expect(faults([note()], [held({ person: 'ben@example.com' })])).toEqual(['wrongPerson']);
  });

  it('goes red when one says something else than it should', () => {
    expect(faults([note({ says: '2' })], [held({ says: '2' })])).toEqual([]);
    expect(faults([note({ says: '2' })], [held({ says: '1' })])).toEqual(['altered']);
  });

  it('goes red when nobody asked for one', () => {
    expect(faults([], [held()])).toEqual(['unexpected']);
  });

  it('I2: takes either for right where nobody can know, and tells which it was', () => {
    const unsure = note({ doubtful: true });
    expect(compareRecords([unsure], [held()], 'crm')).toMatchObject({ findings: [], doubts: [{ applied: true }] });
    expect(compareRecords([unsure], [], 'crm')).toMatchObject({ findings: [], doubts: [{ applied: false }] });
    expect(faults([unsure], [held(), held()])).toEqual(['doubled']);
    expect(compareRecords([note(), unsure], [held()], 'crm')).toMatchObject({ findings: [], doubts: [{ applied: false }] });
  });
});
