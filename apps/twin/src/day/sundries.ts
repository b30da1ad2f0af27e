import type { Character } from './cast';
import { personOf } from './persons-data';
import { minute } from './script';
import type { Stage, Told } from './website-story';

/** People with what was told of them, in the order they came in. */
export type Known = { who: Character; told: Told };

/** Every customer has a group of their own; some hunt as a couple, and either side may say so (P12). */
export function tellHouseholds(stage: Stage, website: readonly Known[], branch: readonly Known[]): void {
  const { script, chance } = stage;
  for (const [i, { who, told }] of website.entries()) {
    const partner = i % 6 === 0 ? website[i + 1] : undefined;
    if (i % 6 === 1) continue;
    if (!partner && !chance.maybe(0.25)) continue;
    const members = [
      { subject: who.subjects.website, role: 'lead' },
      ...(partner ? [{ subject: partner.who.subjects.website, role: 'partner' }] : []),
    ];
    const atMs = Math.max(told.lastAtMs, partner?.told.lastAtMs ?? 0) + 5 * minute;
    script.say(
      'website',
      who,
      atMs,
      'household.changed',
      { householdId: `H-${who.subjects.website}`, members },
      { withPersons: partner ? [partner.who.subjects.website] : [], translated: true },
    );
  }
  for (let i = 0; i + 1 < branch.length; i += 4) {
    const [one, two] = [branch[i], branch[i + 1]];
    if (!one || !two) continue;
    const members = [one, two].map(({ who }) => ({ subject: who.subjects.backOffice }));
    const atMs = Math.max(one.told.lastAtMs, two.told.lastAtMs) + 40 * minute;
    script.say(
      'backOffice',
      one.who,
      atMs,
      'household.changed',
      { householdId: `H-${one.who.subjects.backOffice}`, members },
      { withPersons: [two.who.subjects.backOffice], translated: true },
    );
  }
}

/** A new telephone number, permissions given and taken back. */
export function tellUpdates(stage: Stage, known: readonly Known[]): void {
  const { script, chance } = stage;
  for (const { who, told } of known) {
    const atMs = told.lastAtMs + 3 * minute;
    if (chance.maybe(0.15)) {
      const person = personOf(who, { phones: [who.phone, { typed: '07700 900999', e164: '+447700900999' }] });
      script.say('website', who, atMs, 'person.updated', { person, office: who.office });
    }
    if (chance.maybe(0.08)) {
      const at = new Date(script.startsAt.getTime() + atMs).toISOString();
      const consents = [
        {
          purpose: 'marketing',
          channel: chance.pick(['email', 'sms', 'phone']),
          status: chance.pick(['granted', 'denied', 'withdrawn']),
          at,
          by: 'customer',
          evidence: 'preference page',
        },
      ];
      script.say('website', who, atMs + 1_000, 'consent.changed', { consents });
    }
  }
}

/** A few people had two accounts, and a few want to be forgotten once everything has arrived. */
export function tellMergesAndErasures(stage: Stage, merged: readonly [Known, Known][], erased: readonly Known[]): void {
  const { script } = stage;
  for (const [survivor, gone] of merged) {
    const atMs = Math.max(survivor.told.lastAtMs, gone.told.lastAtMs) + 10 * minute;
    script.say(
      'website',
      survivor.who,
      atMs,
      'person.merged',
      { mergedSubjects: [gone.who.subjects.website] },
      { withPersons: [gone.who.subjects.website], translated: true },
    );
  }
  for (const { who, told } of erased) {
    script.say(
      'website',
      who,
      told.lastAtMs + 12 * minute,
      'person.erased',
      { reason: 'asked by letter' },
      { after: [{ role: 'backOffice', key: told.last }] },
    );
  }
}

/** A type that nobody knows yet passes, and is counted (P17). Whether a target takes it is the target's choice. */
export function tellFutureTypes({ script }: Stage, known: readonly Known[]): void {
  for (const { who, told } of known) {
    script.say('website', who, told.lastAtMs + 4 * minute, 'tour.taken', { property: 'L-0001', minutes: 12 }, { reach: 'either' });
  }
}

/** Somebody who only ever calls: the website hears that they exist, and nothing else of them. */
export function tellUnknownToWebsite({ script, chance, listings }: Stage, who: Character, atMs: number): void {
  script.say('backOffice', who, atMs, 'person.registered', {
    person: personOf(who, { roles: ['vendor'] }),
    office: who.office,
    source: 'phone',
  });
  const property = chance.pick(listings);
  const ownership = { capacity: 'vendor', state: 'confirmed', since: script.startsAt.toISOString() };
  script.say('backOffice', who, atMs + 5 * minute, 'ownership.confirmed', { property, ownership }, { reach: 'never' });
}
