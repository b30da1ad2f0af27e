import type { Answer, Meaning } from '#delivery';
import type { PackRequest } from '#mapping';
import type { LineAnswer } from '../vendor-line';

/** What one answer of a vendor means for its request. */
export type Conclusion =
  | { readonly kind: 'good' }
  /** The delivery ends here for now. */
  | {
      readonly kind: 'end';
      readonly status: number | null;
      readonly error: string;
      readonly retryAfterMs: number;
      readonly means?: Meaning;
      readonly applied: Applied;
    }
  /** Somebody changed the record meanwhile: read it again and decide. */
  | { readonly kind: 'conflict' };

/** Whether the request did anything at the vendor. */
export type Applied = 'no' | 'unknown';

const retried = new Set([408, 423, 425, 429]);
/** Answers of something in between that says nothing of whether the vendor did it. */
const unclear = (status: number): boolean => status === 500 || status === 502 || status === 504 || status === 408;

/** Reads the status; what a good one really meant is the pack's to say. */
export function conclude(request: Pick<PackRequest, 'once' | 'method' | 'makes' | 'id'>, answer: LineAnswer): Conclusion {
  if (answer.kind === 'notAsked')
    return { kind: 'end', status: null, error: answer.says, retryAfterMs: answer.retryAfterMs, applied: 'no' };
  if (answer.kind === 'noAnswer') return ended(request, null, answer.error, 0, answer.arrived === 'no' ? 'no' : 'unknown');
  const { status, retryAfterMs } = answer;
  if (status >= 200 && status < 300) {
    if (answer.readable !== 'text' || !isPage(answer.body)) return { kind: 'good' };
    return ended(request, null, `answered ${status} with a page and not with its API's own answer`, retryAfterMs, 'unknown');
  }
  // What is to be gone is gone.
  if (request.method === 'DELETE' && (status === 404 || status === 410)) return { kind: 'good' };
  if (status === 412 || (status === 409 && request.once !== 'unsafe')) return { kind: 'conflict' };
  const says = `${request.id}: refused with ${status}${wordsIn(answer.body)}`;
  if (status >= 500 || retried.has(status)) return ended(request, status, says, retryAfterMs, unclear(status) ? 'unknown' : 'no');
  return { kind: 'end', status, error: says, retryAfterMs: 0, means: { verdict: 'park', reason: says }, applied: 'no' };
}

/** A request that may have had an effect which its repetition would have again is somebody's to look at (I2). */
function ended(
  { once, method, id }: Pick<PackRequest, 'once' | 'method' | 'id'>,
  status: number | null,
  error: string,
  retryAfterMs: number,
  applied: Applied,
): Conclusion {
  const doubtful = applied === 'unknown' && once === 'unsafe' && method !== 'GET';
  return {
    kind: 'end',
    status,
    error,
    retryAfterMs,
    applied,
    ...(doubtful
      ? { means: { verdict: 'park', reason: `may have been applied: ${id} got no answer, and cannot be repeated safely` } }
      : {}),
  };
}

const isPage = (body: unknown): boolean => typeof body === 'string' && /^\s*</u.test(body);

/** The vendor's own words, short. */
export function wordsIn(body: unknown): string {
  const text = typeof body === 'string' ? (isPage(body) ? '' : body) : body === undefined || body === null ? '' : JSON.stringify(body);
  return text === '' ? '' : `: ${text.slice(0, 300)}`;
}

/** As the lanes want it. */
export function answerOf(end: Extract<Conclusion, { kind: 'end' }>, tookMs: number): Answer {
  const { status, error, retryAfterMs, means } = end;
  // A status that is good in itself but was no answer must not count as one.
  return {
    status: means || (status !== null && status >= 300) ? status : null,
    error,
    body: '',
    retryAfterMs,
    tookMs,
    ...(means ? { means } : {}),
  };
}
