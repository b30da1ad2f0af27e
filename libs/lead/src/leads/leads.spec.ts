import fc from 'fast-check';
import { intentOf } from './intent-of';
import { leadsOfHuman, leadStanding } from './lead-standing';
import { callsForLead, decide, evolve, type LeadMark } from './leads';

const call = (receivedAt: string, stamp = receivedAt) => ({
  person_id: 'p',
  intent: 'buy',
  receivedAt,
  at: receivedAt,
  type: 'enquiry.made',
  stamp,
  about: null,
});
const mark = (value: string, at: string, id = at): LeadMark => ({
  id,
  person_id: 'p',
  intent: 'buy',
  what: value === 'archived' || value === 'deleted' ? 'recordStatus' : 'stage',
  value,
  at,
});

test('a website’s registration, an enquiry and a claim call for a lead; views, saves and searches never do', () => {
  expect(['person.registered', 'enquiry.made', 'ownership.claimed'].every((type) => callsForLead(type, 'website'))).toBe(true);
  expect(callsForLead('person.registered', 'backOffice')).toBe(false);
  expect(callsForLead('person.registered', 'backOffice', 'lead-desk')).toBe(true);
  expect(
    ['property.viewed', 'property.saved', 'search.saved', 'search.performed', 'site.visited'].some((type) => callsForLead(type, 'website')),
  ).toBe(false);
});

test('a call joins the open lead, whose opener is the earlier of the two in any order', () => {
  const [early, late] = [decide(call('2026-01'), []), decide(call('2026-02'), [])];
  expect(early.after_mark).toBe(late.after_mark);
  expect(evolve(late, early).opened_at).toBe('2026-01');
  expect(evolve(early, late).opened_at).toBe('2026-01');
});

test.each(['closed', 'dead', 'archived', 'deleted'])('after a lead is %s the next call opens a new one', (value) => {
  const marks = [mark(value, '2026-02')];
  expect(decide(call('2026-01'), marks).after_mark).toBeNull();
  expect(decide(call('2026-03'), marks).after_mark).toBe('2026-02');
  expect(decide({ ...call('2026-03'), intent: 'sell' }, marks).after_mark).toBeNull();
  expect(decide({ ...call('2026-03'), person_id: 'q' }, marks).after_mark).toBeNull();
});

test('a stage that ends nothing opens nothing', () => {
  expect(decide(call('2026-03'), [mark('nurturing', '2026-02')]).after_mark).toBeNull();
});

test('a call comes to the same lead, and a lead stands alike, whatever the order of marks', () => {
  const times = fc.array(fc.integer({ min: 10, max: 20 }), { maxLength: 6 });
  const words = fc.constantFrom('closed', 'nurturing', 'archived', 'underContract');
  fc.assert(
    fc.property(times, fc.infiniteStream(words), fc.integer({ min: 10, max: 20 }), fc.nat(5), (ats, said, at, turn) => {
      // Ids say nothing about times, and several marks may be of one moment.
      const marks = ats.map((time, n) => mark(said.next().value, String(time), `m${(n * 7) % 10}`));
      const turned = [...marks.slice(turn), ...marks.slice(0, turn)];
      const called = decide(call(String(at)), marks);
      expect([decide(call(String(at)), turned), decide(call(String(at)), marks.toReversed())]).toEqual([called, called]);
      // The one before it is the last that ended one before the call.
      const before = marks.filter(({ value, at: then }) => (value === 'closed' || value === 'archived') && then < String(at));
      expect(before.every((one) => one.at <= (before.find(({ id }) => id === called.after_mark)?.at ?? ''))).toBe(true);
      const standing = leadStanding(called, marks);
      expect([leadStanding(called, turned), leadStanding(called, marks.toReversed())]).toEqual([standing, standing]);
    }),
  );
});

test('of marks of one moment the one with the greater id is the later', () => {
  const marks = [mark('closed', '2026-02', 'b'), mark('dead', '2026-02', 'a')];
  expect(decide(call('2026-03'), marks).after_mark).toBe('b');
  // A mark of the very moment of the call did not end what was called for.
  expect(decide(call('2026-02'), marks).after_mark).toBeNull();
});

test('a lead stands where the marks of its own time put it', () => {
  const marks = [mark('nurturing', '1'), mark('closed', '2'), mark('underContract', '3'), mark('archived', '4')];
  const lead = { person_id: 'p', intent: 'buy' };
  expect(leadStanding({ ...lead, after_mark: null }, marks)).toEqual({ stage: 'closed', recordStatus: 'active', closedAt: '2' });
  expect(leadStanding({ ...lead, after_mark: '2' }, marks)).toEqual({ stage: 'underContract', recordStatus: 'archived', closedAt: '4' });
  expect(leadStanding({ ...lead, after_mark: '4' }, marks)).toEqual({ stage: 'uncontacted', recordStatus: 'active', closedAt: null });
  for (const other of [{ person_id: 'q' }, { intent: 'sell' }])
    expect(leadStanding({ ...lead, after_mark: null, ...other }, marks)).toMatchObject({ stage: 'uncontacted', closedAt: null });
});

test('what two participants started with one intent is one open lead of the human', () => {
  const lead = (id: string, openedAt: string, closedAt: string | null = null) => ({ id, intent: 'buy', openedAt, closedAt });
  expect(leadsOfHuman([lead('b', '2'), lead('a', '1'), lead('c', '0', '1')]).map((one) => one.id)).toEqual(['c', 'a']);
});

test.each([
  ['enquiry.made', { enquiryType: 'valuation', intent: 'let' }, 'let'],
  ['enquiry.made', { enquiryType: 'valuation' }, 'sell'],
  ['enquiry.made', { enquiryType: 'constructor' }, 'buy'],
  ['ownership.claimed', { ownership: { capacity: 'landlord' } }, 'let'],
  ['ownership.claimed', { ownership: { capacity: 'vendor' } }, 'sell'],
  ['person.registered', { person: { roles: ['friend', 'occupier'] } }, 'rent'],
  ['person.registered', {}, 'buy'],
])('%s with %j means: %s', (type, data, intent) => {
  expect(intentOf(type, data)).toBe(intent);
});
