import { setTimeout as pause } from 'node:timers/promises';
import type { Checked } from './check/check';
import type { Fault } from './faults/fault';
import { KafkaUnderFault } from './ground/kafka-under-fault';
import { PostgresUnderFault } from './ground/postgres-under-fault';
import type { Ground, LogKind } from './ground/run';

const mostMs = 8 * 60_000;

export interface FaultsToRun {
  readonly faults: readonly Fault[];
  readonly logs: readonly LogKind[];
  readonly seed: string;
  readonly scale: number;
  readonly json: boolean;
}

export interface FaultResult {
  readonly name: string;
  readonly log: LogKind;
  /** `null` where the fault cannot be had on this machine. */
  readonly held: boolean | null;
  readonly accepted: number;
  readonly sentAgain: number;
  readonly lost: number;
  readonly doubled: number;
  readonly reordered: number;
  readonly seconds: number;
  /** The first counter-example of each broken promise, or why it was not run. */
  readonly why: readonly string[];
}

/** Runs faults one after the other and tells of each. Answers 0 where every promise held. */
export async function runFaults(o: FaultsToRun): Promise<number> {
  const say = (text: string): void => void process.stderr.write(text);
  say(`seed ${o.seed}, scale ${o.scale}\n`);
  const results: FaultResult[] = [];
  for (const log of o.logs) {
    const faults = o.faults.filter((fault) => fault.logs?.includes(log) ?? true);
    for (const fault of faults) {
      const result = await runFault(fault, log, o, say);
      results.push(result);
      const verdict = result.held === null ? 'not run' : result.held ? 'held' : 'BROKEN';
      const counts = `${result.accepted} accepted, ${result.sentAgain} sent again, ${result.lost} lost, ${result.doubled} doubled, ${result.reordered} reordered`;
      say(`\r\u001b[2K${verdict.padEnd(8)} ${log.padEnd(9)} ${fault.name.padEnd(32)} ${counts}, ${result.seconds} s\n`);
      for (const sentence of result.why) say(`         ${sentence}\n`);
    }
  }
  if (o.json) process.stdout.write(`${JSON.stringify({ faults: results.map(({ why: _why, sentAgain: _sentAgain, ...row }) => row) })}\n`);
  const broken = results.filter(({ held }) => held === false).length;
  const notRun = results.filter(({ held }) => held === null).length;
  say(`${results.length - broken - notRun} held, ${broken} broken, ${notRun} not run; seed ${o.seed}\n`);
  return broken === 0 ? 0 : 1;
}

async function runFault(fault: Fault, log: LogKind, o: FaultsToRun, say: (text: string) => void): Promise<FaultResult> {
  const began = performance.now();
  const nothing = { name: fault.name, log, accepted: 0, sentAgain: 0, lost: 0, doubled: 0, reordered: 0 };
  const seconds = (): number => Math.round((performance.now() - began) / 100) / 10;
  const notHere = fault.notHere?.();
  if (notHere !== undefined) return { ...nothing, held: null, seconds: 0, why: [notHere] };
  const tell = (what: string): void => void (process.stderr.isTTY && say(`\r\u001b[2K… ${log} ${fault.name}: ${what}`));
  tell('starting');
  try {
    const checked = await withinLimit(
      onGround({ log, scale: o.scale, seed: `${o.seed}:${fault.name}`, tell }, (ground) => fault.run(ground)),
    );
    const { held, accepted, sentAgain, lost, doubled, reordered } = checked;
    return { name: fault.name, log, held, accepted, sentAgain, lost, doubled, reordered, seconds: seconds(), why: whyOf(checked) };
  } catch (error) {
    return { ...nothing, held: false, seconds: seconds(), why: [error instanceof Error ? error.message : String(error)] };
  }
}

/** A fault that hangs is one that was not survived; what it holds ends with this process. */
function withinLimit<T>(work: Promise<T>): Promise<T> {
  const late = pause(mostMs, undefined, { ref: false }).then((): never => {
    throw new TypeError(`it was not over after ${mostMs / 60_000} minutes`);
  });
  return Promise.race([work, late]);
}

/** Servers of its own for each fault: what one leaves behind must not be the next one's trouble. */
export async function onGround<T>(o: Omit<Ground, 'postgres' | 'kafka'>, work: (ground: Ground) => Promise<T>): Promise<T> {
  // Neither the servers' pipes nor a client that waits for a broker keep a process from ending.
  const awake = setInterval(() => undefined, 60_000);
  const postgres = await PostgresUnderFault.start();
  try {
    const kafka = o.log === 'kafka' ? await KafkaUnderFault.start() : undefined;
    try {
      return await work({ ...o, postgres, kafka });
    } finally {
      await kafka?.close();
    }
  } finally {
    await postgres.close();
    clearInterval(awake);
  }
}

export function whyOf({ verdicts }: Checked): string[] {
  return verdicts.flatMap(({ promise, broken, first }) => (broken === 0 ? [] : [`${promise} broken ${broken} times: ${first ?? ''}`]));
}
