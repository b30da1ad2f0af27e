import { file, mapOf, one, shape, text, texts, whole } from './words';

const lookup = shape(
  { path: text('Below base.'), found: text('Expression over answer: the id found, or nothing.') },
  { query: texts('Expressions by name.') },
  'How to find what an attempt with a lost answer made, for once lookup.',
);

export const request = shape(
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
    once: one(
      'What a repetition does (I2): nothing more, known by a key, looked up before, or a second effect.',
      'safe',
      'key',
      'lookup',
      'unsafe',
    ),
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
    needs: {
      type: 'array',
      items: text('A record.'),
      description: 'Records that must be known already, else the event waits for what makes them.',
    },
    ifMatch: shape({ path: text('Below base.') }, {}, 'What is read first; its ETag is sent as If-Match.'),
    failedWhen: text('Expression over answer; a text it answers is an error although the status was good.'),
    ignoredWhen: text('Expression over answer; a text it answers says why the vendor did nothing.'),
    together: shape(
      {
        path: text('Below base; {expression} is filled in as for the first of them.'),
        body: text('Expression over bodies, a list with the body of each event in their order: the body of the one request.'),
        most: whole('Events in one request.', 2, 100),
      },
      { model: text("The vendor's own name of the body's shape, for a check against its JSON Schema.") },
      'How it is asked for several events of one person at once, where they wait behind each other: one request instead of many, taken or refused as a whole. Used where it is the only request of its events; it makes no record, and is looked up or safe to repeat.',
    ),
    readBack: shape(
      { path: text('Below base.'), expect: file('File: the members that should be there.') },
      {},
      'What is read after writing, and compared with what was written.',
    ),
  },
  'One request of an event.',
);
