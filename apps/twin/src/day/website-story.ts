import type { Character } from './cast';
import type { Chance } from './chance';
import { enquiryOf } from './enquiries';
import type { Listing } from './listings';
import { personOf } from './persons-data';
import { hour, minute, type Saying, type Script } from './script';
import { wantedOf } from './searches';

/** What a story of one person needs. `outlined` is the share of searches by a real outline. */
export interface Stage {
  script: Script;
  chance: Chance;
  listings: readonly Listing[];
  outlined: number;
  /** Visits per person: a small day has fewer. */
  visits: readonly [number, number];
}

/** What the other side may answer to, by the key of the event. */
export interface Told {
  registered: string;
  registeredAtMs: number;
  last: string;
  lastAtMs: number;
  searches: string[];
  appointments: { id: string; listing: Listing }[];
  claimed: Listing[];
}

/** One website customer's day: registers (or signs in), visits, searches, views, saves, enquires; owners claim. */
export function tellWebsiteStory(stage: Stage, who: Character, opening: { atMs: number; told?: Told }): Told {
  const { chance } = stage;
  const told = opening.told ?? register(stage, who, opening.atMs);
  const visits = chance.int(...stage.visits) + (who.manner === 'looker' ? 0 : 1);
  let atMs = told.lastAtMs + chance.int(1, 5) * minute;
  for (let visit = 1; visit <= visits; visit++) {
    atMs = tellVisit(stage, who, told, atMs, visit);
    atMs += chance.int(5, 40) * minute;
  }
  if (who.manner === 'owner') claim(stage, who, told, atMs + minute);
  return told;
}

function register(stage: Stage, who: Character, atMs: number): Told {
  const { script, chance } = stage;
  const data = { person: personOf(who), office: who.office, source: 'website' };
  const registered = { type: 'person.registered', data };
  // Sign-in hands over what the visitor had saved before: everything at once.
  const flush = who.manner === 'buyer' && chance.maybe(0.5);
  const saves = flush ? chance.shuffle(stage.listings).slice(0, 20) : [];
  if (saves.length === 0) {
    const key = script.say('website', who, atMs, registered.type, registered.data);
    return { registered: key, registeredAtMs: atMs, last: key, lastAtMs: atMs, searches: [], appointments: [], claimed: [] };
  }
  const key = script.burst('website', who, atMs, [
    registered,
    ...saves.map((property) => ({ type: 'property.saved', data: { property } })),
  ]);
  return { registered: key, registeredAtMs: atMs, last: key, lastAtMs: atMs + 100, searches: [], appointments: [], claimed: [] };
}

function tellVisit(stage: Stage, who: Character, told: Told, startMs: number, visit: number): number {
  const { script, chance } = stage;
  let atMs = startMs;
  const say = (type: string, data: unknown, more: Saying = {}) => {
    atMs += chance.int(4, 90) * 1_000;
    const key = script.say('website', who, atMs, type, data, more);
    // Nobody can answer what never reaches them.
    if (more.reach !== 'never') told.last = key;
    told.lastAtMs = atMs;
  };
  const late = chance.maybe(0.04) ? { lateByMs: chance.int(1, 72) * hour } : {};
  say(
    'site.visited',
    { visits: visit, visitedAt: new Date(script.startsAt.getTime() + startMs - (late.lateByMs ?? 0)).toISOString() },
    late,
  );
  const searches = chance.int(1, who.manner === 'looker' ? 2 : 4);
  for (let i = 0; i < searches; i++) {
    const { criteria, kept } = wantedOf(chance, stage.outlined);
    say('search.performed', { search: { ...criteria, strength: 'implied' } }, { translated: !kept });
  }
  const seen = chance.shuffle(stage.listings).slice(0, chance.int(2, who.manner === 'looker' ? 4 : 9));
  for (const property of seen) {
    say('property.viewed', { property });
    if (who.manner !== 'looker' && chance.maybe(0.3)) touch(stage, property, say);
  }
  if (who.manner !== 'looker' && chance.maybe(0.35)) editSearches(stage, told, say);
  const [property] = seen;
  if (property && chance.maybe(who.manner === 'buyer' ? 0.5 : 0.12)) say('enquiry.made', enquiryOf(chance, property));
  if (property && who.manner === 'buyer' && chance.maybe(0.4)) viewing(stage, told, property, atMs, say);
  return atMs;
}

type Say = (type: string, data: unknown, more?: Saying) => void;

function touch({ chance }: Stage, property: Listing, say: Say): void {
  say('property.saved', { property });
  if (chance.maybe(0.25)) say('property.rated', { property, stars: chance.int(0, 5) });
  if (chance.maybe(0.2))
    say('property.noted', {
      property,
      visibility: 'shared',
      text: chance.pick(['Close to the school', 'Too near the road?', 'سقف جميل', 'Charmant, mais petit']),
    });
  // A private note never reaches a back office (P10).
  if (chance.maybe(0.1))
    say('property.noted', { property, visibility: 'private', text: 'Offer no more than 10 % below' }, { reach: 'never' });
  if (chance.maybe(0.2)) say('property.unsaved', { property });
}

function editSearches(stage: Stage, told: Told, say: Say): void {
  const { chance } = stage;
  const searchId = `S-${chance.uuid().slice(0, 8)}`;
  const saved = (name: string) => {
    const { criteria, kept } = wantedOf(chance, stage.outlined);
    return {
      data: { searchId, name, search: { ...criteria, strength: 'explicit' }, alert: { status: 'active', frequency: 'daily' } },
      more: { translated: !kept },
    };
  };
  const first = saved('Near the sea');
  say('search.saved', first.data, first.more);
  told.searches.push(searchId);
  if (chance.maybe(0.4)) {
    const second = saved('Near the sea, a little larger');
    say('search.updated', second.data, second.more);
  }
  if (chance.maybe(0.4))
    say('alert.changed', { searchId, alert: { status: 'paused', frequency: 'weekly', reason: 'too many', changedBy: 'customer' } });
  if (chance.maybe(0.2)) {
    say('search.removed', { searchId });
    told.searches.pop();
  }
}

function viewing(stage: Stage, told: Told, property: Listing, atMs: number, say: Say): void {
  const { chance, script } = stage;
  const appointmentId = `A-${chance.uuid().slice(0, 8)}`;
  const at = (inHours: number) => new Date(script.startsAt.getTime() + atMs + inHours * hour).toISOString();
  say('appointment.booked', { appointmentId, kind: 'viewing', start: at(30), end: at(31), property });
  told.appointments.push({ id: appointmentId, listing: property });
  if (chance.maybe(0.3)) say('appointment.changed', { appointmentId, kind: 'viewing', start: at(33), end: at(34), property });
  if (chance.maybe(0.2)) say('appointment.cancelled', { appointmentId, reason: 'found another' });
  if (chance.maybe(0.4)) say('feedback.given', { property, text: 'Lovely light, small kitchen', stars: chance.int(1, 5), appointmentId });
}

function claim({ script, chance, listings }: Stage, who: Character, told: Told, atMs: number): void {
  const property = chance.pick(listings);
  const ownership = { capacity: chance.pick(['vendor', 'landlord']), state: 'claimed' };
  told.last = script.say('website', who, atMs, 'ownership.claimed', { property, ownership, message: 'This is mine' });
  told.lastAtMs = atMs;
  told.claimed.push(property);
}
