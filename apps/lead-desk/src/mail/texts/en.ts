import type { MailKind, MailText, MailWords } from '../mail-text';

const who = ({ name }: MailWords): string => name ?? 'A lead';
const at = ({ office }: MailWords): string => (office ? ` at ${office}` : '');
const by = ({ agent, by: name }: MailWords): string => agent ?? name ?? 'A colleague';
const why = ({ reason }: MailWords): string[] => (reason ? [`The reason given: ${reason}`] : []);
const pond = ({ pond: name }: MailWords): string => (name ? `the pond ${name}` : 'a pond');
const leads = ({ count = '1' }: MailWords): string => (count === '1' ? '1 lead' : `${count} leads`);
const open = 'Open the lead';

/** Mails in English. */
export const mailsEn: Readonly<Record<MailKind, (words: MailWords) => MailText>> = {
  leadNew: (w) => ({
    subject: `New lead: ${who(w)}`,
    paragraphs: [`${who(w)} is a new lead${at(w)}.`],
    action: open,
  }),
  leadOffered: (w) => ({
    subject: `A lead for you: ${who(w)}`,
    paragraphs: [`${who(w)}${at(w)} is offered to you${w.until ? ` until ${w.until}` : ''}. Accept it before somebody else does.`],
    action: 'See the offer',
  }),
  leadOfferExpired: (w) => ({
    subject: `Nobody took ${who(w)} in time`,
    paragraphs: [`The offer of ${who(w)}${at(w)} ended and nobody had accepted it.`],
    action: open,
  }),
  leadUnassigned: (w) => ({
    subject: `${who(w)} has no agent`,
    paragraphs: [`${who(w)}${at(w)} belongs to nobody now. Assign the lead to an agent, or take it yourself.`, ...why(w)],
    action: open,
  }),
  leadAssigned: (w) => ({
    subject: `You have a lead: ${who(w)}`,
    paragraphs: [`${by(w)} gave ${who(w)}${at(w)} to you.`, ...why(w)],
    action: open,
  }),
  leadTaken: (w) => ({
    subject: `${by(w)} took ${who(w)}`,
    paragraphs: [`${by(w)} works on ${who(w)}${at(w)} now.`],
    action: open,
  }),
  leadLate: (w) => ({
    subject: `${who(w)} still waits`,
    paragraphs: [
      `Nobody has done what is due for ${who(w)}${at(w)}${w.until ? ` since ${w.until}` : ''}${w.missing ? `: ${w.missing}` : '.'}`,
    ],
    action: open,
  }),
  requestMade: (w) => ({
    subject: `${by(w)} asks about ${who(w)}`,
    paragraphs: [`${by(w)} asks you to decide about ${who(w)}${at(w)}${w.request ? `: ${w.request}` : '.'}`, ...why(w)],
    action: 'Decide',
  }),
  requestDecided: (w) => ({
    subject: `Decided: ${who(w)}`,
    paragraphs: [`${by(w)} decided what you asked about ${who(w)}${w.decision ? `: ${w.decision}` : '.'}`, ...why(w)],
    action: open,
  }),
  planCompleted: (w) => ({
    subject: `Plan completed: ${who(w)}`,
    paragraphs: [`Every step${w.plan ? ` of ${w.plan}` : ''} is done for ${who(w)}${at(w)}.`],
    action: open,
  }),
  pondFilled: (w) => ({
    subject: `${leads(w)} in ${pond(w)}`,
    paragraphs: [`${leads(w)} came into ${pond(w)}. Whoever of its members claims one first has it.`],
    action: 'See the pond',
  }),
  pondGone: (w) => ({
    subject: `${leads(w)} without an agent, out of ${pond(w)}`,
    paragraphs: [`${leads(w)}${at(w)} came out of ${pond(w)}, which was deleted or has no members any more. Assign them to agents.`],
    action: 'See the unassigned leads',
  }),
  invitation: (w) => ({
    subject: `${by(w)} invites you to ${w.agency}`,
    paragraphs: [
      `${by(w)} made an account for you at the lead desk of ${w.agency}. Choose a password to begin; the link works for seven days, once.`,
    ],
    action: 'Choose a password',
  }),
  reset: (w) => ({
    subject: 'Choose another password',
    paragraphs: [
      `Somebody, probably you, asked for another password at the lead desk of ${w.agency}. The link works for an hour, once.`,
      'If it was not you, do nothing: your password stays as it is.',
    ],
    action: 'Choose another password',
  }),
};

export const mailFooterEn = ({ to, agency }: MailWords): string => `For ${to} at ${agency}. Answers to this mail are not read.`;
