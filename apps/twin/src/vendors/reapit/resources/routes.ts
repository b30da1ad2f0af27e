import { problemsOf } from '../../ground/body-shape';
import { objectsOf, type Answer, type Call } from '../../ground/call';
import { Router } from '../../ground/router';
import type { Agency } from '../agency';
import { createJournalEntries } from '../bodies/others';
import { errorOf, fieldError, invalid, notFound } from '../errors';
import { readMany, readOne } from '../reading/read';
import { readRoles } from './contact-roles';
import { addRelationship, readRelationships, removeRelationship } from './relationships';
import { journalEntries, resources } from './table';
import { bodyOf, createOne, made, unknownReferences, updateOne } from './write';

/** Everything the vendor offers for one agency. */
export function routesOf(agency: Agency): Router {
  const router = new Router();
  router.on('POST', '/journalEntries/bulk', (call) => createMany(agency, call));
  router.on('GET', '/contacts/*/relationships', (call, [id = '']) => readRoles(agency, call, id));
  for (const resource of resources) {
    const { path } = resource;
    router.on('GET', path, (call) => readMany(resource, agency, call));
    if (!resource.listedOnly) router.on('GET', `${path}/*`, (call, [id = '']) => readOne(resource, agency, call, id));
    if (resource.create) router.on('POST', path, (call) => createOne(resource, agency, call));
    if (resource.update) router.on('PATCH', `${path}/*`, (call, [id = '']) => updateOne(resource, agency, call, id));
    if (!['applicants', 'landlords', 'vendors'].includes(resource.kind)) continue;
    router.on('GET', `${path}/*/relationships`, (call, [id = '']) => readRelationships(resource, agency, call, id));
    router.on('POST', `${path}/*/relationships`, (call, [id = '']) => addRelationship(resource, agency, call, id));
    router.on('DELETE', `${path}/*/relationships/*`, (call, [id = '', other = '']) =>
      removeRelationship(resource, agency, call, id, other),
    );
  }
  return router;
}

export function routed(router: Router, call: Call): Answer {
  const found = router.find(call.method, call.path);
  if (found === 'other method') return errorOf(call, 405, 'The method is not allowed for this resource');
  return found ? found.handler(call, found.parts) : notFound(call);
}

/** All or none: one bad entry refuses the bulk. */
function createMany(agency: Agency, call: Call): Answer {
  const body = bodyOf(call);
  const entries = objectsOf(body, 'createJournalEntry');
  const errors = [
    ...problemsOf(createJournalEntries, body).map(fieldError),
    ...entries.flatMap((entry, i) => unknownReferences(journalEntries, agency, entry, `createJournalEntry[${i}].`)),
  ];
  if (errors.length > 0) return invalid(call, errors);
  for (const entry of entries) made(journalEntries, agency, call, entry);
  return { status: 201 };
}
