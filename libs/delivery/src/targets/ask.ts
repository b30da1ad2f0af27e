import type { Dispatcher, Pool } from 'undici';

export interface Said {
  readonly status: number;
  readonly retryAfter: string | string[] | undefined;
  /** The first bytes of the answer as text. */
  readonly body: string;
}

const keptBytes = 2_048;
const mostBytes = 65_536;

class TimeoutError extends Error {
  constructor(ms: number) {
    super(`no whole answer within ${ms} ms`);
    this.name = 'TimeoutError';
  }
}

/**
 * One request, without the streams and signals that undici's `request` makes for each: this runs for every event delivered.
 * Of the answer the first bytes are kept, and an endless one is cut off. Rejects where none came whole in time.
 */
export function ask(pool: Pool, request: Dispatcher.DispatchOptions, withinMs: number): Promise<Said> {
  return new Promise((resolve, reject) => {
    let controller: Dispatcher.DispatchController | undefined;
    let answer: Omit<Said, 'body'> | undefined;
    let over = false;
    let length = 0;
    const chunks: Buffer[] = [];
    const end = (): boolean => {
      if (over) return false;
      over = true;
      clearTimeout(timer);
      return true;
    };
    const late = (): void => {
      if (!end()) return;
      const error = new TimeoutError(withinMs);
      controller?.abort(error);
      reject(error);
    };
    const finish = (): void => {
      if (!answer || !end()) return;
      const body = chunks.length === 0 ? '' : Buffer.concat(chunks).toString('utf8').slice(0, keptBytes).replaceAll('\u0000', '');
      resolve({ ...answer, body });
    };
    const timer = setTimeout(late, withinMs);
    pool.dispatch(request, {
      onRequestStart: (begun) => {
        controller = begun;
        // It waited for its connection until nobody wanted its answer any more.
        if (over) begun.abort(new TimeoutError(withinMs));
      },
      onResponseStart: (_, status, headers) => {
        if (status >= 200) answer = { status, retryAfter: headers['retry-after'] };
      },
      onResponseData: (running, chunk) => {
        if (length < keptBytes) chunks.push(chunk);
        length += chunk.length;
        if (length <= mostBytes) return;
        finish();
        running.abort(new TypeError('The rest of the answer is of no interest'));
      },
      onResponseEnd: finish,
      onResponseError: (_, error) => {
        if (end()) reject(error);
      },
    });
  });
}
