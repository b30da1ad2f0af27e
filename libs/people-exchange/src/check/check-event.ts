import type { AcceptedEvent, Problem, Sender, Warning } from '../envelope';
import { eventTypeOf, eventTypes } from '../event-types';
import { partitionKeyOf } from '../ids';
import { checkData } from './check-data';
import { checkEnvelope } from './envelope-rules';
import { hostileIn } from './hostile';
import { nearestOf } from './nearest';

export type Checked =
  | { readonly ok: true; readonly event: AcceptedEvent; readonly warnings: readonly Warning[] }
  | { readonly ok: false; readonly status: 403 | 422; readonly problems: readonly Problem[] };

/**
 * Holds an event against the contract and stamps it (DESIGN: envelope, types, limits of time).
 * Refusals name every problem; 403 where the matter is authority, 422 where it is form.
 */
export function checkEvent(raw: unknown, sender: Sender, now: Date): Checked {
  const hostile = hostileIn(raw);
  if (hostile.length > 0) return { ok: false, status: 422, problems: hostile };
  // Anything may have been sent: each member is looked at before it is used.
  const sent = (typeof raw === 'object' && raw !== null ? raw : {}) as Readonly<Record<string, unknown>>;
  const type = typeof sent.type === 'string' ? sent.type : '';
  const known = eventTypeOf(type);
  const { problems, foreign } = checkEnvelope(raw, sender, now, known !== undefined);
  if (foreign) return { ok: false, status: 403, problems };
  if (known && !known.sides.includes(sender.side)) {
    const message = `${type} is sent by ${known.sides.join(' and ')}, and this key belongs to a ${sender.side}`;
    return { ok: false, status: 403, problems: [{ path: '/type', rule: 'side', message }, ...problems] };
  }
  const warnings: Warning[] = [];
  const version = typeof sent.dataschema === 'string' ? Number(sent.dataschema.split(':').at(-1)) : 1;
  if (!known) {
    warnings.push({
      path: '/type',
      rule: 'unknownType',
      message: `"${type}" is not known; it is kept and passed to those who ask for it. Did you mean "${nearestOf(
        type,
        eventTypes.map((entry) => entry.type),
      )}"?`,
    });
  } else if (version > known.version) {
    warnings.push({
      path: '/dataschema',
      rule: 'newerVersion',
      message: `Version ${version} of ${type} is newer than the known version ${known.version}; it is kept and passed to those who ask for it`,
    });
  } else problems.push(...checkData(type, sent.data));
  if (problems.length > 0) return { ok: false, status: 422, problems };
  const subject = typeof sent.subject === 'string' ? sent.subject : undefined;
  const stamped = {
    ...sent,
    datacontenttype: 'application/json',
    agency: sender.agency,
    origin: sender.participant,
    partitionkey: partitionKeyOf(sender.agency, sender.participant, subject),
    receivedtime: now.toISOString(),
    data: sent.data ?? null,
  };
  // Every attribute AcceptedEvent names was checked or set above.
  return { ok: true, event: stamped as unknown as AcceptedEvent, warnings };
}
