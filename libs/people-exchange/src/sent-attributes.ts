import { OneOf, Ruled, Text } from './rules';
import { isMoment } from './rules/moments';
import type { Rule } from './rules/rule';
import { isString, matches, maxLength, minLength } from './rules/texts';
import { Described } from './schemas/described';

// CloudEvents 1.0, section 3.1: attributes hold no control characters.
const noControl: Rule = matches(/^\P{Cc}*$/u, 'must not contain control characters', 'noControl');
const notEmail: Rule = {
  name: 'subjectNotEmail',
  schema: { not: { pattern: '^[^\\s@]+@[^\\s@]+\\.[^\\s@]+$' } },
  holds: (value) => typeof value !== 'string' || !/^[^\s@]+@[^\s@]+\.[^\s@]+$/u.test(value),
  expected: 'must be an opaque id, never an e-mail address',
};
const moment: Rule = {
  name: 'time',
  schema: { format: 'date-time' },
  holds: (value) => typeof value !== 'string' || isMoment(value),
  expected: 'must be an RFC 3339 time such as "2026-11-24T09:30:00Z"',
};
const line = (max: number): readonly Rule[] => [isString, minLength(1), maxLength(max), noControl];

/** The CloudEvents 1.0 attributes a sender sets. Others are extensions and are kept as they came. */
@Described('The CloudEvents 1.0 attributes a sender sets. Others are extensions and are kept as they came.')
export class SentAttributes {
  @OneOf('The version of CloudEvents.', ['1.0']) specversion: '1.0';
  @Ruled("The sender's id of the event; with source unique for ever. Send again with the same id.", line(256)) id: string;
  @Ruled('Where the event comes from, a URI reference.', [...line(1024), matches(/^\S*$/u, 'must be a URI reference without spaces')])
  source: string;
  @Ruled('What happened, such as property.saved.', [
    isString,
    maxLength(128),
    matches(/^[a-zA-Z0-9][a-zA-Z0-9._:/-]*$/u, 'must be a name such as "property.saved": letters, digits, dots'),
  ])
  type: string;
  @Ruled("The sender's own stable id of the person, opaque; needed for every known type.", [...line(128), notEmail], { optional: true })
  subject?: string;
  @Ruled('When it happened, RFC 3339; at most 10 minutes ahead.', [isString, maxLength(40), moment], { optional: true }) time?: string;
  @Ruled('The data is always JSON.', [isString, maxLength(128), matches(/^application\/json\s*(;.*)?$/iu, 'must be "application/json"')], {
    optional: true,
  })
  datacontenttype?: 'application/json';
  @Ruled('urn:people-exchange:TYPE:VERSION; version 1 where left out.', line(256), { optional: true }) dataschema?: string;
  @Ruled("The sender's own version of the entity; later ones compare greater.", line(64), { optional: true }) sequence?: string;
  @Ruled('Id of the event that made the sender send this one.', line(256), { optional: true }) causationid?: string;
  @Ruled(
    'W3C trace context.',
    [
      isString,
      maxLength(512),
      matches(
        /^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}(-.*)?$/u,
        'must be a W3C trace context such as "00-<32 hex>-<16 hex>-01"',
      ),
    ],
    { optional: true },
  )
  traceparent?: string;
  @Text("The key's own agency, or left out.", 128, { optional: true }) agency?: string;
}
