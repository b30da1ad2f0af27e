import { eventTypes } from '#people-exchange';
import { mappingLimits } from '../limits';
import { capability, rows } from './capabilities';
import { inRecord, signature } from './incoming';
import { list } from './lists';
import { request } from './request';
import { choiceOfSchemes, schemes, setting } from './settings';
import { file, mapOf, one, type Schema, shape, text, whole } from './words';

/** The newest version of the schema; what changes it publishes the next one. */
export const packSchemaVersion = 2;

/** JSON Schema 2020-12 of pack.yaml, for editors and for the check. */
export const packSchema: Schema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: `urn:people-exchange:mapping-pack:${packSchemaVersion}`,
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
      authentication: { oneOf: [...schemes, choiceOfSchemes], description: 'How requests say who they are.' },
      limits: shape(
        { atOnce: whole('Requests at once.', 1, 256) },
        {
          rate: shape(
            { requests: whole('So many requests …', 1, 100_000), seconds: whole('… in so many seconds.', 1, 86_400) },
            {},
            'Requests in a sliding window.',
          ),
          perDay: whole('Requests a day.', 1, 100_000_000),
          bodyBytes: whole('Bytes of a body.', 1_024, 67_108_864),
          answerWithinSeconds: whole('When an answer is given up.', 1, 120),
        },
        'What the vendor can take.',
      ),
      capabilities: shape(
        Object.fromEntries(Object.entries(rows).map(([row, says]) => [row, capability(says)])),
        {},
        'What becomes of each row, and why; checked against what the pack does.',
      ),
    },
    {
      madeFrom: text('Name of the pack it was made from; connections of that one may be promoted to this one, and back.', {
        pattern: '^[a-z][a-z0-9-]{0,62}$',
      }),
      headers: mapOf(text('A text; {name} stands for a setting.'), 'Headers of every request.', '^[A-Za-z0-9-]{1,80}$'),
      records: mapOf(
        shape(
          { of: one('What it stands for.', 'person', 'search', 'appointment', 'household', 'listing', 'dwelling', 'enquiry', 'event') },
          { title: text('Name for people.') },
          'One kind of what the vendor keeps.',
        ),
        "What the vendor keeps, by the pack's own names; ids are remembered by them.",
      ),
      tables: mapOf(
        mapOf({ type: 'string' }, "Our word to the vendor's.", '^.{1,80}$'),
        'Lists of words, seen as tables by every mapping.',
      ),
      lists: mapOf(list, 'Lists that the vendor keeps, such as offices, and what settings and tables hold of them.'),
      out: {
        ...mapOf({ $ref: '#/$defs/requests' }, 'Requests per event type, in their order.', '^[a-z]+\\.[a-zA-Z]+$'),
        properties: Object.fromEntries(
          eventTypes.map(({ type, row, description }) => [type, { $ref: '#/$defs/requests', description: `${row}: ${description}` }]),
        ),
      },
      in: shape(
        { records: mapOf(inRecord, 'What comes in, by record.') },
        {
          hook: shape(
            {
              signature,
              read: file(
                'File: a request of the vendor to notifications, each {topic, record, id, version?, at?, value?, person?}. What names one person is taken in the order it came.',
              ),
            },
            { coalesceMs: whole('Several notifications of one record within this become one reading.', 0, 60_000) },
            "The vendor's webhooks.",
          ),
        },
        'What the vendor says.',
      ),
    },
    'All that the bridge has to know of a vendor, as data.',
  ),
  $defs: {
    requests: {
      type: 'array',
      description: 'Requests of an event, in their order.',
      items: request,
      minItems: 1,
      maxItems: mappingLimits.requests,
    },
  },
};
