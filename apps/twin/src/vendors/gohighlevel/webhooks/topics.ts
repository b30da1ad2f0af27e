import type { Fields } from '../../ground/call';

/** Whether a member differs. */
type Differs = (member: string) => boolean;

/**
 * Types of the webhooks of one change. Pure. The vendor has samples of these; a deleted task or opportunity has none, so it is not told.
 * @param before undefined for a new record
 * @param after undefined for a removed one
 */
export function typesOf(kind: string, before: Fields | undefined, after: Fields | undefined): string[] {
  if (!after) return removed[kind] ?? [];
  if (!before) return made[kind] ?? [];
  const differs: Differs = (member) => JSON.stringify(before[member] ?? null) !== JSON.stringify(after[member] ?? null);
  const members = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(differs);
  if (members.length === 0) return [];
  return changed[kind]?.(members, after) ?? [];
}

const made: Readonly<Record<string, string[]>> = {
  contacts: ['ContactCreate'],
  notes: ['NoteCreate'],
  tasks: ['TaskCreate'],
  opportunities: ['OpportunityCreate'],
  appointments: ['AppointmentCreate'],
};

const removed: Readonly<Record<string, string[]>> = {
  contacts: ['ContactDelete'],
  notes: ['NoteDelete'],
  appointments: ['AppointmentDelete'],
};

const changed: Readonly<Record<string, (members: readonly string[], after: Fields) => string[]>> = {
  contacts: (members) => {
    const types = members.some((member) => member !== 'tags' && !isDnd(member)) ? ['ContactUpdate'] : [];
    if (members.includes('tags')) types.push('ContactTagUpdate');
    if (members.some(isDnd)) types.push('ContactDndUpdate');
    return types;
  },
  notes: () => ['NoteUpdate'],
  tasks: (members, after) => (members.includes('completed') && after['completed'] === true ? ['TaskComplete'] : []),
  appointments: () => ['AppointmentUpdate'],
  opportunities: (members) => {
    const types = ['OpportunityUpdate'];
    if (members.includes('pipelineStageId')) types.push('OpportunityStageUpdate');
    if (members.includes('status')) types.push('OpportunityStatusUpdate');
    if (members.includes('assignedTo')) types.push('OpportunityAssignedToUpdate');
    return types;
  },
};

function isDnd(member: string): boolean {
  return member === 'dnd' || member === 'dndSettings';
}
