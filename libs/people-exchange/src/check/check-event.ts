import type { AcceptedEvent, Problem, Sender, Warning } from '../envelope';
import { eventTypeOf, eventTypes } from '../event-types';
import { partitionKeyOf } from '../ids';
import { checkData } from './check-data';
import { envelopeProblems, type Sent } from './envelope-rules';
import { hostileIn, isHostile } from './hostile';
import { nearestOf } from './nearest';

export type Checked =
  | { readonly ok: true; readonly event: AcceptedEvent; readonly warnings: readonly Warning[] }
  | { readonly ok: false; readonly status: 403 | 422; readonly problems: readonly Problem[] };

const typeNames = eventTypes.map(({ type }) => type);

/**
 * Holds an event against the contract and stamps it (DESIGN: envelope, types, limits of time).
 * Refusals name every problem at once; 403 where the matter is authority, 422 where it is form. Nothing sent is stripped.
 */
export function checkEvent(raw: unknown, sender: Sender, now: Date): Checked {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw))
    return refused(422, [{ path: '', rule: 'object', message: 'An event must be a JSON object in the CloudEvents format' }]);
  const hostile = isHostile(raw) ? hostileIn(raw) : [];
  // Too deep to be looked at any further.
  if (hostile.some(({ rule }) => rule === 'maxDepth')) return refused(422, hostile);
  const sent = raw as Sent; // an object; each member is looked at before it is used
  const type = typeof sent.type === 'string' ? sent.type : '';
  const known = eventTypeOf(type);
  const problems = [...envelopeProblems(sent, sender, now, known !== undefined)];
  if (known && !known.sides.includes(sender.side)) {
    const message = `${type} must come from a ${known.sides.join(' or ')}, and this key belongs to a ${sender.side}`;
    problems.unshift({ path: '/type', rule: 'side', message });
  }
  const version = versionOf(sent);
  if (known && version <= known.version) problems.push(...checkData(type, sent.data));
  if (hostile.length > 0 || problems.length > 0) {
    const named = new Set(hostile.map(({ path }) => path));
    const all = [...hostile, ...problems.filter(({ path }) => !named.has(path))];
    return refused(all.some(({ rule }) => rule === 'side' || rule === 'agency') ? 403 : 422, all);
  }
  const warnings = known ? (version > known.version ? [newer(type, version, known.version)] : none) : [unknown(type)];
  return { ok: true, event: stamp(sent, sender, now), warnings };
}

const none: readonly Warning[] = [];
const refused = (status: 403 | 422, problems: readonly Problem[]): Checked => ({ ok: false, status, problems });

function versionOf({ dataschema }: Sent): number {
  return typeof dataschema === 'string' ? Number(dataschema.slice(dataschema.lastIndexOf(':') + 1)) || 1 : 1;
}

function stamp(sent: Sent, { agency, participant }: Sender, now: Date): AcceptedEvent {
  const stamped: Record<string, unknown> = {
    ...sent,
    datacontenttype: 'application/json',
    agency,
    origin: participant,
    partitionkey: partitionKeyOf(agency, participant, typeof sent.subject === 'string' ? sent.subject : undefined),
    receivedtime: textOf(now),
    data: sent.data ?? null,
  };
  for (const name in sent) {
    const value = sent[name];
    // As CloudEvents spells them in text, so that an event reads the same before and after the log.
    if (name !== 'data' && (typeof value === 'number' || typeof value === 'boolean')) stamped[name] = String(value);
  }
  // Every attribute AcceptedEvent names was checked or set above.
  return stamped as unknown as AcceptedEvent;
}

let lastMoment = { ms: 0, text: new Date(0).toISOString() };

/** Many events are taken in one millisecond. */
function textOf(now: Date): string {
  const ms = now.getTime();
  if (ms !== lastMoment.ms) lastMoment = { ms, text: now.toISOString() };
  return lastMoment.text;
}

const unknown = (type: string): Warning => ({
  path: '/type',
  rule: 'unknownType',
  message: `"${type}" is not known; it is kept and passed to those who ask for it. Did you mean "${nearestOf(type, typeNames)}"?`,
});

const newer = (type: string, version: number, newest: number): Warning => ({
  path: '/dataschema',
  rule: 'newerVersion',
  message: `Version ${version} of ${type} is newer than the newest known, ${newest}; it is kept and passed to those who ask for it`,
});
