import { textsOf, type Fields } from '../../ground/call';

export interface Topic {
  event: string;
  /** What some events tell beside the ids. */
  data?: Fields;
}

/**
 * Events of one change. Pure. Source: https://docs.followupboss.com/reference/webhooks-guide
 * @param before undefined for a new record
 * @param after undefined for a removed one
 */
export function topicsOf(kind: string, before: Fields | undefined, after: Fields | undefined): Topic[] {
  const stem = stems[kind];
  if (stem === undefined) return [];
  if (!after) return [{ event: `${stem}Deleted` }];
  if (!before) return [{ event: `${stem}Created` }];
  const differs = (member: string): boolean => JSON.stringify(before[member] ?? null) !== JSON.stringify(after[member] ?? null);
  if (![...Object.keys(before), ...Object.keys(after)].some(differs)) return [];
  const topics: Topic[] = [{ event: `${stem}Updated` }];
  if (kind !== 'people') return topics;
  const tags = textsOf(after, 'tags').filter((tag) => !textsOf(before, 'tags').includes(tag));
  if (tags.length > 0) topics.push({ event: 'peopleTagsCreated', data: { tags } });
  if (differs('stage')) topics.push({ event: 'peopleStageUpdated', data: { stage: after['stage'] } });
  return topics;
}

/** Relationships alone are told of in the singular. */
const stems: Readonly<Record<string, string>> = {
  people: 'people',
  notes: 'notes',
  tasks: 'tasks',
  appointments: 'appointments',
  events: 'events',
  peopleRelationships: 'peopleRelationship',
};
