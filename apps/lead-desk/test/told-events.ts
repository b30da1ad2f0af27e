import type { EffectOutcome, TakenEvent } from '#delivery';
import { topics } from '#event-log';
import { type AcceptedEvent, eventTypeOf, partitionKeyOf, personIdOf } from '#people-exchange';
import type { DataSource } from 'typeorm';
import { project } from '../src/take-events/project';

export interface Tale {
  readonly type: string;
  readonly data: unknown;
  readonly subject?: string;
  readonly id?: string;
  readonly origin?: string;
  readonly agency?: string;
  readonly time?: string;
  readonly received?: string;
  readonly sequence?: string;
  readonly dataschema?: string;
}

const backOffices: ReadonlySet<string> = new Set(['office', 'second-office']);
let count = 0;

/** An event as #delivery hands it over. A participant called `office` is a back office, any other a website. */
export function taken(tale: Tale): TakenEvent {
  const { type, data, subject = 'ann', origin = 'site', agency = 'oak', time = '2026-11-20T10:00:00Z' } = tale;
  count += 1;
  const received = tale.received ?? '2026-11-20T10:00:01.000Z';
  const event: AcceptedEvent = {
    specversion: '1.0',
    id: tale.id ?? `e${count}`,
    source: `/${origin}`,
    type,
    subject,
    time,
    datacontenttype: 'application/json',
    ...(tale.sequence === undefined ? {} : { sequence: tale.sequence }),
    ...(tale.dataschema === undefined ? {} : { dataschema: tale.dataschema }),
    agency,
    origin,
    partitionkey: partitionKeyOf(agency, origin, subject),
    receivedtime: received,
    data,
  };
  const topic = backOffices.has(origin) ? topics.fromBackOffices : topics.fromWebsites;
  return { event, personId: personIdOf(agency, origin, subject), receivedAt: new Date(received), topic };
}

export const known = (type: string): boolean => eventTypeOf(type) !== undefined;

export async function tell(db: DataSource, ...tales: Tale[]): Promise<readonly EffectOutcome[]> {
  return tellTaken(db, tales.map(taken));
}

export function tellTaken(db: DataSource, events: readonly TakenEvent[]): Promise<readonly EffectOutcome[]> {
  return db.transaction((manager) => project(manager, events));
}

export const ann = {
  person: {
    name: { given: 'Ann', family: 'Reed' },
    emails: [{ address: 'Ann.Reed@Example.org' }],
    phones: [{ typed: '020 7946 0000', e164: '+442079460000' }],
  },
};

export const home = (id: string, address?: string): { property: object } => ({
  property: { system: 'site', id, ...(address ? { address } : {}) },
});

export const square = {
  label: 'Clapham',
  kind: 'polygon',
  geometry: {
    type: 'Polygon',
    coordinates: [
      [
        [-0.2, 51.4],
        [-0.1, 51.4],
        [-0.1, 51.5],
        [-0.2, 51.5],
        [-0.2, 51.4],
      ],
    ],
  },
};

export const implied = (more: object = {}): { search: object } => ({
  search: { strength: 'implied', channel: 'sales', maxPrice: '500000', currency: 'GBP', minBedrooms: 2, areas: [square], ...more },
});
export const explicit = (searchId: string, more: object = {}): object => ({
  searchId,
  search: { strength: 'explicit', channel: 'sales', maxPrice: '500000', currency: 'GBP', minBedrooms: 3, areas: [square], ...more },
});
