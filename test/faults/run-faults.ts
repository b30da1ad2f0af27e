import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Checked } from './check/check';
import type { Held } from './check/facts';
import type { Fault } from './faults/fault';
import type { LogKind } from './ground/run';
import { Servers } from './ground/servers';

/** At the usual length of outages. */
const mostMs = 8 * 60_000;

export interface FaultsToRun {
  readonly faults: readonly Fault[];
  readonly logs: readonly LogKind[];
  readonly seed: string;
  readonly scale: number;
  readonly json: boolean;
  /** Where what the bridges said is kept, if anywhere. */
  readonly said?: string;
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
  /** The most that one bridge held; nothing where the fault was not over. */
  readonly mostHeld: Held | null;
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
    const servers = new Servers(log);
    for (const fault of faults) {
      const result = await runFault(fault, servers, { ...o, log }, say);
      results.push(result);
      const verdict = result.held === null ? 'not run' : result.held ? 'held' : 'BROKEN';
      const counts = `${result.accepted} accepted, ${result.sentAgain} sent again, ${result.lost} lost, ${result.doubled} doubled, ${result.reordered} reordered`;
      const held = result.mostHeld ? `, ${result.mostHeld.residentMiB.toFixed(0)} MiB` : '';
      say(`\r\u001b[2K${verdict.padEnd(8)} ${log.padEnd(9)} ${fault.name.padEnd(32)} ${counts}${held}, ${result.seconds} s\n`);
      for (const sentence of result.why) say(`         ${sentence}\n`);
    }
    await servers.close();
  }
  if (o.json) process.stdout.write(`${JSON.stringify({ faults: results.map(({ why: _why, sentAgain: _sentAgain, ...row }) => row) })}\n`);
  const broken = results.filter(({ held }) => held === false).length;
  const notRun = results.filter(({ held }) => held === null).length;
  say(`${results.length - broken - notRun} held, ${broken} broken, ${notRun} not run; seed ${o.seed}\n`);
  return broken === 0 ? 0 : 1;
}

async function runFault(
  fault: Fault,
  servers: Servers,
  { log, scale, seed, said }: FaultsToRun & { readonly log: LogKind },
  say: (text: string) => void,
): Promise<FaultResult> {
  const began = performance.now();
  const nothing = { name: fault.name, log, accepted: 0, sentAgain: 0, lost: 0, doubled: 0, reordered: 0, mostHeld: null };
  const seconds = (): number => Math.round((performance.now() - began) / 100) / 10;
  const notHere = fault.notHere?.();
  if (notHere !== undefined) return { ...nothing, held: null, seconds: 0, why: [notHere] };
  const tell = (what: string): void => void (process.stderr.isTTY && say(`\r\u001b[2K… ${log} ${fault.name}: ${what}`));
  tell('starting');
  try {
    const ground = {
      log,
      scale,
      seed: `${seed}:${fault.name}`,
      tell,
      said: said && join(said, `${log}-${fault.name}.log`),
      ...(await servers.ready()),
    };
    const checked = await withinLimit(mostMs * Math.max(1, scale), fault.run(ground));
    if (!checked.held) await servers.discard();
    const { verdicts: _verdicts, ...counts } = checked;
    return { name: fault.name, log, ...counts, seconds: seconds(), why: whyOf(checked) };
  } catch (error) {
    await servers.discard();
    return { ...nothing, held: false, seconds: seconds(), why: [error instanceof Error ? error.message : String(error)] };
  }
}

/** A fault that hangs is one that was not survived; what it holds ends with this process. */
function withinLimit<T>(ms: number, work: Promise<T>): Promise<T> {
  const late = pause(ms, undefined, { ref: false }).then((): never => {
    throw new TypeError(`it was not over after ${ms / 60_000} minutes`);
  });
  return Promise.race([work, late]);
}

export function whyOf({ verdicts }: Checked): string[] {
  return verdicts.flatMap(({ promise, broken, first }) => (broken === 0 ? [] : [`${promise} broken ${broken} times: ${first ?? ''}`]));
}
