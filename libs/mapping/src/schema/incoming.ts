import { file, one, shape, text, texts, whole } from './words';

export const signature = shape(
  {
    scheme: one('How the vendor signs.', 'hmac-sha256', 'ed25519', 'rsa-sha256', 'standardWebhooks'),
    key: text('Such as "{webhookKey}".'),
  },
  {
    header: text('Header with the signature.'),
    encoding: one('How the signature is written.', 'base64', 'hex'),
    format: text('How the header is put together: {signature}, {timestamp} and {keyId}, with texts between them.'),
    over: one('What is signed.', 'body', 'base64Body', 'timestampedBody'),
    between: { type: 'string', description: 'What stands between timestamp and body where both are signed.' },
    toleranceSeconds: whole('How far a timestamp may be from now.', 1, 3_600),
  },
  'How a webhook proves who sent it.',
);

const sweep = shape(
  {
    path: text('A list of records changed since.'),
    items: text('Expression over answer: the records.'),
    id: text('Expression over a record: its id.'),
    modified: text('Expression over a record: when it was changed, RFC 3339.'),
  },
  {
    when: text('Expression over settings; where it is false nothing is swept.'),
    method: one('GET unless told; POST where the vendor takes a search as a body.', 'GET', 'POST'),
    query: texts('Expressions by name; they see since (the time to begin at), settings and tables.'),
    body: file('File of the search, for POST; it sees since, settings, tables and page.'),
    next: text(
      'Expression over answer, since, settings and page: what the next page is asked with, laid over the query, and seen as page by a body; nothing at the end.',
    ),
    everySeconds: whole('How often.', 10, 86_400),
    overlapSeconds: whole('How much is read again.', 0, 86_400),
  },
  'How records changed since are found, whether or not a webhook came.',
);

export const inRecord = shape(
  { map: file('File: a record to events, each {type, subject, data, time?, sequence?}, and to what is learnt, {ids: {RECORD: ID}}.') },
  { path: text('Where the truth is read, {id} filled in; left out where the notification brings the record whole.'), sweep },
  'One kind of record that comes in.',
);
