import { mapOf, named, one, shape, text } from './words';

/** What is entered for one connection. */
export const setting = shape(
  { label: text('What the form calls it.'), help: text('A sentence: what it is and where to find it.') },
  {
    kind: one('What is entered.', 'text', 'url', 'choice', 'table', 'switch'),
    secret: { type: 'boolean', description: 'Never shown again, never in a log.' },
    optional: { type: 'boolean', description: 'May be left empty.' },
    choices: { type: 'array', items: text('One of them.'), minItems: 1, description: 'What can be chosen, for kind choice.' },
    default: { type: ['string', 'boolean', 'object'], description: 'Taken where nothing is entered.' },
  },
);

/** How requests say who they are. */
export const schemes = [
  shape({ scheme: named('none', 'Nothing says who is asking.') }),
  shape({
    scheme: named('apiKey', 'A key in a header.'),
    header: text('Name of the header.'),
    value: text('Its value, such as "{apiKey}".'),
  }),
  shape({ scheme: named('bearer', 'A token that does not run out.'), token: text('Such as "{token}".') }),
  shape({
    scheme: named('basic', 'User and password, RFC 7617.'),
    user: text('Such as "{apiKey}".'),
    password: { type: 'string', description: 'Such as "{password}"; may be empty.' },
  }),
  shape(
    {
      scheme: one(
        'OAuth 2: client credentials (RFC 6749, 4.4), or authorization code with refresh (4.1).',
        'clientCredentials',
        'authorizationCode',
      ),
      tokenUrl: text('Where tokens are given.'),
      clientId: text('Such as "{clientId}".'),
      clientSecret: text('Such as "{clientSecret}".'),
    },
    {
      authorizeUrl: text('Where somebody signs in and agrees; authorization code alone.'),
      pkce: { type: 'boolean', description: 'Whether the vendor takes a proof of possession (RFC 7636); it is sent unless false.' },
      scopes: { type: 'array', items: text('A scope.'), description: 'What is asked for.' },
      clientIn: one('How the client names itself.', 'header', 'body'),
    },
  ),
  shape({
    scheme: named('standardWebhooks', 'Each request is signed after Standard Webhooks.'),
    secret: text('Such as "{secret}"; a whsec_ text.'),
  }),
];

/** Several ways to say who is asking, chosen by a setting. */
export const choiceOfSchemes = shape(
  {
    by: text('Setting of kind choice; each of its choices is one of these ways.'),
    choices: mapOf(
      { oneOf: schemes, description: 'As above.' },
      'The ways by choice; settings that one of them alone names are needed for that one alone.',
    ),
  },
  {},
  'Several ways, chosen by a setting.',
);
