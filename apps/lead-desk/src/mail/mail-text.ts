import type { MessageKind } from '../messages/tell-members';

export type MailKind = MessageKind | 'invitation' | 'reset';
export const mailKinds: readonly MailKind[] = [
  'leadNew',
  'leadOffered',
  'leadOfferExpired',
  'leadUnassigned',
  'leadAssigned',
  'leadTaken',
  'leadLate',
  'requestMade',
  'requestDecided',
  'planCompleted',
  'pondFilled',
  'pondGone',
  'invitation',
  'reset',
];

/** What a mail's sentences are made of; each word is one line, short, and may be missing. */
export interface MailWords {
  readonly [word: string]: string | undefined;
  /** Whom it goes to, and the agency they work at. */
  readonly to: string;
  readonly agency: string;
}

/** One mail in a language: its subject, its paragraphs, and the words on its link. */
export interface MailText {
  readonly subject: string;
  readonly paragraphs: readonly string[];
  readonly action: string;
}
