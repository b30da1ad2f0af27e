import { one, type Schema, shape, text } from './words';

/** What a pack does for one row. */
export const capability = (row: string): Schema =>
  shape(
    {
      out: one('What the website says, to the vendor.', 'supported', 'ignored', 'planned'),
      in: one('What the vendor says, to the website.', 'supported', 'ignored', 'planned'),
      says: text('A sentence for whoever asks why.'),
    },
    {},
    row,
  );

export const rows = {
  P1: 'A new web customer, and edits of customers.',
  P2: 'A customer taken on by branch or phone gets an account.',
  P3: 'A visit of the website.',
  P4: 'An implied search: soft, never a requirement.',
  P5: "The website's saved searches and alerts.",
  P6: "The back office's saved searches and alerts.",
  P7: 'A view of a property.',
  P8: 'A saved property, and taking it back.',
  P9: 'Interest shown in branch.',
  P10: 'A rank or a note on a property.',
  P11: 'An enquiry.',
  P12: 'A household: who hunts together.',
  P13: 'A claim to own a property.',
  P14: 'An ownership confirmed, refuted or ended.',
  P15: 'Feedback after a viewing.',
  P16: 'Appointments.',
  P17: 'Everything else, also what is not known yet.',
} as const;
