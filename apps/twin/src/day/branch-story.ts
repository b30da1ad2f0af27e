import type { Character } from './cast';
import { personOf } from './persons-data';
import { hour, minute, type Saying } from './script';
import { wantedOf } from './searches';
import type { Stage, Told } from './website-story';

/**
 * What the branch says of somebody who came in on the website, once it has heard of them: its own record names the
 * website's id, then interest, searches, appointments, claims answered.
 */
export function tellBranchAnswer(stage: Stage, who: Character, told: Told): void {
  const { script, chance } = stage;
  let atMs = told.registeredAtMs + chance.int(4, 15) * minute;
  const data = { person: personOf(who, { roles: ['applicant'], externalIds: script.externalIds('backOffice', who) }), office: who.office };
  script.say('backOffice', who, atMs, 'person.updated', data, { translated: true, after: [{ role: 'backOffice', key: told.registered }] });
  // From here on it may speak of what the customer did: it waits until it has heard the last of it.
  const heard: Saying = { after: [{ role: 'backOffice', key: told.last }] };
  atMs = Math.max(atMs, told.lastAtMs) + 2 * minute;
  const say = sayer(stage, who, () => (atMs += chance.int(10, 200) * 1_000));
  say('interest.registered', { property: chance.pick(stage.listings), how: chance.pick(['call', 'brochure', 'viewing']) }, heard);
  tellInterests(stage, say, chance.int(1, 4));
  if (who.manner === 'buyer' || chance.maybe(0.2)) tellSearch(stage, say);
  for (const { id, listing } of told.appointments) {
    const start = new Date(script.startsAt.getTime() + atMs + 40 * hour).toISOString();
    say('feedback.given', { property: listing, text: 'Liked it, wants a second look', stars: 4, appointmentId: id });
    const appointmentId = `B-${chance.uuid().slice(0, 8)}`;
    say('appointment.booked', { appointmentId, kind: 'secondViewing', start, property: listing });
    if (chance.maybe(0.4))
      say('appointment.changed', {
        appointmentId,
        kind: 'secondViewing',
        start: new Date(Date.parse(start) + hour).toISOString(),
        property: listing,
      });
    if (chance.maybe(0.3)) say('appointment.cancelled', { appointmentId, reason: 'vendor away' });
  }
  for (const property of told.claimed) answerClaim(stage, say, property);
}

type Say = (type: string, data: unknown, more?: Saying) => void;

function sayer({ script }: Stage, who: Character, tick: () => number): Say {
  return (type, data, more = {}) => void script.say('backOffice', who, tick(), type, data, more);
}

function tellInterests({ chance, listings }: Stage, say: Say, count: number): void {
  for (const property of chance.shuffle(listings).slice(0, count)) {
    say('interest.registered', { property, how: chance.pick(['call', 'brochure', 'viewing']) });
    if (chance.maybe(0.2)) say('interest.withdrawn', { property, how: 'call' });
  }
}

function tellSearch(stage: Stage, say: Say): void {
  const { chance } = stage;
  const searchId = `M-${chance.uuid().slice(0, 8)}`;
  const criteria = (strength: string) => {
    const { criteria: wanted, kept } = wantedOf(chance, stage.outlined);
    return { search: { ...wanted, strength }, kept };
  };
  const first = criteria('explicit');
  say(
    'search.saved',
    { searchId, name: 'Matching', search: first.search, alert: { status: 'active', frequency: 'instant', changedBy: 'branch' } },
    { translated: !first.kept },
  );
  if (chance.maybe(0.5)) {
    const second = criteria('explicit');
    say('search.updated', { searchId, name: 'Matching, wider', search: second.search }, { translated: !second.kept });
  }
  if (chance.maybe(0.5)) say('alert.changed', { searchId, alert: { status: 'active', frequency: 'weekly', changedBy: 'branch' } });
  if (chance.maybe(0.25)) say('search.removed', { searchId });
}

function answerClaim({ chance, script }: Stage, say: Say, property: Record<string, unknown> | object): void {
  const since = script.startsAt.toISOString();
  const state = (word: string) => ({ property, ownership: { capacity: 'vendor', state: word, since, evidence: ['land registry'] } });
  if (chance.maybe(0.3)) {
    say('ownership.refuted', state('refuted'));
    return;
  }
  say('ownership.confirmed', state('confirmed'));
  if (chance.maybe(0.3))
    say('ownership.ended', {
      property,
      ownership: { capacity: 'vendor', state: 'ended', since, until: new Date(script.startsAt.getTime() + hour).toISOString() },
    });
}

/** Somebody who came in by branch or phone: taken on, invited, registers on the website, and then both sides speak. */
export function tellInvitation(stage: Stage, who: Character, atMs: number): Told {
  const { script, chance } = stage;
  const person = personOf(who, { roles: ['applicant'], address: `${chance.int(1, 90)} High Street, Lewes` });
  script.say('backOffice', who, atMs, 'person.registered', { person, office: who.office, source: 'branch' });
  const invited = script.say('backOffice', who, atMs + 3 * minute, 'account.invited', {
    person,
    office: who.office,
    invitedBy: 'front desk',
  });
  const joinedAtMs = atMs + chance.int(20, 90) * minute;
  const joined = script.say(
    'website',
    who,
    joinedAtMs,
    'person.registered',
    { person: personOf(who, { externalIds: script.externalIds('website', who) }), office: who.office, source: 'invitation' },
    { translated: true, after: [{ role: 'website', key: invited }] },
  );
  return {
    registered: joined,
    registeredAtMs: joinedAtMs,
    last: joined,
    lastAtMs: joinedAtMs,
    searches: [],
    appointments: [],
    claimed: [],
  };
}
