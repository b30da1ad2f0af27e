import { Chance } from '../../day/chance';
import { goHighLevelPart } from './gohighlevel';
import { followUpBossPart } from './follow-up-boss';
import type { ToldEvent } from './told';
import type { VendorStage } from './vendor-part';
import { type Evidence, verdictOn } from './verdict';

const source = 'https://site.example.com';
const key = (n: number): string => `00000000-0000-0000-0000-00000000000${n}`;
const people = [
  { subject: 'W-1', email: 'ann@example.com', given: 'Ann', family: 'Lee' },
  { subject: 'W-2', email: 'ben@example.com', given: 'Ben', family: 'Ray' },
];
const told: ToldEvent[] = people.flatMap(({ subject, email, given, family }, i) => [
  { key: key(2 * i), source, id: `r${i}`, type: 'person.registered', subject, email, data: { person: { name: { given, family } } } },
  { key: key(2 * i + 1), source, id: `v${i}`, type: 'property.viewed', subject, email, data: { property: { id: 'L1' } } },
]);

/** What a careful bridge makes of the events, by a vendor's own screens; `lost` leaves a note out. */
function filled(stage: VendorStage, lost?: string): void {
  for (const { type, key: mark, email } of told) {
    const who = people.find((one) => one.email === email);
    if (type === 'person.registered')
      stage.twin.act({ do: 'create', kind: 'contacts', id: email, values: { email, firstName: who?.given, lastName: who?.family } });
    else if (mark !== lost) noted(stage, email, mark);
  }
}

function noted(stage: VendorStage, contactId: string, mark: string): void {
  stage.twin.act({ do: 'create', kind: 'notes', values: { contactId, body: `Viewed L1.\n\nRef ${mark}` } });
}

describe('the verdict on a vendor in the demo', () => {
  let stage: VendorStage;
  beforeEach(() => {
    stage = goHighLevelPart.make({ seed: 'verdict' });
  });

  const verdict = (more: Partial<Evidence> = {}) =>
    verdictOn({
      name: 'gohighlevel',
      id: 'crm',
      wanted: goHighLevelPart.wanted(told),
      held: stage.held(),
      acted: { atWebsite: [], atVendor: [] },
      heard: [],
      parked: [],
      unread: 0,
      ...more,
    });
  const faults = (more: Partial<Evidence> = {}) => verdict(more).findings.map(({ fault }) => fault);

  it('finds nothing at a vendor that has each record once', () => {
    filled(stage);
    expect(verdict()).toMatchObject({ persons: 2, records: 4, findings: [] });
  });

  it('I1: goes red when a note was lost', () => {
    filled(stage, key(1));
    expect(verdict().findings).toMatchObject([{ fault: 'missing', event: { id: 'v0' } }]);
  });

  it('I2: goes red when a note is there twice', () => {
    filled(stage);
    noted(stage, 'ann@example.com', key(1));
    expect(faults()).toEqual(['doubled']);
  });

  it('I2: goes red when a contact is there twice', () => {
    filled(stage);
    stage.twin.act({ do: 'create', kind: 'contacts', values: { email: 'ann@example.com', firstName: 'Ann', lastName: 'Lee' } });
    expect(faults()).toEqual(['doubled']);
  });

  it('goes red when a note is with the wrong person', () => {
    filled(stage, key(1));
    noted(stage, 'ben@example.com', key(1));
    expect(faults()).toEqual(['wrongPerson']);
  });

  it('goes red when a contact bears another name', () => {
    filled(stage);
    stage.twin.act({ do: 'change', kind: 'contacts', id: 'ann@example.com', values: { firstName: 'Anne' } });
    expect(faults()).toEqual(['altered']);
  });

  it('P2: goes red when an agent’s edit never reached the website, came twice, or about somebody else', () => {
    filled(stage);
    const customers = stage.customers();
    stage.takeIn(customers, new Chance('verdict'));
    const acted = stage.edit(customers, new Chance('verdict'));
    const heard = acted.atWebsite.map(({ kind, mark, person }) => ({ kind, mark, person }));
    const [first, ...others] = heard;
    const wanted = [...goHighLevelPart.wanted(told).filter(({ kind }) => kind !== 'person'), ...acted.atVendor];
    const held = stage.held().filter(({ mark }) => !mark.startsWith('walk-in'));
    const on = (what: Evidence['heard']) => faults({ acted, wanted, held, heard: what });
    expect(on(heard)).toEqual([]);
    expect(on(others)).toEqual(['missing']);
    expect(on(first ? [...heard, first] : [])).toEqual(['doubled']);
    expect(on(heard.map((one) => (one === first ? { ...one, person: 'cleo@example.com' } : one)))).toEqual(['wrongPerson']);
  });

  it('I10: goes red when the website hears what it had said itself', () => {
    filled(stage);
    expect(faults({ heard: [{ kind: 'person.updated', mark: 'Ann Lee', person: 'ann@example.com' }] })).toEqual(['returned']);
  });

  it('I2: excuses an unknown outcome only where the pack says that the request cannot be repeated', () => {
    filled(stage);
    const parked = (target: string, type: string, id: string, request: string) => [
      { target, source, id, type, reason: `may have been applied: ${request} got no answer` },
    ];
    expect(faults({ parked: parked('crm', 'property.viewed', 'v0', 'note') })).toEqual(['parked']);
    const rated: ToldEvent = { key: key(9), source, id: 's0', type: 'property.rated', subject: 'W-1', email: 'ann@example.com', data: {} };
    const unsure = verdict({
      name: 'follow-up-boss',
      wanted: followUpBossPart.wanted([rated]),
      held: [],
      parked: parked('crm', 'property.rated', 's0', 'note'),
    });
    expect(unsure).toMatchObject({ findings: [], parked: [{ request: 'note', applied: false }] });
  });
});
