import { NotASpec, VendorSpec } from './vendor-spec';

const post = (path: string, body?: unknown): Parameters<VendorSpec['problemsOf']>[0] => ({
  request: 'r',
  method: 'POST',
  path,
  headers: {},
  body,
});
const body = (schema: object): object => ({ requestBody: { content: { 'application/json': { schema } } } });
const openApi = VendorSpec.of({
  paths: {
    '/contacts/{id}': { post: body({ type: 'object', properties: { never: {} }, required: ['never'] }) },
    '/contacts/search': {
      post: { ...body({ $ref: '#/components/schemas/Search' }), parameters: [{ in: 'query', name: 'q', required: true }] },
    },
  },
  components: {
    schemas: {
      Search: { type: 'object', properties: { kind: { type: 'string', enum: ['a', 'b'] }, at: { type: 'string', nullable: true } } },
    },
  },
});
const models = VendorSpec.of({
  $defs: { 'Platform.CreateContactModel': { type: 'object', properties: { consent: { type: 'string', 'x-enum': ['grant', 'deny'] } } } },
});

describe("a vendor's own description", () => {
  it.each([
    ['is silent where all is right', post('/contacts/search?q=1', { kind: 'a', at: null }), []],
    ['knows what it does not know', post('/elsewhere'), ['POST /elsewhere is not in the spec']],
    [
      'takes no member it does not name',
      post('/contacts/search?q=1', { kinds: 'a' }),
      ['the body has "kinds", which the spec does not know'],
    ],
    ['holds values to its lists', post('/contacts/search?q=1', { kind: 'c' }), ['/kind must be equal to one of the allowed values: a, b']],
    ['holds queries to its parameters', post('/contacts/search?p=1', {}), ['the spec knows no query "p"', 'the query lacks "q"']],
    ['means a path without wildcards first', post('/contacts/7', {}), ["the body must have required property 'never'"]],
  ])('%s', (_, request, problems) => {
    expect(openApi.problemsOf(request, undefined)).toEqual(problems);
  });

  it('may be a JSON Schema with a definition per model, and enums beside', () => {
    expect(models.problemsOf(post('/contacts', { consent: 'grant' }), 'CreateContactModel')).toEqual([]);
    expect(models.problemsOf(post('/contacts', { consent: 'maybe' }), 'CreateContactModel')).toEqual([
      '/consent must be equal to one of the allowed values: grant, deny',
    ]);
    expect(() => models.problemsOf(post('/contacts', {}), 'Nothing')).toThrow(NotASpec);
  });

  it.each([[null], [[]], [{}], ['x']])('is none where it describes nothing: %j', (document) => {
    expect(() => VendorSpec.of(document)).toThrow(NotASpec);
  });
});
