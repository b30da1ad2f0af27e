import { randomUUID } from 'node:crypto';
import type { LogEntry } from '#event-log';

/** An event as the gateway hands it on. */
export function entry(o: { id?: string; key?: string; data?: unknown; subject?: string } = {}): LogEntry {
  const key = o.key ?? randomUUID();
  return {
    key,
    attributes: {
      specversion: '1.0',
      id: o.id ?? randomUUID(),
      source: 'https://agency.example/website',
      type: 'property.viewed',
      subject: o.subject ?? 'person-1',
      time: '2026-11-24T10:00:00.000Z',
      datacontenttype: 'application/json',
      agency: 'north-estates',
      origin: 'website-1',
      partitionkey: key,
      receivedtime: '2026-11-24T10:00:00.123Z',
    },
    data: JSON.stringify(o.data ?? { place: 'Ærøskøbing – 北京', listing: 7 }),
  };
}

export const numbered = (count: number, o: { key?: (n: number) => string; prefix?: string } = {}): LogEntry[] =>
  Array.from({ length: count }, (_, n) => entry({ id: `${o.prefix ?? ''}${n}`, key: o.key?.(n) ?? `person-${n % 7}` }));
