export const stages = ['uncontacted', 'attemptedContact', 'nurturing', 'underContract', 'closed', 'dead'] as const;
export type Stage = (typeof stages)[number];
export const recordStatuses = ['active', 'inactive', 'archived', 'converted', 'deleted'] as const;
export type RecordStatus = (typeof recordStatuses)[number];
export const planStatuses = ['onTime', 'lateTask', 'completed'] as const;
export const intents = ['buy', 'rent', 'sell', 'let'] as const;

type Kind =
  | { readonly kind: 'text'; readonly most: number }
  | { readonly kind: 'email' }
  | { readonly kind: 'choice'; readonly choices: readonly string[] };

const text = (most: number): Kind => ({ kind: 'text', most });
const choice = (...choices: string[]): Kind => ({ kind: 'choice', choices });
const yesNo = choice('', 'yes', 'no');

/** What people write on a lead by hand (B5, B6). Every value is text; an empty one says that nothing is known. */
export const leadFields = {
  source: text(64),
  intent: choice(...intents),
  financing: choice('', 'cash', 'mortgage', 'other'),
  prequalified: yesNo,
  lenderName: text(200),
  loanOfficerName: text(200),
  loanOfficerEmail: { kind: 'email' },
  stage: choice(...stages),
  rating: choice('0', '1', '2', '3'),
  referral: yesNo,
  referralSource: text(200),
  contactByEmail: yesNo,
  email: { kind: 'email' },
  name: text(200),
  contactByPhone: yesNo,
  phone: text(40),
  property: text(500),
  mls: text(64),
  propertyId: text(128),
  message: text(10_000),
  notes: text(10_000),
} as const satisfies Readonly<Record<string, Kind>>;
export type LeadField = keyof typeof leadFields;
export type LeadValues = Readonly<Record<LeadField, string>>;

/** Of the person, not of the lead: the other systems hear of them. */
export const personFields = ['name', 'email', 'phone'] as const satisfies readonly LeadField[];
export type PersonField = (typeof personFields)[number];

export const isLeadField = (name: string): name is LeadField => Object.hasOwn(leadFields, name);
// `Object.keys` forgets that these are the names of the table above.
export const leadFieldNames = Object.keys(leadFields) as readonly LeadField[];

/** What is wrong with a value; undefined where nothing is. */
export function problemOfValue(field: LeadField, value: string): string | undefined {
  const rule: Kind = leadFields[field];
  if (value.includes('\u0000')) return 'Leave out characters that cannot be shown';
  if (rule.kind === 'choice')
    return rule.choices.includes(value) ? undefined : `One of: ${rule.choices.filter((one) => one !== '').join(', ')}`;
  if (rule.kind === 'email') {
    if (value === '') return undefined;
    return value.length <= 254 && /^[^\s@]{1,64}@[^\s@.]+(\.[^\s@.]+)+$/u.test(value)
      ? undefined
      : 'An e-mail address such as name@example.com';
  }
  return value.length <= rule.most
    ? undefined
    : `At most ${rule.most.toLocaleString('en')} characters; these are ${value.length.toLocaleString('en')}`;
}
