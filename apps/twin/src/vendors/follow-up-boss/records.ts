import type { Shape } from '../ground/body-shape';
import type { Call, Fields } from '../ground/call';
import type { Router } from '../ground/router';
import type { StoredRecord } from '../ground/store';
import type { Account } from './account';
import * as bodies from './bodies';
import { listed, recordShown } from './pages';

interface Kind {
  kind: string;
  word: string;
  create: Shape;
  update: Shape;
  defaults?: Fields;
  /** Whether a record is about a person. */
  isOf: (data: Fields, personId: string) => boolean;
}

const byPersonId = (data: Fields, personId: string): boolean => String(data['personId']) === personId;

const kinds: readonly Kind[] = [
  { kind: 'notes', word: 'Note', create: bodies.createNote, update: bodies.updateNote, isOf: byPersonId },
  { kind: 'tasks', word: 'Task', create: bodies.createTask, update: bodies.updateTask, defaults: { isCompleted: 0 }, isOf: byPersonId },
  {
    kind: 'appointments',
    word: 'Appointment',
    create: bodies.createAppointment,
    update: bodies.updateAppointment,
    defaults: { allDay: false, invitees: [] },
    isOf: (data, personId) =>
      Array.isArray(data['invitees']) && data['invitees'].some((one: unknown) => JSON.stringify(one).includes(`"personId":${personId}`)),
  },
  {
    kind: 'peopleRelationships',
    word: 'Relationship',
    create: bodies.createRelationship,
    update: bodies.updateRelationship,
    isOf: byPersonId,
  },
];

/** Notes, tasks, appointments and relationships behave alike: 201 when made, 200 when changed or gone. */
export function recordRoutes(router: Router, account: Account): void {
  for (const one of kinds) kindRoutes(router, account, one);
  for (const kind of ['users', 'stages', 'customFields']) {
    router.on('GET', `/v1/${kind}`, (call) => listed(call, kind, account.store.list(kind), recordShown));
  }
}

function kindRoutes(router: Router, account: Account, { kind, word, create, update, defaults, isOf }: Kind): void {
  const { store } = account;
  const about = (call: Call, record: StoredRecord): boolean => {
    const personId = call.query.get('personId');
    const ids = call.query.get('id')?.split(',');
    if (ids && !ids.includes(record.id)) return false;
    return personId === null || personId.split(',').some((id) => isOf(record.data, id));
  };
  router.on('GET', `/v1/${kind}`, (call) =>
    listed(
      call,
      kind,
      store.list(kind).filter((record) => about(call, record)),
      recordShown,
    ),
  );
  router.on('GET', `/v1/${kind}/*`, (_call, [id = '']) => ({ status: 200, body: recordShown(account.found(kind, word, id)) }));
  router.on('POST', `/v1/${kind}`, (call) => {
    const body = account.bodyOf(call, create);
    // A person just made is not there for other routes yet: the vendor's page "common issues" warns of it.
    if (typeof body['personId'] === 'number') account.found('people', 'Person', body['personId']);
    return { status: 201, body: recordShown(store.create(kind, { ...defaults, ...body })) };
  });
  router.on('PUT', `/v1/${kind}/*`, (call, [id = '']) => {
    account.found(kind, word, id);
    return { status: 200, body: recordShown(store.change(kind, id, account.bodyOf(call, update))) };
  });
  router.on('DELETE', `/v1/${kind}/*`, (_call, [id = '']) => {
    account.found(kind, word, id);
    store.remove(kind, id);
    return { status: 200, body: {} };
  });
}
