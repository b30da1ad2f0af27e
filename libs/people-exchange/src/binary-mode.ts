import type { AcceptedEvent } from './envelope';

/** An event as CloudEvents attributes beside its data, the shape of the Kafka binding's binary mode (names without prefix). */
export interface BinaryEvent {
  readonly key: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly data: string;
}

/** What was read is no event of ours. */
export class MalformedEvent extends Error {
  readonly code = 'malformedEvent';
  readonly retriable = false;

  constructor(message: string) {
    super(message);
    this.name = 'MalformedEvent';
  }
}

export function toBinary(event: AcceptedEvent): BinaryEvent {
  const attributes: Record<string, string> = {};
  let name: keyof AcceptedEvent;
  for (name in event) {
    const value = event[name];
    if (name !== 'data' && value !== undefined) attributes[name] = String(value);
  }
  return { key: event.partitionkey, attributes, data: JSON.stringify(event.data ?? null) };
}

const required = ['specversion', 'id', 'source', 'type', 'agency', 'origin', 'partitionkey', 'receivedtime'] as const;

/** @throws MalformedEvent naming the attributes that are missing, or that the data is not JSON */
export function fromBinary(record: { readonly attributes: Readonly<Record<string, string>>; readonly data: string }): AcceptedEvent {
  const missing = required.filter((name) => !record.attributes[name]);
  if (missing.length > 0) throw new MalformedEvent(`The record lacks ${missing.join(', ')}`);
  let data: unknown;
  try {
    data = JSON.parse(record.data);
  } catch (cause) {
    throw new MalformedEvent(`The record's data is not JSON: ${cause instanceof Error ? cause.message : String(cause)}`);
  }
  // The attributes were checked above; the rest of the envelope is text as it came.
  return { ...record.attributes, datacontenttype: 'application/json', data } as unknown as AcceptedEvent;
}
