import { type Logger, readTraceparent } from '#runtime';
import type { AcceptedEvent } from '#people-exchange';
import { verdictIn } from '../targets/http-target';
import type { QueueRun, Step } from './run-queue';

/** Attempts after which an event has its own trouble, where its target takes others: some four minutes. */
const stubbornAfter = 10;
/** Lines about one target in one minute; what comes beyond is counted. */
const mostLines = 10;
const minuteMs = 60_000;

interface Told {
  /** Its breaker was open when it was last told of. */
  failing: boolean;
  paused: boolean;
  /** Attempts that failed since it last took something. */
  failed: number;
  failingSince: number;
  /** Of the minute that runs. */
  minute: number;
  lines: number;
  unlisted: number;
}

interface Place {
  readonly agency: string;
  readonly id: string;
}

/**
 * Tells the log what becomes of deliveries: a target that stops taking them once, and once when it takes them again; each
 * event that parks, with what finds it elsewhere, unless they come in floods; every attempt only where debugging is on.
 */
export class DeliveryStory {
  private readonly told = new Map<string, Told>();

  constructor(private readonly log: Pick<Logger, 'debug' | 'info' | 'warn' | 'isLevelEnabled'>) {}

  /** `open`: whether the target's breaker is open now, after this run. */
  ran(target: Place, { steps, stopped }: QueueRun, open: boolean, nowMs: number): void {
    if (steps.length === 0) return;
    const told = this.of(target, nowMs);
    const tellsAll = this.log.isLevelEnabled('debug');
    for (const step of steps) {
      if (step.kind === 'parked') this.parks(told, target, step.row.event, step.reason, nowMs, factsOf(step));
      if (step.kind === 'delivered' || step.kind === 'parked') this.takes(told, target, open, nowMs);
      if (step.kind === 'failed') this.fails(told, target, step, open, nowMs, stopped?.pauseTarget === true);
      if ('answer' in step && step.answer && tellsAll)
        this.log.debug(
          { ...placeOf(target), ...identityOf(step.row.event), ...factsOf(step) },
          step.kind === 'delivered' ? 'delivered' : 'not taken',
        );
    }
  }

  /** An event that nobody but a person can bring further at this target; it may be its JSON text. */
  parked(target: Place, event: string | AcceptedEvent, reason: string, nowMs: number): void {
    this.parks(this.of(target, nowMs), target, event, reason, nowMs, {});
  }

  private parks(told: Told, target: Place, event: string | AcceptedEvent, reason: string, nowMs: number, facts: object): void {
    const unlisted = this.mayTell(told, nowMs);
    if (unlisted === undefined) return;
    this.log.warn({ ...placeOf(target), ...identityOf(event), ...facts, reason, ...unlisted }, 'an event is parked until somebody decides');
  }

  private takes(told: Told, target: Place, open: boolean, nowMs: number): void {
    if (told.failing && !open) {
      const forSeconds = Math.round((nowMs - told.failingSince) / 1000);
      this.log.info({ ...placeOf(target), failed: told.failed, forSeconds }, 'the target takes deliveries again');
      told.failing = false;
    }
    if (!told.failing) told.failed = 0;
    told.paused = false;
  }

  private fails(told: Told, target: Place, step: Failed, open: boolean, nowMs: number, pauses: boolean): void {
    if (told.failed === 0) told.failingSince = nowMs;
    told.failed += 1;
    const facts = (): object => ({ ...placeOf(target), ...identityOf(step.row.event), ...factsOf(step) });
    if (pauses) {
      if (!told.paused) this.log.warn(facts(), 'the target asked to be left alone and is paused until somebody makes it active');
      told.paused = true;
    } else if (open && !told.failing) {
      this.log.warn({ ...facts(), failed: told.failed }, 'the target takes no deliveries; each is tried again until it does');
      told.failing = true;
    } else if (!told.failing && step.row.attempts + 1 === stubbornAfter) {
      const unlisted = this.mayTell(told, nowMs);
      if (unlisted) this.log.warn({ ...facts(), ...unlisted }, 'an event fails again and again while its target takes others');
    }
  }

  /** What was left out before, where a line may be told now. */
  private mayTell(told: Told, nowMs: number): { unlisted?: number } | undefined {
    const minute = Math.floor(nowMs / minuteMs);
    if (minute !== told.minute) Object.assign(told, { minute, lines: 0 });
    told.lines += 1;
    if (told.lines > mostLines) {
      told.unlisted += 1;
      return undefined;
    }
    const { unlisted } = told;
    told.unlisted = 0;
    return unlisted > 0 ? { unlisted } : {};
  }

  private of({ agency, id }: Place, nowMs: number): Told {
    const key = `${agency} ${id}`;
    const known = this.told.get(key);
    if (known) return known;
    const told = { failing: false, paused: false, failed: 0, failingSince: nowMs, minute: 0, lines: 0, unlisted: 0 };
    this.told.set(key, told);
    return told;
  }
}

type Failed = Extract<Step, { kind: 'failed' }>;

function placeOf({ agency, id }: Place): object {
  return { agency, target: id };
}

/** What finds an event in traces, journeys and the sender's own log; nothing of a person. */
function identityOf(event: string | AcceptedEvent): object {
  try {
    const { id, source, type, traceparent }: Partial<AcceptedEvent> = typeof event === 'string' ? JSON.parse(event) : event;
    return { trace: readTraceparent(traceparent)?.traceId, event: { id, source, type } };
  } catch {
    return {}; // That it cannot be read is the very reason why it is told of.
  }
}

function factsOf(step: Extract<Step, { answer: unknown }>): object {
  const { answer, row } = step;
  if (answer === null) return { attempt: row.attempts + 1 };
  const { status, error, tookMs } = answer;
  return { attempt: row.attempts + 1, status, ...(error === null ? {} : { error }), outcome: verdictIn(answer), tookMs };
}
