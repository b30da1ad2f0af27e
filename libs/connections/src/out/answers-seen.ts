import type { AnswerSeen } from '#mapping';
import type { Answered } from '../vendor/door';

/** What mappings see of an answer. */
export const seenOf = ({ status, headers, body }: Answered): AnswerSeen => ({ status, headers, body });

/** Later requests of the event may ask for it; a list of the vendor's is none of that. */
export function keptOf({ status, headers, body }: AnswerSeen): AnswerSeen {
  const { location, etag } = headers;
  const kept = JSON.stringify(body) ?? '';
  return {
    status,
    headers: { ...(location === undefined ? {} : { location }), ...(etag === undefined ? {} : { etag }) },
    body: kept.length > 16_384 ? undefined : body,
  };
}

/** HAL answers carry it in their body. */
export function etagIn(body: unknown): string | undefined {
  return typeof body === 'object' && body !== null && '_eTag' in body && typeof body._eTag === 'string' ? body._eTag : undefined;
}
