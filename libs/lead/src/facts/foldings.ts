import type { Folding, Register } from './fold';

const folding = (key: string[], more: Partial<Folding>): Folding => ({
  key,
  fixed: [],
  registers: [],
  most: [],
  least: [],
  sum: [],
  ...more,
});
const latest = (stamp: string, ...values: string[]): Register => ({ stamp, values, keep: 'latest' });
const earliest = (stamp: string, ...values: string[]): Register => ({ stamp, values, keep: 'earliest' });
const ofPerson = (...key: string[]): string[] => ['agency', 'person_id', ...key];

/** How each kind of fact folds: a maximum for counts, (version, time, id) for values. */
export const foldings = {
  /** P3: the number of visits is cumulative, so the greatest ever told is the truth and never goes back. */
  persons: folding(ofPerson(), {
    fixed: ['participant', 'side', 'subject'],
    least: ['first_seen'],
    most: ['last_activity', 'visits', 'last_visit'],
    sum: ['energy'],
  }),
  details: folding(ofPerson('detail'), { registers: [latest('stamp', 'value', 'at')] }),
  /** Criteria, alert and removal are three words of their own: an edit does not undo a change of the alert. */
  searches: folding(ofPerson('search_id'), {
    fixed: ['side'],
    registers: [latest('criteria_stamp', 'name', 'criteria'), latest('alert_stamp', 'alert'), latest('removed_stamp', 'removed_at')],
    least: ['saved_at'],
  }),
  /** P4: repeated searches are one inferred interest. */
  interests: folding(ofPerson('interest'), { registers: [latest('stamp', 'criteria')], most: ['last_at'], sum: ['count'] }),
  savedProperties: folding(ofPerson('property_key', 'via'), {
    fixed: ['side'],
    registers: [latest('stamp', 'property', 'label', 'kept', 'at')],
  }),
  ownerships: folding(ofPerson('property_key'), {
    registers: [
      latest('stamp', 'property', 'label'),
      latest('claimed_stamp', 'claimed_capacity', 'claimed_at'),
      latest('word_stamp', 'word', 'word_capacity', 'word_at'),
    ],
  }),
  /** The strength puts denied and withdrawn above granted whatever the clock says. */
  consents: folding(ofPerson('purpose', 'channel'), { registers: [latest('strength', 'status', 'at', 'by', 'evidence')] }),
  households: folding(['agency', 'participant', 'household_id'], { registers: [latest('stamp', 'members')] }),
  leads: folding(['agency', 'lead_id'], {
    fixed: ['person_id', 'intent', 'after_mark'],
    registers: [earliest('opened_stamp', 'opened_at', 'opened_by', 'about')],
  }),
} as const satisfies Record<string, Folding>;
