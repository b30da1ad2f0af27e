import { type Folding, foldings } from '#lead';

type Cast = 'text' | 'uuid' | 'timestamptz' | 'bigint' | 'numeric' | 'boolean' | 'jsonb' | 'uuid[]';

/** A table, the types of its columns, and how rows of one key become one. */
export interface FoldedTable {
  readonly name: string;
  readonly folding: Folding;
  readonly columns: Readonly<Record<string, Cast>>;
}

const ofPerson = { agency: 'text', person_id: 'uuid' } as const;

export const tables = {
  persons: {
    name: 'persons',
    folding: { ...foldings.persons, fixed: [...foldings.persons.fixed, 'human', 'cluster'] },
    columns: {
      ...ofPerson,
      participant: 'text',
      side: 'text',
      subject: 'text',
      human: 'uuid',
      cluster: 'uuid',
      first_seen: 'timestamptz',
      last_activity: 'timestamptz',
      visits: 'bigint',
      last_visit: 'timestamptz',
      energy: 'numeric',
    },
  },
  details: {
    name: 'person_details',
    folding: foldings.details,
    columns: { ...ofPerson, detail: 'text', value: 'jsonb', at: 'timestamptz', stamp: 'text' },
  },
  searches: {
    name: 'searches',
    folding: foldings.searches,
    columns: {
      ...ofPerson,
      search_id: 'text',
      side: 'text',
      name: 'text',
      criteria: 'jsonb',
      criteria_stamp: 'text',
      saved_at: 'timestamptz',
      alert: 'jsonb',
      alert_stamp: 'text',
      removed_at: 'timestamptz',
      removed_stamp: 'text',
    },
  },
  interests: {
    name: 'inferred_interests',
    folding: foldings.interests,
    columns: { ...ofPerson, interest: 'uuid', criteria: 'jsonb', stamp: 'text', last_at: 'timestamptz', count: 'bigint' },
  },
  savedProperties: {
    name: 'saved_properties',
    folding: foldings.savedProperties,
    columns: {
      ...ofPerson,
      property_key: 'text',
      via: 'text',
      property: 'jsonb',
      label: 'text',
      side: 'text',
      kept: 'boolean',
      at: 'timestamptz',
      stamp: 'text',
    },
  },
  ownerships: {
    name: 'ownerships',
    folding: foldings.ownerships,
    columns: {
      ...ofPerson,
      property_key: 'text',
      property: 'jsonb',
      label: 'text',
      stamp: 'text',
      claimed_capacity: 'text',
      claimed_at: 'timestamptz',
      claimed_stamp: 'text',
      word: 'text',
      word_capacity: 'text',
      word_at: 'timestamptz',
      word_stamp: 'text',
    },
  },
  consents: {
    name: 'consents',
    folding: foldings.consents,
    columns: {
      ...ofPerson,
      purpose: 'text',
      channel: 'text',
      status: 'text',
      at: 'timestamptz',
      by: 'text',
      evidence: 'text',
      strength: 'text',
    },
  },
  households: {
    name: 'households',
    folding: foldings.households,
    columns: { agency: 'text', participant: 'text', household_id: 'text', members: 'uuid[]', stamp: 'text' },
  },
  leads: {
    name: 'leads',
    folding: foldings.leads,
    columns: {
      agency: 'text',
      lead_id: 'uuid',
      person_id: 'uuid',
      intent: 'text',
      after_mark: 'uuid',
      opened_at: 'timestamptz',
      opened_by: 'text',
      opened_stamp: 'text',
      about: 'jsonb',
    },
  },
} as const satisfies Record<string, FoldedTable>;

const nothing: Folding = { key: [], fixed: [], registers: [], most: [], least: [], sum: [] };

/** Rows that are written once and never folded. */
export const writtenOnce = {
  timeline: {
    name: 'timeline',
    folding: { ...nothing, key: ['agency', 'entry'] },
    columns: {
      ...ofPerson,
      entry: 'uuid',
      at: 'timestamptz',
      kind: 'text',
      type: 'text',
      side: 'text',
      sentence: 'text',
      participant: 'text',
      source: 'text',
      event_id: 'text',
      lead_id: 'uuid',
    },
  },
  keys: {
    name: 'person_keys',
    folding: { ...nothing, key: ['agency', 'kind', 'key', 'person_id'] },
    columns: { ...ofPerson, kind: 'text', key: 'uuid' },
  },
  todos: {
    name: 'todos',
    folding: { ...nothing, key: ['agency', 'id'] },
    columns: { ...ofPerson, id: 'uuid', title: 'text', due_at: 'timestamptz', because: 'text' },
  },
  notes: {
    name: 'notes',
    folding: { ...nothing, key: ['agency', 'id'] },
    columns: { ...ofPerson, id: 'uuid', text: 'text', at: 'timestamptz', by: 'text', made_from: 'uuid' },
  },
} as const satisfies Record<string, FoldedTable>;
