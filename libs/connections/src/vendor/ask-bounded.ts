import type { Dispatcher, Pool } from 'undici';

export interface Asked {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly bytes: Buffer;
  /** There was more than was to be read. */
  readonly cut: boolean;
}

export interface Bounds {
  readonly withinMs: number;
  readonly mostBytes: number;
  /** Called when the request is about to be written; until then nothing of it reached anybody. */
  readonly onBegun: () => void;
}

export class AnswerLate extends Error {
  readonly code = 'answerLate';
  readonly retriable = true;

  constructor(ms: number) {
    super(`no whole answer within ${ms} ms`);
    this.name = 'AnswerLate';
  }
}

/** Of no interest to anybody but the socket that is closed by it. */
class EnoughRead extends Error {
  readonly code = 'enoughRead';
  readonly retriable = false;

  constructor() {
    super('The rest of the answer is of no interest');
    this.name = 'EnoughRead';
  }
}

/** One request and its answer, read as it is and up to a length. Rejects where none came whole in time. */
export function askBounded(pool: Pool, request: Dispatcher.DispatchOptions, { withinMs, mostBytes, onBegun }: Bounds): Promise<Asked> {
  return new Promise((resolve, reject) => {
    let controller: Dispatcher.DispatchController | undefined;
    let answer: Pick<Asked, 'status' | 'headers'> | undefined;
    let over = false;
    let length = 0;
    const chunks: Buffer[] = [];
    const late = setTimeout(() => fail(new AnswerLate(withinMs)), withinMs);
    const end = (): boolean => {
      if (over) return false;
      over = true;
      clearTimeout(late);
      return true;
    };
    const fail = (error: Error): void => {
      if (!end()) return;
      controller?.abort(error);
      reject(error);
    };
    const finish = (cut: boolean): void => {
      if (answer && end()) resolve({ ...answer, bytes: Buffer.concat(chunks).subarray(0, mostBytes), cut });
    };
    pool.dispatch(request, {
      onRequestStart: (begun) => {
        controller = begun;
        // It waited for its connection until nobody wanted its answer any more; aborted here, nothing of it is written.
        if (over) begun.abort(new AnswerLate(withinMs));
        else onBegun();
      },
      onResponseStart: (_, status, headers) => {
        if (status >= 200) answer = { status, headers };
      },
      onResponseData: (running, chunk) => {
        chunks.push(chunk);
        length += chunk.length;
        if (length <= mostBytes) return;
        finish(true);
        running.abort(new EnoughRead());
      },
      onResponseEnd: () => finish(false),
      onResponseError: (_, error) => fail(error),
    });
  });
}
