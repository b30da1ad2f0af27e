const text = (maxLength: number) => ({ type: 'string', minLength: 1, maxLength }) as const;
const moment = { type: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?(Z|[+-]\\d\\d:\\d\\d)$' } as const;

const summary = {
  type: 'object',
  properties: {
    price: { type: 'string', pattern: '^\\d{1,15}(\\.\\d{1,4})?$' },
    currency: { type: 'string', pattern: '^[A-Z]{3}$' },
    beds: { type: 'integer', minimum: 0, maximum: 100 },
    baths: { type: 'number', minimum: 0, maximum: 100 },
    kind: text(64),
  },
} as const;

const property = {
  type: 'object',
  required: ['system', 'id'],
  properties: {
    system: text(128),
    id: text(128),
    agentRef: text(128),
    portalRefs: { type: 'array', maxItems: 20, items: text(128) },
    address: text(500),
    summary,
  },
} as const;

/** The event as a compiled schema checks it. */
export const eventSchema = {
  type: 'object',
  required: ['specversion', 'id', 'source', 'type', 'subject', 'data'],
  properties: {
    specversion: { const: '1.0' },
    id: text(128),
    source: text(2000),
    type: text(128),
    subject: text(128),
    time: moment,
    data: { type: 'object', required: ['property'], properties: { property, viewedAt: moment, page: text(2000) } },
  },
} as const;
