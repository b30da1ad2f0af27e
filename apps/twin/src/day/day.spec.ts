import { checkEvent, eventTypes, type Sender } from '#people-exchange';
import { normaliseArea } from '#search-area';
import { dayOf, firstDay } from './day';
import type { Day, PlannedEvent, Role } from './plan';

const startsAt = new Date('2026-11-02T07:00:00Z');
const now = new Date('2026-11-04T07:00:00Z');
const names = { agency: 'harbour', website: 'site', backOffice: 'office' };
const day = dayOf('monday', startsAt, names);
const accepted = (of: Day) => of.requests.filter((request) => request.expect.status === 202);
const sides = (type: string, role: Role) => eventTypes.find((entry) => entry.type === type)?.sides.includes(role);

describe('a day of an agency', () => {
  it('is the same for the same seed and start', () => {
    expect(JSON.stringify(dayOf('monday', startsAt, names))).toBe(JSON.stringify(day));
    expect(JSON.stringify(dayOf('tuesday', startsAt, names))).not.toBe(JSON.stringify(day));
  });

  it('has at least 200 persons and 5,000 events', () => {
    const events = day.requests.flatMap((request) => request.events);
    expect(day.people).toBeGreaterThanOrEqual(200);
    expect(events.length).toBeGreaterThanOrEqual(5_000);
    expect(events.length).toBeLessThan(9_000);
  });

  it('says every event type of rows P1–P16, from every side that may', () => {
    const said = new Set(accepted(day).flatMap(({ role, events }) => events.map(({ event }) => `${role} ${event.type}`)));
    const rows = eventTypes.filter((entry) => /^P\d/.test(entry.row));
    expect(rows).toHaveLength(26);
    const wanted = rows.flatMap((entry) => entry.sides.map((side) => `${side} ${entry.type}`));
    expect(wanted.filter((one) => !said.has(one))).toEqual([]);
  });

  it('sends only what the contract accepts, but for the bad ones, which break the rule they name', () => {
    const wrong: string[] = [];
    for (const request of day.requests) {
      const sender = { agency: names.agency, participant: day.participants[request.role], side: request.role };
      for (const planned of request.raw ? [] : request.events) {
        const checked = checkEvent(structuredClone(planned.event), sender, now);
        if (!checked.ok) wrong.push(`${planned.event.type}: ${JSON.stringify(checked.problems)}`);
      }
    }
    expect(wrong.slice(0, 3)).toEqual([]);
  });

  it('breaks, with every bad event, the rule that it says it breaks', () => {
    const bad = day.requests.filter(({ expect: { status } }) => status === 422 || status === 403);
    expect(bad.length).toBeGreaterThan(40);
    for (const { role, raw, expect: expected } of bad) {
      const parsed: unknown = JSON.parse(raw?.body ?? '');
      const events: unknown[] = Array.isArray(parsed) ? parsed : [parsed];
      const sender = { agency: names.agency, participant: day.participants[role], side: role };
      const rules = events.flatMap((event) => rulesBroken(event, sender));
      expect(rules).toContain('rule' in expected ? expected.rule : '');
    }
  });

  it('searches in real outlines of hundreds of vertices', () => {
    const areas = day.requests.filter(({ raw }) => !raw).flatMap(({ events }) => events.flatMap((planned) => areasOf(planned)));
    const large = new Set(areas.filter(({ geometry }) => JSON.stringify(geometry).split('],[').length >= 200).map(({ label }) => label));
    expect(large.size).toBeGreaterThanOrEqual(20);
    for (const label of ['Aleutians West', 'China', 'Greenland']) expect([...large]).toContain(label);
  });

  it('has bursts at sign-in, repeats, late events, and bad ones of every kind', () => {
    const count = (word: string) => day.requests.filter(({ peculiarity }) => peculiarity === word).length;
    expect(count('burst')).toBeGreaterThan(10);
    expect(count('twice')).toBeGreaterThan(50);
    expect(count('late')).toBeGreaterThan(10);
    expect(count('bad')).toBeGreaterThan(50);
    expect(count('sameIdOtherBody')).toBe(2);
    const burst = day.requests.find(({ peculiarity }) => peculiarity === 'burst');
    expect(burst?.events.map(({ event }) => event.type)).toEqual(['person.registered', ...Array<string>(20).fill('property.saved')]);
  });

  it('lets a side speak only of what it may, and never of the future', () => {
    for (const { role, events } of accepted(day)) {
      for (const { event } of events) {
        expect(sides(event.type, role) ?? event.type === 'tour.taken').toBe(true);
        expect(Date.parse(event.time)).toBeLessThan(now.getTime());
      }
    }
  });

  it('never waits for an event that comes later in the day, or that never reaches the one who waits', () => {
    const seen = new Map<string, PlannedEvent>();
    for (const { role, events, after } of day.requests) {
      for (const { key } of after) expect(seen.get(key)?.reach).toBe('must');
      for (const planned of events) {
        const key = `${day.participants[role]} ${planned.event.source} ${planned.event.id}`;
        if (!seen.has(key)) seen.set(key, planned);
      }
    }
  });

  it('gives people addresses and numbers that reach nobody', () => {
    const text = JSON.stringify(day.requests.filter(({ expect: { status } }) => status === 202));
    for (const [address] of text.matchAll(/[\w.]+@[\w.]+/g)) expect(address).toMatch(/@example\.com$/);
    for (const [number] of text.matchAll(/"\+\d{8,}"/g)) expect(number).toMatch(/^"(\+120255501\d\d|\+447700900\d{3})"$/);
  });

  it('has a small sister for the first start: 40 people', () => {
    const small = dayOf('first', startsAt, names, firstDay);
    expect(small.people).toBe(40);
    expect(small.requests.every(({ expect: { status } }) => status === 202)).toBe(true);
    const events = small.requests.flatMap((request) => request.events).length;
    expect(events).toBeGreaterThan(300);
    expect(events).toBeLessThan(1_200);
  });
});

function rulesBroken(event: unknown, sender: Sender): string[] {
  const checked = checkEvent(event, sender, now);
  if (!checked.ok) return checked.problems.map(({ rule }) => rule);
  // Accepted events carry the generator's own data.
  return areasOf({ event: checked.event as PlannedEvent['event'] }).flatMap(({ geometry }) => {
    const normal = normaliseArea(geometry, '');
    return normal.ok ? [] : normal.problems.map(({ rule }) => rule);
  });
}

function areasOf({ event }: Pick<PlannedEvent, 'event'>): { label: string; geometry: unknown }[] {
  // The generator's own searches: a list of areas with label and geometry.
  const data = event.data as { search?: { areas?: { label: string; geometry: unknown }[] } };
  return data.search?.areas ?? [];
}
