import type { Wanted } from '../../compare/records';
import type { Chance } from '../../day/chance';
import type { Acted, Customer } from './vendor-part';

const family = ['Marsh', 'Fennell', 'Quirke', 'Oyelaran'] as const;

export interface WalkIn {
  given: string;
  family: string;
  email: string;
}

/** Two people who came in by themselves; no website knows them. */
export function walkIns(vendor: string, chance: Chance): WalkIn[] {
  return [1, 2].map((n) => ({ given: `Walk-in ${n}`, family: chance.pick(family), email: `walk-in.${n}@${vendor}.example.com` }));
}

/** What must come of somebody who was taken on. */
export function takenOn({ given, family: name, email }: WalkIn, vendorId: string): Acted {
  const says = `${given} ${name}`;
  return {
    atWebsite: [heard('person.registered', says, `vendor:${vendorId}`)],
    atVendor: [{ kind: 'person', mark: email, person: email, says, event: null }],
  };
}

/** An edit of a name: the vendor keeps it, and the website hears of it. */
export function renamed(customer: Customer, given: string): Acted {
  const says = `${given} ${customer.family}`;
  return {
    atWebsite: [heard('person.updated', says, customer.email)],
    atVendor: [{ kind: 'person', mark: customer.email, person: customer.email, says, event: null }],
  };
}

/** An event that the website must hear once, told from others of its type by what it says. */
export function heard(type: string, mark: string, person: string): Wanted {
  return { kind: type, mark, person, event: null };
}

export function together(all: readonly Acted[]): Acted {
  return { atWebsite: all.flatMap(({ atWebsite }) => atWebsite), atVendor: all.flatMap(({ atVendor }) => atVendor) };
}

/** Whole days from now, on the hour: agents book ahead. */
export function inDays(days: number, hours: number): string {
  const at = new Date(Math.floor(Date.now() / 3_600_000) * 3_600_000 + days * 86_400_000 + hours * 3_600_000);
  return at.toISOString();
}
