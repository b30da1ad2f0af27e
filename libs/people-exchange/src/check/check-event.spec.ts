import { checkEvent, eventTypes, type ExplicitSearch, type ImpliedSearch, type Sender } from '../index';

const now = new Date('2026-11-24T10:00:00Z');
const website: Sender = { agency: 'demo', participant: 'demo-website', side: 'website' };
const backOffice: Sender = { agency: 'demo', participant: 'demo-back-office', side: 'backOffice' };
const event = (type: string, data: unknown, more: object = {}): object => ({
  specversion: '1.0',
  id: 'e1',
  source: 'https://www.example.com',
  type,
  subject: 'W1',
  time: '2026-11-24T09:00:00Z',
  data,
  ...more,
});
const square = {
  type: 'Polygon',
  coordinates: [
    [
      [-0.1, 51.5],
      [-0.1, 51.6],
      [-0.2, 51.6],
      [-0.1, 51.5],
    ],
  ],
};
const property = { system: 'site', id: 'L1' };
const search = { channel: 'sales', maxPrice: '500000', currency: 'GBP', areas: [{ label: 'Camden', kind: 'polygon', geometry: square }] };
const ownership = (state: string): object => ({ capacity: 'vendor', state });
const person = { name: { given: 'Ana', family: 'Ng' }, emails: [{ address: 'ana@example.com' }] };
const explicit = { searchId: 's1', search: { ...search, strength: 'explicit' } };
const booked = { appointmentId: 'a1', start: '2026-11-25T10:00:00Z' };

const valid: Readonly<Record<string, object>> = {
  'person.registered': { person },
  'person.updated': { person },
  'person.merged': { mergedSubjects: ['W2'] },
  'person.erased': {},
  'consent.changed': { consents: [{ purpose: 'marketing', channel: 'email', status: 'denied', at: '2026-11-24T09:00:00Z' }] },
  'account.invited': { person },
  'site.visited': { visits: 3 },
  'search.performed': { search: { ...search, strength: 'implied' } },
  'search.saved': explicit,
  'search.updated': explicit,
  'search.removed': { searchId: 's1' },
  'alert.changed': { searchId: 's1', alert: { status: 'active', frequency: 'daily' } },
  'property.viewed': { property },
  'property.saved': { property },
  'property.unsaved': { property },
  'property.rated': { property, stars: 4 },
  'property.noted': { property, visibility: 'private', text: 'Too dark' },
  'interest.registered': { property, how: 'phone' },
  'interest.withdrawn': { property },
  'enquiry.made': { enquiryType: 'viewing', intent: 'buy' },
  'household.changed': { householdId: 'h1', members: [{ subject: 'W1' }] },
  'ownership.claimed': { property, ownership: ownership('claimed') },
  'ownership.confirmed': { property, ownership: ownership('confirmed') },
  'ownership.refuted': { property, ownership: ownership('refuted') },
  'ownership.ended': { property, ownership: ownership('ended') },
  'feedback.given': { property, stars: 2 },
  'appointment.booked': booked,
  'appointment.changed': booked,
  'appointment.cancelled': { appointmentId: 'a1' },
};

describe('the contract of events', () => {
  it.each(eventTypes.map((entry) => [entry.row, entry.type, entry]))(
    '%s: %s passes from the sides that may send it and from no other',
    (_row, type, entry) => {
      for (const sender of [website, backOffice]) {
        const checked = checkEvent(event(type, valid[type]), sender, now);
        if (entry.sides.includes(sender.side))
          expect(checked).toMatchObject({ ok: true, event: { agency: 'demo', origin: sender.participant } });
        else expect(checked).toMatchObject({ ok: false, status: 403 });
      }
    },
  );

  it.each(eventTypes.filter((entry) => entry.type !== 'person.erased').map((entry) => [entry.row, entry.type, entry]))(
    '%s: %s without its data is refused with the path of what is missing',
    (_row, type, entry) => {
      const [side] = entry.sides;
      const checked = checkEvent(event(type, {}), side === 'website' ? website : backOffice, now);
      expect(checked).toMatchObject({ ok: false, status: 422 });
      expect(checked.ok ? [] : checked.problems.map((problem) => problem.path).join()).toMatch(/^\/data\//);
    },
  );

  it('knows 29 types', () => {
    expect(eventTypes).toHaveLength(29);
  });

  it('P17: an unknown type passes with a warning that names the nearest known one', () => {
    expect(checkEvent(event('property.save', { x: 1 }), website, now)).toMatchObject({
      ok: true,
      warnings: [{ rule: 'unknownType', message: expect.stringContaining('property.saved') }],
    });
  });

  it('every problem is named at once', () => {
    const checked = checkEvent(
      event('site.visited', { visits: 0 }, { time: '2027-01-01T00:00:00Z', origin: 'me', subject: 'ana@example.com' }),
      website,
      now,
    );
    expect(checked.ok ? [] : checked.problems.map((problem) => problem.rule).sort()).toEqual([
      'min',
      'stamped',
      'subjectNotEmail',
      'timeAhead',
    ]);
  });

  it.each([
    ['a NUL character', { person: { name: { given: 'A\u0000' } } }, 'noNul'],
    ['a lone surrogate', { person: { name: { given: '\ud800' } } }, 'wellFormed'],
    ['a prototype member', JSON.parse('{"person":{"__proto__":{}}}'), 'noPrototypeKeys'],
    ['a number out of range', JSON.parse('{"person":{"n":1e400}}'), 'finite'],
    ['a password', { person, password: 'x' }, 'noPassword'],
  ])('%s is refused by name', (_what, data, rule) => {
    expect(checkEvent(event('person.registered', data), website, now)).toMatchObject({ ok: false, problems: [{ rule }] });
  });

  it('P3: a count of visits that is no whole number is refused', () => {
    expect(checkEvent(event('site.visited', { visits: 1.5 }), website, now)).toMatchObject({ ok: false, status: 422 });
  });

  it('a price without a currency is refused', () => {
    const checked = checkEvent(
      event('search.performed', { search: { channel: 'sales', strength: 'implied', maxPrice: '1' } }),
      website,
      now,
    );
    expect(new Set(checked.ok ? [] : checked.problems.map((problem) => problem.path))).toEqual(new Set(['/data/search/currency']));
  });

  it('another agency is refused as a matter of authority', () => {
    expect(checkEvent(event('site.visited', { visits: 1 }, { agency: 'other' }), website, now)).toMatchObject({ ok: false, status: 403 });
  });

  it('I11: an implied search cannot be passed where a hard one is wanted', () => {
    type Cannot = ImpliedSearch extends ExplicitSearch ? false : true;
    const cannot: Cannot = true;
    expect(cannot).toBe(true);
    expect(checkEvent(event('search.saved', { searchId: 's1', search: { ...search, strength: 'implied' } }), website, now)).toMatchObject({
      ok: false,
      status: 422,
    });
  });
});
