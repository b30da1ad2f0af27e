import { isUtf8 } from 'node:buffer';
import type { IHeaders, KafkaMessage } from 'kafkajs';
import type { ReadRecord } from '../event-log';
import { whyMalformed } from '../reading/readable';

const contentType = 'content-type';
const prefixed = new Map<string, string>();
const attributeNames = new Map<string, string>();

/** A record as it was read, or why nobody can read it as an event. */
export function recordOf(topic: string, partition: number, message: KafkaMessage): ReadRecord {
  const place = { topic, partition, position: message.offset, appendedAt: new Date(Number(message.timestamp)) };
  const attributes = attributesOf(message.headers ?? {});
  const malformed = whyMalformed((name) => name in attributes) ?? whyUnreadable(message);
  const key = message.key?.toString() ?? null;
  if (malformed !== undefined || key === null || message.value === null)
    return { ...place, key, raw: message.value ?? Buffer.alloc(0), malformed: malformed ?? 'it has no key' };
  return { ...place, key, attributes, data: message.value.toString() };
}

function whyUnreadable({ key, value }: KafkaMessage): string | undefined {
  if (key === null) return 'it has no key';
  if (value === null) return 'it has no data';
  return isUtf8(value) ? undefined : 'its data is not UTF-8';
}

/** The header of an attribute in the CloudEvents Kafka binding, binary mode. */
export function headerOf(attribute: string): string {
  const known = prefixed.get(attribute);
  if (known !== undefined) return known;
  const header = attribute === 'datacontenttype' ? contentType : `ce_${attribute}`;
  // Names come from senders, and are kept for the common ones alone.
  if (prefixed.size < 200) prefixed.set(attribute, header);
  return header;
}

/** The attribute a header stands for; empty where it is none of an event. */
function attributeOf(header: string): string {
  const known = attributeNames.get(header);
  if (known !== undefined) return known;
  const lower = header.toLowerCase();
  const attribute = lower.startsWith('ce_') ? lower.slice(3) : lower === contentType ? 'datacontenttype' : '';
  if (attributeNames.size < 200) attributeNames.set(header, attribute);
  return attribute;
}

function attributesOf(headers: IHeaders): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (const name in headers) {
    const value = headers[name];
    if (value === undefined || Array.isArray(value)) continue;
    const attribute = attributeOf(name);
    if (attribute !== '') attributes[attribute] = value.toString();
  }
  return attributes;
}
