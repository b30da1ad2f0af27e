import { packFiles, packOf, packYaml } from '../../test/a-pack';
import type { PackSweep } from '../pack';
import { type SweepContext, sweepRequest, sweptPageOf } from './sweep';

class NoSweep extends Error {}
const byPages = `
      sweep:
        path: /contacts
        query: { updatedAfter: since, limit: '"2"' }
        items: 'answer.body.contacts[changed >= $$.since]'
        id: id
        modified: changed
        next: 'answer.body.next ? { "after": answer.body.next }'`;
const bySearch = `
      sweep:
        when: $boolean(settings.office)
        method: POST
        path: /contacts/search
        body: in/search.jsonata
        items: answer.body.contacts
        id: id
        modified: changed
        next: '{ "page": (page ? $number(page.page) : 1) + 1 }'`;

function sweepOf(text: string): PackSweep {
  const yaml = packYaml((lines) => lines.replace("{ path: '/contacts/{id}', map: in/contact.jsonata }", `{ map: in/contact.jsonata }`));
  // Replaced by a function, since in a text $$ would mean one $.
  const written = yaml.replace('    contact: { map: in/contact.jsonata }', () => `    contact:\n      map: in/contact.jsonata${text}`);
  const files = packFiles({
    'pack.yaml': written,
    'in/search.jsonata': '{ "office": settings.office, "from": since, "page": page ? $number(page.page) : 1 }',
  });
  const sweep = packOf(files).records.get('contact')?.sweep;
  if (!sweep) throw new NoSweep(text);
  return sweep;
}
const context = (more: Partial<SweepContext> = {}): SweepContext => ({ since: '2026-03-01T00:00:00Z', settings: {}, tables: {}, ...more });
const answer = (body: unknown): Parameters<typeof sweptPageOf>[1] => ({ status: 200, headers: {}, body });

describe('a sweep', () => {
  it('asks for what was changed since, and lays what the page before said over its query', async () => {
    const sweep = sweepOf(byPages);
    expect(await sweepRequest(sweep, context(), {})).toEqual({
      method: 'GET',
      path: '/contacts?updatedAfter=2026-03-01T00%3A00%3A00Z&limit=2',
      headers: {},
      body: undefined,
    });
    expect(await sweepRequest(sweep, context({ page: { limit: '5', after: 'c 2' } }), {})).toMatchObject({
      path: '/contacts?updatedAfter=2026-03-01T00%3A00%3A00Z&limit=5&after=c+2',
    });
  });

  it('is left out where its condition does not hold, and may ask by a body that sees the page', async () => {
    const sweep = sweepOf(bySearch);
    expect(await sweepRequest(sweep, context(), {})).toBeUndefined();
    expect(await sweepRequest(sweep, context({ settings: { office: 'O1' }, page: { page: '2' } }), {})).toEqual({
      method: 'POST',
      path: '/contacts/search',
      headers: {},
      body: '{"office":"O1","from":"2026-03-01T00:00:00Z","page":2}',
    });
  });

  it('reads a page as records with their times, and what the next one is asked with', async () => {
    const contacts = [
      { id: 7, changed: '2026-03-02T00:00:00Z' },
      { id: 6, changed: '2026-02-02T00:00:00Z' },
    ];
    const sweep = sweepOf(byPages);
    expect(await sweptPageOf(sweep, answer({ contacts, next: 'c2' }), {}, context())).toEqual({
      items: [{ id: '7', modified: '2026-03-02T00:00:00Z', value: contacts[0] }],
      next: { after: 'c2' },
    });
    expect(await sweptPageOf(sweep, answer({ contacts: [] }), {}, context())).toEqual({ items: [], next: undefined });
    expect(await sweptPageOf(sweepOf(bySearch), answer({}), {}, context({ page: { page: '2' } }))).toEqual({
      items: [],
      next: { page: '3' },
    });
  });

  it('over what has no id or time fails with its place', async () => {
    await expect(sweptPageOf(sweepOf(byPages), answer({ contacts: [{ changed: '2026-03-02' }] }), {}, context())).rejects.toMatchObject({
      reason: 'answers nothing and "2026-03-02"; a record has an id and a time',
    });
  });
});
