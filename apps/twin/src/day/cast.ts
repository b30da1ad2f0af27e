import { personIdOf } from '#people-exchange';
import { backOfficeIdOf, websiteIdOf } from '../twin/own-ids';
import type { Chance } from './chance';
import type { Role } from './plan';

/** One human of the day, with the id each side knows them by. */
export interface Character {
  given: string;
  family: string;
  email: string;
  phone: { typed: string; e164: string };
  office: string;
  /** Where they came in first. */
  bornAt: Role;
  subjects: Record<Role, string>;
  manner: Manner;
}

/** How somebody behaves: most look once, some save, few enquire; owners claim. */
export type Manner = 'looker' | 'browser' | 'buyer' | 'owner';

export interface Names {
  agency: string;
  website: string;
  backOffice: string;
}

const given = [
  'Ada',
  'Amélie',
  'Björn',
  'Carmen',
  'Chloé',
  'Daniel',
  'Elif',
  'Émile',
  'Fatima',
  'Grace',
  'Håkon',
  'Ines',
  'Jürgen',
  'Kofi',
  'Léa',
  'Małgorzata',
  'Mei',
  'Noor',
  'Oisín',
  'Priya',
  'Ragnar',
  'Siobhán',
  'Tomás',
  'Zoë',
  'أمينة',
  'محمد',
  'נועה',
  'יוסף',
  'さくら',
  'Олена',
];
const family = [
  "O'Brien",
  'Núñez',
  'Müller',
  'Smith',
  'Patel',
  'García-López',
  'Øverland',
  'Kowalska',
  'Nguyễn',
  'Çelik',
  'Brown',
  'Dubois',
  'van den Berg',
  'Jones',
  'Åkesson',
  'Okafor',
  'Rossi',
  'Walker',
  'الحسيني',
  'לוי',
  '山田',
  'Шевченко',
  'Ní Dhomhnaill',
  'MacLeod',
  'Silva',
];
const offices = ['harbour', 'hill', 'riverside'];

/** @param websiteBorn how many come in on the website; `branchBorn` by branch or phone */
export function castOf(chance: Chance, names: Names, websiteBorn: number, branchBorn: number): Character[] {
  const people: Character[] = [];
  for (let i = 0; i < websiteBorn + branchBorn; i++) {
    const bornAt: Role = i < websiteBorn ? 'website' : 'backOffice';
    const number = String((bornAt === 'website' ? i : i - websiteBorn) + 1).padStart(4, '0');
    const website = bornAt === 'website' ? `W-${number}` : websiteIdOf(personIdOf(names.agency, names.backOffice, `C-${number}`));
    const backOffice = bornAt === 'backOffice' ? `C-${number}` : backOfficeIdOf(personIdOf(names.agency, names.website, `W-${number}`));
    people.push({
      given: chance.pick(given),
      family: chance.pick(family),
      email: `${bornAt === 'website' ? 'visitor' : 'caller'}.${number}@example.com`,
      phone: phoneOf(chance, i),
      office: chance.pick(offices),
      bornAt,
      subjects: { website, backOffice },
      manner: mannerOf(chance),
    });
  }
  return people;
}

function mannerOf(chance: Chance): Manner {
  const draw = chance.real();
  if (draw < 0.3) return 'looker';
  if (draw < 0.68) return 'browser';
  return draw < 0.9 ? 'buyer' : 'owner';
}

/** Numbers that are reserved for fiction: +1 202 555 01xx and +44 7700 900xxx. */
function phoneOf(chance: Chance, i: number): { typed: string; e164: string } {
  if (chance.maybe(0.25)) {
    const end = String(i % 100).padStart(2, '0');
    return { typed: `(202) 555-01${end}`, e164: `+120255501${end}` };
  }
  const end = String(i % 1000).padStart(3, '0');
  return { typed: `07700 900${end}`, e164: `+447700900${end}` };
}
