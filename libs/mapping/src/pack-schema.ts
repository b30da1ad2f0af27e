import { mappingLimits } from './limits';

type Schema = Readonly<Record<string, unknown>>;

const text = (description: string, more: Schema = {}): Schema => ({ type: 'string', minLength: 1, description, ...more });
const one = (description: string, ...values: readonly string[]): Schema => ({ enum: values, description });
const mapOf = (values: Schema, description: string, names = '^[a-zA-Z][\\w-]{0,63}$'): Schema => ({
  type: 'object',
  description,
  propertyNames: { pattern: names },
  additionalProperties: values,
});
const shape = (required: Readonly<Record<string, Schema>>, optional: Readonly<Record<string, Schema>> = {}, description = ''): Schema => ({
  type: 'object',
  ...(description ? { description } : {}),
  properties: { ...required, ...optional },
  required: Object.keys(required),
  additionalProperties: false,
});
const texts = (description: string): Schema => mapOf(text('An expression, or a text.'), description, '^[\\w.$\\-\\[\\]]{1,80}$');
const whole = (description: string, least: number, most: number): Schema => ({
  type: 'integer',
  minimum: least,
  maximum: most,
  description,
});
const file = (description: string): Schema => text(description, { pattern: '^[\\w./-]+\\.jsonata$' });

const setting = shape(
  { label: text('What the form calls it.'), help: text('A sentence: what it is and where to find it.') },
  {
    kind: one('What is entered.', 'text', 'url', 'choice', 'table', 'switch'),
    secret: { type: 'boolean', description: 'Never shown again, never in a log.' },
    optional: { type: 'boolean', description: 'May be left empty.' },
    choices: { type: 'array', items: text('One of them.'), minItems: 1 },
    default: { type: ['string', 'boolean', 'object'], description: 'Taken where nothing is entered.' },
  },
);

const schemes = [
  shape({ scheme: { const: 'none' } }),
  shape({ scheme: { const: 'apiKey' }, header: text('Name of the header.'), value: text('Its value, such as "{apiKey}".') }),
  shape({ scheme: { const: 'bearer' }, token: text('Such as "{token}".') }),
  shape({ scheme: { const: 'basic' }, user: text('Such as "{apiKey}".'), password: { type: 'string' } }),
  shape(
    {
      scheme: one('RFC 6749, 4.4 or 4.1 with refresh.', 'clientCredentials', 'authorizationCode'),
      tokenUrl: text('Where tokens are given.'),
      clientId: text('Such as "{clientId}".'),
      clientSecret: text('Such as "{clientSecret}".'),
    },
    {
      authorizeUrl: text('Where somebody agrees; authorization code alone.'),
      scopes: { type: 'array', items: text('A scope.') },
      clientIn: one('How the client names itself.', 'header', 'body'),
    },
  ),
  shape({ scheme: { const: 'standardWebhooks' }, secret: text('Such as "{secret}"; a whsec_ text.') }),
];

const lookup = shape(
  { path: text('Below base.'), found: text('Expression over answer: the id found, or nothing.') },
  { query: texts('Expressions by name.') },
);

const request = shape(
  {
    id: text('Name of the request, once in its event.', { pattern: '^[a-z][\\w-]{0,40}$' }),
    method: one('HTTP method.', 'GET', 'POST', 'PUT', 'PATCH', 'DELETE'),
    path: text('Below base; {expression} is filled in and escaped. Empty where base is the whole address.', { minLength: 0 }),
    writes: one(
      'What it writes. An implied search never writes a requirement (I11).',
      'person',
      'requirement',
      'note',
      'activity',
      'task',
      'enquiry',
      'appointment',
      'consent',
      'relation',
      'property',
      'event',
      'nothing',
    ),
    once: one('What a repetition does (I2).', 'safe', 'key', 'lookup', 'unsafe'),
  },
  {
    with: mapOf(
      { type: ['string', 'number', 'boolean'], description: 'A constant.' },
      'Constants that the expressions of this request see as $name, so that several requests can share a file.',
    ),
    when: text('Expression; the request is left out where it is false.'),
    query: texts('Expressions by name; nothing leaves it out.'),
    headers: mapOf(text('A text; {expression} is filled in.'), 'Headers of this request.', '^[A-Za-z0-9-]{1,80}$'),
    body: file('File whose answer is the body.'),
    model: text("The vendor's own name of the body's shape, for a check against its JSON Schema."),
    keyHeader: text('Header that carries the key.'),
    lookup,
    makes: text('Record the answer gives the id of.'),
    idFrom: text('Expression over answer; left out: the last part of its Location.'),
    needs: { type: 'array', items: text('A record that must be known already.') },
    ifMatch: shape({ path: text('Read first; its ETag is sent as If-Match.') }),
    failedWhen: text('Expression over answer; a text it answers is an error although the status was good.'),
    ignoredWhen: text('Expression over answer; a text it answers says why the vendor did nothing.'),
    readBack: shape({ path: text('What is read after writing.'), expect: file('File: the members that should be there.') }),
  },
);

const signature = shape(
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
);

const inRecord = shape({ map: file('File: a record to events.') }, { path: text('Where the truth is read.'), sweep });

const capability = shape({
  out: one('What the website says, to the vendor.', 'supported', 'ignored', 'planned'),
  in: one('What the vendor says, to the website.', 'supported', 'ignored', 'planned'),
  says: text('A sentence for whoever asks why.'),
});

/** JSON Schema 2020-12 of pack.yaml, for editors and for the check. */
export const packSchema: Schema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'urn:people-exchange:mapping-pack:1',
  title: 'Mapping pack',
  ...shape(
    {
      pack: text('Its name, such as follow-up-boss.', { pattern: '^[a-z][a-z0-9-]{0,62}$' }),
      version: text('Such as 1.0.0; a published version never changes.', { pattern: '^\\d{1,5}\\.\\d{1,5}\\.\\d{1,5}$' }),
      title: text('Name for people.'),
      about: text('What it connects to.'),
      side: one('Which side the vendor is on.', 'backOffice', 'website'),
      settings: mapOf(setting, 'What whoever connects has to enter.'),
      base: text('Address that paths are below; {name} stands for a setting.'),
      authentication: { oneOf: schemes, description: 'How requests say who they are.' },
      limits: shape(
        { atOnce: whole('Requests at once.', 1, 256) },
        {
          rate: shape({ requests: whole('So many requests …', 1, 100_000), seconds: whole('… in so many seconds.', 1, 86_400) }),
          perDay: whole('Requests a day.', 1, 100_000_000),
          bodyBytes: whole('Bytes of a body.', 1_024, 67_108_864),
          answerWithinSeconds: whole('When an answer is given up.', 1, 120),
        },
      ),
      capabilities: {
        ...mapOf(capability, 'What becomes of each row, P1 to P17.', '^P([1-9]|1[0-7])$'),
        required: Array.from({ length: 17 }, (_, n) => `P${n + 1}`),
      },
    },
    {
      headers: mapOf(text('A text; {name} stands for a setting.'), 'Headers of every request.', '^[A-Za-z0-9-]{1,80}$'),
      records: mapOf(
        shape(
          { of: one('What it stands for.', 'person', 'search', 'appointment', 'household', 'listing', 'dwelling', 'enquiry', 'event') },
          { title: text('Name for people.') },
        ),
        'What the vendor keeps.',
      ),
      tables: mapOf(mapOf({ type: 'string' }, 'Our word to the vendor’s.', '^.{1,80}$'), 'Lists of words.'),
      out: mapOf(
        { type: 'array', items: request, minItems: 1, maxItems: mappingLimits.requests },
        'Requests per event type.',
        '^[a-z]+\\.[a-zA-Z]+$',
      ),
      in: shape(
        { records: mapOf(inRecord, 'What comes in, by record.') },
        {
          hook: shape(
            { signature, read: file('File: a request to notifications.') },
            { coalesceMs: whole('Several notifications of one record within this become one reading.', 0, 60_000) },
          ),
        },
      ),
    },
  ),
};
