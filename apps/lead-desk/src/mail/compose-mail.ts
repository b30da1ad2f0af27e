import MailComposer from 'nodemailer/lib/mail-composer';
import type { OutgoingMail } from './mail-way';

/** The address alone of `Name <address>`. */
export const addressIn = (from: string): string => /<([^<>]+)>\s*$/.exec(from)?.[1] ?? from.trim();

/** A mail as RFC 5322 has it, under a Message-ID that stays: who gets it twice can tell. */
export function composeMail(mail: OutgoingMail, from: string): Promise<Buffer> {
  const { id, to, subject, text, html, at } = mail;
  const host = addressIn(from).split('@').at(-1) ?? 'localhost';
  return new MailComposer({
    from,
    to,
    subject,
    text,
    html,
    date: at,
    messageId: `<${id}@${host}>`,
    headers: { 'Auto-Submitted': 'auto-generated' },
    disableFileAccess: true,
    disableUrlAccess: true,
  })
    .compile()
    .build();
}
