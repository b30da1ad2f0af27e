import { isLeadField, type LeadAbout, type LeadValues, personFields } from '#lead';

/** What the events say of a lead and its person. */
export interface SaidOfLead {
  readonly intent: string;
  readonly stage: string;
  readonly about: LeadAbout | null;
  readonly name: string | null;
  readonly email: string | null;
  readonly phone: string | null;
}

const ofPerson: ReadonlySet<string> = new Set(personFields);
const yesNo = (flag: boolean | null | undefined): string => (flag === true ? 'yes' : flag === false ? 'no' : '');

/** Every field of a lead as it stands: what people wrote over what the events say. @param written by field, as kept */
export function knownValues(said: SaidOfLead, written: ReadonlyMap<string, unknown>): LeadValues {
  const { about } = said;
  const known: LeadValues = {
    source: about?.source ?? about?.origin ?? '',
    intent: said.intent,
    financing: about?.financing ?? '',
    prequalified: yesNo(about?.prequalified),
    lenderName: '',
    loanOfficerName: '',
    loanOfficerEmail: '',
    stage: said.stage,
    rating: '0',
    referral: '',
    referralSource: '',
    contactByEmail: about?.contactBy === 'email' ? 'yes' : '',
    email: said.email ?? '',
    name: said.name ?? '',
    contactByPhone: about?.contactBy === 'phone' ? 'yes' : '',
    phone: said.phone ?? '',
    property: about?.property ?? '',
    mls: about?.mls ?? '',
    propertyId: about?.propertyId ?? '',
    message: about?.message ?? '',
    notes: '',
  };
  // Of a person's own values it is only kept who wrote them: the events carry them.
  const over = [...written].filter(
    (entry): entry is [string, string] => isLeadField(entry[0]) && !ofPerson.has(entry[0]) && typeof entry[1] === 'string',
  );
  return { ...known, ...Object.fromEntries(over) };
}
