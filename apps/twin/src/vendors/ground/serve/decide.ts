import type { Answer, Call } from '../call';
import type { FaultName } from '../faults';
import type { Vendor } from '../vendor';

/** How an answer leaves. */
export type Manner = 'as it is' | 'cut' | 'empty' | 'endless' | 'html';

export interface Decided {
  answer: Answer;
  manner: Manner;
  fault: FaultName | null;
}

const page: Answer = {
  status: 200,
  body: '<!doctype html><html><head><title>Back soon</title></head><body><h1>We will be back soon</h1></body></html>',
};

/**
 * Answers a call under the fault plan: refused before the vendor sees it, or answered by it and then spoiled.
 * @param answerOf the vendor's own answer; asked at most once, because it has effects
 */
export function decide({ refusals, tokenPaths }: Pick<Vendor, 'refusals' | 'tokenPaths'>, call: Call, answerOf: () => Answer): Decided {
  if (call.strikes('revoked')) return { answer: refusals.unauthorised(call), manner: 'as it is', fault: 'revoked' };
  if (tokenPaths.includes(call.path)) return { answer: answerOf(), manner: 'as it is', fault: null };
  if (call.strikes('rate-limited')) return { answer: refusals.tooMany(call, 2), manner: 'as it is', fault: 'rate-limited' };
  if (call.strikes('failing')) {
    // Both kinds of failure come up: which, depends on the length of the path.
    return { answer: refusals.broken(call, call.path.length % 2 === 0 ? 500 : 503), manner: 'as it is', fault: 'failing' };
  }
  if (call.strikes('html')) return { answer: page, manner: 'html', fault: 'html' };
  if (call.strikes('ok-with-error')) return { answer: refusals.errorInside(call), manner: 'as it is', fault: 'ok-with-error' };
  const answer = answerOf();
  if (call.strikes('answers-lost')) return { answer, manner: 'cut', fault: 'answers-lost' };
  if (answer.body !== undefined) {
    if (call.strikes('empty')) return { answer, manner: 'empty', fault: 'empty' };
    if (call.strikes('endless')) return { answer, manner: 'endless', fault: 'endless' };
  }
  return { answer, manner: 'as it is', fault: null };
}
