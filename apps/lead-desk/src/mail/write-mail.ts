import { cut } from '../messages/storable-words';
import type { MailKind, MailWords } from './mail-text';
import { mailFooterEn, mailsEn } from './texts/en';

export interface WrittenMail {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

export interface ToWrite {
  readonly kind: MailKind;
  readonly words: Readonly<Record<string, string>>;
  readonly to: string;
  readonly agency: { readonly name: string; /** IANA; times are written in it. */ readonly zone: string };
  /** Absolute; without one the mail says that it is not shown. */
  readonly link: string | undefined;
}

const longestWord = 120;
const longestSubject = 150;

/** A mail as it is read: plain text and HTML of the same sentences. Whatever words a stranger chose stay one line of plain words. */
export function writeMail({ kind, words, to, agency, link }: ToWrite): WrittenMail {
  const said: MailWords = {
    ...Object.fromEntries(
      Object.entries(words).map(([name, word]) => [name, oneLine(name === 'until' ? timeIn(word, agency.zone) : word)]),
    ),
    to: oneLine(to),
    agency: oneLine(agency.name),
  };
  const { subject, paragraphs, action } = mailsEn[kind](said);
  const footer = mailFooterEn(said);
  const shown = link ?? '(not shown here; it is for the reader alone)';
  return {
    subject: cut(subject, longestSubject),
    text: `${[...paragraphs, `${action}:\n${shown}`, `-- \n${footer}`].join('\n\n')}\n`,
    html: page(subject, [...paragraphs.map(paragraph), button(action, link), `<p style="${quiet}">${escaped(footer)}</p>`].join('\n')),
  };
}

// Line ends and other controls, and marks that turn the direction of what follows.
const unseen = /[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]+/gu;
const rightToLeft = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC]/;

/** One short line; a word that is written from the right is set apart, so that it turns nothing else round. */
function oneLine(word: string): string {
  const line = cut(word.replaceAll(unseen, ' ').replaceAll(/\s+/g, ' ').trim(), longestWord);
  return rightToLeft.test(line) ? `\u2068${line}\u2069` : line;
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (sign) => entities[sign] ?? sign);

function timeIn(word: string, zone: string): string {
  const at = Date.parse(word);
  if (Number.isNaN(at)) return word;
  return new Intl.DateTimeFormat('en-GB', { timeZone: zone, dateStyle: 'medium', timeStyle: 'short' }).format(at);
}

const quiet = 'margin:24px 0 0;color:#5c6370;font-size:13px';
const paragraph = (text: string): string => `<p style="margin:0 0 16px">${escaped(text)}</p>`;

function button(action: string, link: string | undefined): string {
  if (link === undefined) return `<p style="margin:24px 0;font-weight:600">${escaped(action)} (the link is not shown here)</p>`;
  const style =
    'display:inline-block;padding:10px 16px;border-radius:6px;background:#1f5fbf;color:#ffffff;text-decoration:none;font-weight:600';
  return `<p style="margin:24px 0"><a href="${escaped(link)}" style="${style}">${escaped(action)}</a></p>`;
}

const page = (title: string, body: string): string => `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(title)}</title></head>
<body style="margin:0;padding:24px;background:#ffffff;color:#1c2128;font:16px/1.5 system-ui,sans-serif">
${body}
</body>
</html>
`;
