import { isFields, objectsOf, textOf, type Fields } from '../ground/call';
import type { Router } from '../ground/router';
import type { StoredRecord } from '../ground/store';
import { createOpportunity, opportunityStatus, updateOpportunity, upsertOpportunity } from './bodies';
import { limitOf } from './contacts/search';
import { contactShown } from './contacts/shown';
import { refuse } from './errors';
import type { Location } from './location';

/** Pipelines and what moves through them: https://marketplace.gohighlevel.com/docs/ghl/opportunities */
export function opportunityRoutes(router: Router, location: Location): void {
  const { store } = location;
  const found = (id: string): StoredRecord => location.found('opportunities', 'Opportunity', id);
  const shown = (record: StoredRecord): Fields => opportunityShown(location, record);

  router.on('GET', '/opportunities/pipelines', ({ query }) => {
    location.checkLocation(query.get('locationId'));
    return { status: 200, body: { pipelines: store.list('pipelines').map(({ id, data }) => ({ id, ...data })) } };
  });

  router.on('GET', '/opportunities/search', (call) => {
    const { query } = call;
    location.checkLocation(query.get('location_id'));
    const meets = ({ data }: StoredRecord) =>
      Object.entries(filters).every(([name, member]) => [null, 'all', data[member]].includes(query.get(name)));
    const all = store.list('opportunities').filter(meets).toReversed();
    const page = Math.max(1, Number(query.get('page') ?? 1) || 1);
    const limit = limitOf(call);
    const opportunities = all.slice((page - 1) * limit, page * limit).map(shown);
    const meta = {
      total: all.length,
      currentPage: page,
      ...(page * limit < all.length ? { nextPage: page + 1 } : {}),
      ...(page > 1 ? { prevPage: page - 1 } : {}),
    };
    return { status: 200, body: { opportunities, meta, aggregations: {} } };
  });

  router.on('POST', '/opportunities/upsert', (call) => {
    const body = location.bodyOf(call, upsertOpportunity);
    const { id, followers: _f, isRemoveAllFollowers: _r, followersActionType: _t, ...kept } = body;
    checkStage(location, body);
    const there = typeof id === 'string' ? found(id) : undefined;
    const record = there
      ? store.change('opportunities', there.id, kept)
      : store.create('opportunities', { status: 'open', ...kept }, { hiddenForMs: call.hidesNewForMs });
    return { status: 200, body: { opportunity: shown(record), new: !there } };
  });

  router.on('POST', '/opportunities', (call) => {
    const body = location.bodyOf(call, createOpportunity);
    location.found('contacts', 'Contact', textOf(body, 'contactId') ?? '');
    checkStage(location, body);
    const record = store.create('opportunities', withFieldValues(body), { hiddenForMs: call.hidesNewForMs });
    return { status: 201, body: { opportunity: shown(record) } };
  });

  router.on('GET', '/opportunities/*', (_call, [id = '']) => ({ status: 200, body: { opportunity: shown(found(id)) } }));
  router.on('PUT', '/opportunities/*', (call, [id = '']) => {
    const { data } = found(id);
    const body = location.bodyOf(call, updateOpportunity);
    checkStage(location, { ...data, ...body });
    return { status: 200, body: { opportunity: shown(store.change('opportunities', id, withFieldValues(body))) } };
  });
  router.on('PUT', '/opportunities/*/status', (call, [id = '']) => {
    found(id);
    store.change('opportunities', id, location.bodyOf(call, opportunityStatus));
    return { status: 200, body: { succeded: true } };
  });
  router.on('DELETE', '/opportunities/*', (_call, [id = '']) => {
    found(id);
    store.remove('opportunities', id);
    return { status: 200, body: { succeded: true } };
  });
}

const filters = {
  pipeline_id: 'pipelineId',
  pipeline_stage_id: 'pipelineStageId',
  contact_id: 'contactId',
  status: 'status',
  assigned_to: 'assignedTo',
} as const;

/** A stage belongs to one pipeline; both are defined per location. */
function checkStage(location: Location, body: Fields): void {
  const pipelineId = textOf(body, 'pipelineId') ?? '';
  const { data } = location.found('pipelines', 'Pipeline', pipelineId);
  const stageId = textOf(body, 'pipelineStageId');
  if (stageId !== undefined && !objectsOf(data, 'stages').some(({ id }) => id === stageId))
    throw refuse(`Stage with id ${stageId} not found in pipeline ${pipelineId}`);
}

function withFieldValues(body: Fields): Fields {
  if (!Array.isArray(body['customFields'])) return body;
  return { ...body, customFields: objectsOf(body, 'customFields').map(({ id, field_value }) => ({ id, fieldValue: field_value ?? null })) };
}

function opportunityShown(location: Location, record: StoredRecord): Fields {
  const { data } = record;
  const contact = location.store.find('contacts', textOf(data, 'contactId') ?? '');
  const person = contact && contactShown(contact);
  const { id, name, companyName, email, phone, tags } = isFields(person) ? person : {};
  const updatedAt = record.modified ?? record.created;
  return {
    id: record.id,
    ...data,
    createdAt: record.created,
    updatedAt,
    lastStatusChangeAt: updatedAt,
    lastStageChangeAt: updatedAt,
    ...(contact ? { contact: { id, name, companyName, email, phone, tags } } : {}),
    notes: [],
    tasks: [],
    calendarEvents: [],
    followers: [],
  };
}
