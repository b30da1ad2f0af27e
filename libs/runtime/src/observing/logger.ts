import pino from 'pino';
import { isError } from '../error-code';
import { maskFacts, maskText } from './mask';
import { shortLines } from './short-lines';

/** One line per noteworthy thing, the facts first: `log.warn({ target, attempt }, 'the target refused')`. */
export type Logger = pino.Logger;

export interface LoggerOptions {
  readonly name: string;
  readonly level?: string;
  /** Where lines go; standard error unless told otherwise, short lines on a terminal and JSON elsewhere. Output is for answers. */
  readonly to?: pino.DestinationStream;
}

/** Personal data and secrets are masked in facts, errors and sentences alike, also in what other libraries say through it. */
export function createLogger(o: LoggerOptions): Logger {
  const destination = o.to ?? (process.stderr.isTTY ? shortLines(process.stderr) : pino.destination({ fd: 2, sync: true }));
  const log = pino(
    {
      level: o.level ?? 'info',
      base: { app: o.name },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: {
        level: (label) => ({ level: label }),
        log: masked,
      },
      // The formatter masks errors with everything else; pino's own serialiser would copy their members unmasked.
      serializers: { err: (value: unknown) => value },
      hooks: {
        logMethod(args, method) {
          const [first, ...others] = args;
          // A lone error is logged as one, so that its stack passes the same mask.
          const facts: unknown = isError(first) ? { err: first } : first;
          const sentence = others.map((other: unknown) => (typeof other === 'string' ? maskText(other) : maskFacts(other)));
          const lone = isError(first) && sentence.length === 0 ? ['failed'] : sentence;
          // pino types its arguments as a template; what is passed on has the same positions.
          Reflect.apply(method, this, [typeof facts === 'string' ? maskText(facts) : facts, ...lone]);
        },
      },
    },
    destination,
  );
  // pino forgets the formatter of bindings for children; grandchildren inherit this.
  // Both casts only drop what pino's types add for custom levels.
  const child = log.child as (this: unknown, bindings: object, options?: object) => unknown;
  log.child = function (this: unknown, bindings: pino.Bindings, options?: object): unknown {
    return child.call(this, masked(bindings), options);
  } as typeof log.child;
  return log;
}

/** pino hands over plain objects and takes plain objects. */
function masked(facts: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(maskFacts(facts) ?? {}));
}
