import type pino from 'pino';

const colours: Readonly<Record<string, string>> = {
  warn: '\u001b[33m',
  error: '\u001b[31m',
  fatal: '\u001b[31;1m',
  debug: '\u001b[2m',
  trace: '\u001b[2m',
};
const plain = '\u001b[0m';

const overProgress = '\r\u001b[2K';

/** For people at a terminal: time, level, app, sentence, facts, in place of a progress that moves there; JSON is for machines. */
export function shortLines(to: { write(line: string): unknown }): pino.DestinationStream {
  return { write: (line: string) => void to.write(`${overProgress}${shorten(line)}\n`) };
}

export function shorten(line: string): string {
  let entry: Record<string, unknown>;
  try {
    const parsed: unknown = JSON.parse(line);
    if (typeof parsed !== 'object' || parsed === null) return line.trimEnd();
    entry = { ...parsed };
  } catch {
    return line.trimEnd(); // Not ours: shown as it came.
  }
  const { time, level, app, msg, err, ...facts } = entry;
  const clock = typeof time === 'string' ? time.slice(11, 19) : '';
  const told = Object.entries(facts)
    .map(([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(' ');
  const name = String(level ?? 'info');
  const head = [clock, `${colours[name] ?? ''}${name.padEnd(5)}${colours[name] ? plain : ''}`, app, msg, told].filter(Boolean).join(' ');
  return err === undefined ? head : `${head}\n${stackOf(err)}`;
}

function stackOf(err: unknown): string {
  if (typeof err === 'object' && err !== null && 'stack' in err && typeof err.stack === 'string') return err.stack.replace(/^/gm, '    ');
  return `    ${JSON.stringify(err)}`;
}
