import { textsOf, type Fields } from '../../ground/call';
import type { Router } from '../../ground/router';
import type { StoredRecord } from '../../ground/store';
import { completeTask, createNote, createTask, tags, updateNote, updateTask } from '../bodies';
import { refuse } from '../errors';
import type { Location } from '../location';

/** What hangs on a contact: tags, notes, tasks. */
export function contactPartRoutes(router: Router, location: Location): void {
  const { store } = location;
  const contact = (id: string): StoredRecord => location.found('contacts', 'Contact', id);
  const part = (kind: string, word: string, contactId: string, id: string): StoredRecord => {
    contact(contactId);
    const record = location.found(kind, word, id);
    if (record.data['contactId'] !== contactId) throw refuse(`${word} with id ${id} not found`);
    return record;
  };

  for (const [method, status] of [
    ['POST', 201],
    ['DELETE', 200],
  ] as const) {
    router.on(method, '/contacts/*/tags', (call, [id = '']) => {
      const held = textsOf(contact(id).data, 'tags');
      const given = textsOf(location.bodyOf(call, tags), 'tags').map((tag) => tag.toLowerCase());
      const after = method === 'POST' ? [...new Set([...held, ...given])] : held.filter((tag) => !given.includes(tag));
      store.change('contacts', id, { tags: after });
      return { status, body: { tags: after } };
    });
  }

  for (const { kind, word, one, many, create, update } of parts) {
    router.on('GET', `/contacts/*/${many}`, (_call, [id = '']) => {
      contact(id);
      return {
        status: 200,
        body: {
          [many]: store
            .list(kind)
            .filter(({ data }) => data['contactId'] === id)
            .map(partShown),
        },
      };
    });
    router.on('POST', `/contacts/*/${many}`, (call, [contactId = '']) => {
      contact(contactId);
      const body = location.bodyOf(call, create);
      const record = store.create(kind, { ...body, contactId }, { hiddenForMs: call.hidesNewForMs });
      return { status: 201, body: { [one]: partShown(record) } };
    });
    router.on('GET', `/contacts/*/${many}/*`, (_call, [contactId = '', id = '']) => ({
      status: 200,
      body: { [one]: partShown(part(kind, word, contactId, id)) },
    }));
    router.on('PUT', `/contacts/*/${many}/*`, (call, [contactId = '', id = '']) => {
      part(kind, word, contactId, id);
      return { status: 200, body: { [one]: partShown(store.change(kind, id, location.bodyOf(call, update))) } };
    });
    router.on('DELETE', `/contacts/*/${many}/*`, (_call, [contactId = '', id = '']) => {
      part(kind, word, contactId, id);
      store.remove(kind, id);
      return { status: 200, body: { succeded: true } };
    });
  }

  router.on('PUT', '/contacts/*/tasks/*/completed', (call, [contactId = '', id = '']) => {
    part('tasks', 'Task', contactId, id);
    return { status: 200, body: { task: partShown(store.change('tasks', id, location.bodyOf(call, completeTask))) } };
  });
}

const parts = [
  { kind: 'notes', word: 'Note', one: 'note', many: 'notes', create: createNote, update: updateNote },
  { kind: 'tasks', word: 'Task', one: 'task', many: 'tasks', create: createTask, update: updateTask },
] as const;

export function partShown(record: StoredRecord): Fields {
  return { id: record.id, ...record.data, ...(record.kind === 'notes' ? { dateAdded: record.created } : {}) };
}
