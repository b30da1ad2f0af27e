import pino from 'pino';
import { maskFacts, maskText } from './mask';
import { shortLines } from './short-lines';

/** One line per noteworthy thing, the facts first: `log.warn({ target, attempt }, 'the target refused')`. */
export type Logger = pino.Logger;

export interface LoggerOptions {
  readonly name: string;
  readonly level?: string;
  /** Where lines go; standard output unless told otherwise, short lines on a terminal and JSON elsewhere. */
  readonly to?: pino.DestinationStream;
}

/** Personal data and secrets are masked in facts, errors and sentences alike, also in what other libraries say through it. */
export function createLogger(o: LoggerOptions): Logger {
  const destination = o.to ?? (process.stdout.isTTY ? shortLines(process.stdout) : pino.destination({ fd: 1, sync: true }));
  return pino(
    {
      level: o.level ?? 'info',
      base: { app: o.name },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: {
        level: (label) => ({ level: label }),
        bindings: masked,
        log: masked,
      },
      // The formatter masks errors with everything else; pino's own serialiser would copy their members unmasked.
      serializers: { err: (value: unknown) => value },
      hooks: {
        logMethod(args, method) {
          const [first, ...others] = args;
          // A lone error is logged as one, so that its stack passes the same mask.
          const facts: unknown = (first as unknown) instanceof Error ? { err: first } : first;
          const sentence = others.map((other: unknown) => (typeof other === 'string' ? maskText(other) : maskFacts(other)));
          const lone = (first as unknown) instanceof Error && sentence.length === 0 ? ['failed'] : sentence;
          // pino types its arguments as a template; what is passed on has the same positions.
          Reflect.apply(method, this, [typeof facts === 'string' ? maskText(facts) : facts, ...lone]);
        },
      },
    },
    destination,
  );
}

/** pino hands over plain objects and takes plain objects. */
function masked(facts: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(maskFacts(facts) ?? {}));
}
