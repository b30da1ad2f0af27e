import { Flag, Id, items, Many, One, Text, Time, Word } from '../rules';
import { Described } from '../schemas/described';
import { Area } from '../words/area';
import { Person } from '../words/person';
import { PropertyRef } from '../words/property';

const enquiryTypes = [
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
];

/** What an enquiry is about: one of a property, an office, a member of staff, an area. */
@Described('What an enquiry is about.')
export class EnquiryAbout {
  @Word('What it is.', ['property', 'office', 'member', 'area']) kind: string;
  @Id("The agency's own id of the office or member.", { optional: true }) id?: string;
  @One('The property.', () => PropertyRef, { optional: true }) property?: PropertyRef;
  @Text('Address of a home that no system lists, such as one to be valued.', 500, { optional: true }) address?: string;
  @One('The area; needed where kind is area.', () => Area, { when: ['kind', 'area'] }) area?: Area;
}

@Described('A time that would suit.')
export class PreferredTime {
  @Time('From.') start: string;
  @Time('To.', { optional: true }) end?: string;
}

@Described('A question of a custom form with its answer.')
export class FormAnswer {
  @Text('The question as asked.', 500) question: string;
  @Text('The answer as given.', 5000) answer: string;
}

/** P11: any of the website's forms (seed 003, item 11). What form it was and what the person wants are two fields. */
@Described("Any of the website's forms. What form it was (enquiryType) and what the person wants (intent) are two fields.")
export class EnquiryMade {
  @Id("The sender's own id of the enquiry.", { optional: true }) enquiryId?: string;
  @Word('What form it was.', enquiryTypes) enquiryType: string;
  @Word('What the person wants; left out where the form does not tell.', ['buy', 'rent', 'sell', 'let'], { optional: true })
  intent?: string;
  @One('What it is about.', () => EnquiryAbout, { optional: true }) about?: EnquiryAbout;
  @Text('What the person wrote.', 10_000, { optional: true }) message?: string;
  @Id("The agency's office it is addressed to.", { optional: true }) office?: string;
  @One('Contact details as given in the form; they may be of somebody else.', () => Person, { optional: true }) person?: Person;
  @Word('Where it came from.', ['website', 'portal', 'phone', 'campaign'], { optional: true }) source?: string;
  @Word('How the person wants to be answered.', ['email', 'phone', 'sms', 'whatsapp'], { optional: true }) contactBy?: string;
  @Many('When it would suit.', () => PreferredTime, items(20), { optional: true }) preferredTimes?: PreferredTime[];
  @Word('Whether the person has a home to sell.', ['nothingToSell', 'renting', 'selling', 'notOnMarket'], { optional: true })
  position?: string;
  @Word('How it would be paid.', ['cash', 'mortgage', 'other'], { optional: true }) financing?: string;
  @Flag('Whether a lender has agreed in principle.', { optional: true }) prequalified?: boolean;
  @Many('Answers of a custom form.', () => FormAnswer, items(100), { optional: true }) answers?: FormAnswer[];
}
