import { readFileSync } from 'node:fs';

function field(pid: number, name: string): number {
  try {
    const kib = new RegExp(`^${name}:\\s*(\\d+) kB$`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return Number(kib ?? Number.NaN) / 1024;
  } catch {
    return Number.NaN; // Not Linux, or gone.
  }
}

/** The most memory a process has held so far, in MiB. */
export const peakMemory = (pid: number): number => field(pid, 'VmHWM');
export const memoryNow = (pid: number): number => field(pid, 'VmRSS');
