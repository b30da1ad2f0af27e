import type { Chance } from './chance';
import type { Listing } from './listings';

const forms = [
  'property',
  'viewing',
  'details',
  'branch',
  'staff',
  'valuation',
  'instantValuation',
  'mortgage',
  'general',
  'registration',
  'phone',
  'multiAgent',
  'custom',
] as const;

/** Any of the forms a website has (P11): what it was and what the person wants are two fields. */
export function enquiryOf(chance: Chance, property: Listing): Record<string, unknown> {
  const enquiryType = chance.pick(forms);
  const lettings = property.agentRef.startsWith('LET');
  const owns = enquiryType === 'valuation' || enquiryType === 'instantValuation';
  const intent = owns ? (lettings ? 'let' : 'sell') : lettings ? 'rent' : 'buy';
  return { enquiryType, intent, about: aboutOf(chance, enquiryType, property), message: chance.pick(messages) };
}

function aboutOf(chance: Chance, enquiryType: (typeof forms)[number], property: Listing): Record<string, unknown> {
  if (enquiryType === 'branch' || enquiryType === 'general') return { kind: 'office', id: chance.pick(['harbour', 'hill', 'riverside']) };
  if (enquiryType === 'staff') return { kind: 'member', id: 'agent-7' };
  return { kind: 'property', property };
}

const messages = [
  'When could we see it?',
  'Is the price firm?',
  'Combien de charges par mois ?',
  '¿Admite mascotas?',
  'هل الحديقة مشتركة؟',
  'We are a chain of two.\nBoth sold.',
];
