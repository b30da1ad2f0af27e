import { Logger } from '@nestjs/common';
import type { Refusal } from '../refusal';
import type { Trace } from './trace';

const quietMs = 1_000;

/**
 * Tells operators of refusals. Senders' own mistakes are for debugging (the metrics count them); trouble of ours is an
 * error, at most one line per rule and second, because it comes with every request there is. Keys and bodies never get here.
 */
export class RefusalLog {
  private readonly logger = new Logger('take-events');
  private readonly last = new Map<string, { at: number; more: number }>();

  refused(refusal: Refusal, { id: trace, caller }: Pick<Trace, 'id' | 'caller'>): void {
    const facts = { trace, agency: caller?.agency, participant: caller?.participant, status: refusal.status, rule: refusal.rule };
    // A stop that was asked for is no trouble: the sender sends again.
    if (refusal.status < 500 || refusal.rule === 'stopping') {
      this.logger.debug({ ...facts, problems: refusal.problems.length, msg: 'A request was refused.' });
      return;
    }
    const now = performance.now();
    const last = this.last.get(refusal.rule);
    if (last !== undefined && now - last.at < quietMs) {
      last.more++;
      return;
    }
    this.last.set(refusal.rule, { at: now, more: 0 });
    this.logger.error({ ...facts, cause: nameOf(refusal.cause), unlisted: last?.more ?? 0, msg: refusal.detail });
  }
}

/** Name, code and message only, down to what caused it: what else an error carries may be somebody's data. */
function nameOf(cause: unknown): string | undefined {
  if (!(cause instanceof Error)) return undefined;
  const name = 'code' in cause ? `${cause.name} ${String(cause.code)}` : cause.name;
  const deeper = nameOf(cause.cause);
  return deeper === undefined ? `${name}: ${cause.message}` : `${name}: ${cause.message}, since ${deeper}`;
}
