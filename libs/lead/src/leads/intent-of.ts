import { membersOf, textOf, textsOf } from '../facts/read-data';

export type Intent = 'buy' | 'rent' | 'sell' | 'let';
const intents: ReadonlySet<string> = new Set<Intent>(['buy', 'rent', 'sell', 'let']);
const isIntent = (word: string | undefined): word is Intent => word !== undefined && intents.has(word);

const ofRole: Readonly<Record<string, Intent>> = {
  buyer: 'buy',
  purchaser: 'buy',
  applicant: 'buy',
  occupier: 'rent',
  renter: 'rent',
  vendor: 'sell',
  seller: 'sell',
  landlord: 'let',
};
const ofEnquiry: Readonly<Record<string, Intent>> = { valuation: 'sell', instantValuation: 'sell', mortgage: 'buy' };

/**
 * What a person wants with the event that calls for a lead: as said, else as the form, the role or the claim tells, else to buy,
 * which is what most who say nothing want and anyone can see and change.
 */
export function intentOf(type: string, data: unknown): Intent {
  const members = membersOf(data);
  const said = textOf(members['intent']);
  if (isIntent(said)) return said;
  if (type === 'ownership.claimed') return membersOf(members['ownership'])['capacity'] === 'landlord' ? 'let' : 'sell';
  if (type === 'enquiry.made') {
    const form = textOf(members['enquiryType']) ?? '';
    return (Object.hasOwn(ofEnquiry, form) ? ofEnquiry[form] : undefined) ?? 'buy';
  }
  for (const role of textsOf(membersOf(members['person'])['roles'])) {
    const intent = Object.hasOwn(ofRole, role) ? ofRole[role] : undefined;
    if (intent) return intent;
  }
  return 'buy';
}
