import { join } from 'node:path';
import { env, exit, stderr, stdout } from 'node:process';
import { Command, InvalidArgumentError } from 'commander';
import { BridgeProcess } from './demo/bridge-process';
import { runDemo } from './demo/demo';
import { Meanwhile, Progress } from './demo/progress';
import { runVendorsDemo, vendorParts } from './demo/vendors/vendors-demo';
import { runTracker, type TrackerFlags } from './tracker/alone';
import { runAlone } from './twin/alone';
import { faultNames, runVendor, vendorNames, type AloneFlags } from './vendors';

const program = new Command('twin').description('Twins of websites and back offices, and the day of an agency that is played with them.');

/** Participants that speak the contract, and the vendors. */
const demoParts: readonly string[] = ['day', ...vendorNames];

interface DemoFlags {
  url?: string;
  backOfficeUrl?: string;
  operatorKey?: string;
  seed: string;
  faults: boolean;
  connections: number;
  patience: number;
  only?: string;
  customers: number;
}

program
  .command('demo')
  .description('play a day of an agency through a bridge of its own, and compare what the twins hold with what was sent')
  .option('--url <url>', 'play against this running bridge instead of starting one')
  .option('--back-office-url <url>', 'where back offices speak, if the apps of that bridge run apart')
  .option('--operator-key <key>', 'operator key of that bridge (operatorKey in its access.json)')
  .option('--seed <text>', 'another seed is another day, with other faults', 'a day at Harbour & Hill')
  .option('--only <part>', `one part of it: ${demoParts.join(', ')}`, oneOf(demoParts))
  .option('--customers <n>', 'how many customers the vendors get', wholeFrom(6), 20)
  .option('--no-faults', 'twins that answer well all day')
  .option('--connections <n>', 'connections of the senders', wholeFrom(1), 24)
  .option('--patience <seconds>', 'how long to wait until nothing is in flight or held', wholeFrom(1), 300)
  .action(async (flags: DemoFlags) => {
    if (flags.url !== undefined && flags.operatorKey === undefined) {
      program.error('--url needs --operator-key: it stands in access.json of that bridge\'s data folder, as "operatorKey"');
    }
    const well = await demo(flags);
    // What was written to a pipe must be through before the process ends.
    stdout.write('', () => exit(well ? 0 : 1));
  });

for (const [name, side] of [
  ['website', 'website'],
  ['back-office', 'backOffice'],
] as const) {
  program
    .command(name)
    .description(`one ${name} twin on its own, until Ctrl-C`)
    .option('--host <host>', 'where it listens', '127.0.0.1')
    .option('--port <port>', 'where it listens; 0 picks a free one', wholeFrom(0), 0)
    .option('--participant <id>', 'the participant it stands for', name)
    .option('--secret <whsec>', 'the webhook secret of that participant (whsec_…)')
    .option('--faults', 'slow, wrong or not there at all at times', false)
    .option('--bridge <url>', 'speak back to this bridge')
    .option('--key <key>', 'the key of that participant, to speak back')
    .action(
      async (flags: {
        host: string;
        port: number;
        participant: string;
        secret?: string;
        faults: boolean;
        bridge?: string;
        key?: string;
      }) => {
        const bridge =
          flags.bridge !== undefined && flags.key !== undefined ? { url: flags.bridge.replace(/\/$/, ''), key: flags.key } : undefined;
        const twin = await runAlone({ ...flags, side, secret: flags.secret, bridge, print: (text) => void stdout.write(`${text}\n`) });
        for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void twin.close().then(() => exit(0)));
      },
    );
}

program
  .command('tracker')
  .description('a tracker product that owners are signed on to, until Ctrl-C')
  .option('--host <host>', 'where it listens', '127.0.0.1')
  .option('--port <port>', 'where it listens; 0 picks a free one', wholeFrom(0), 0)
  .option('--bridge <url>', 'the bridge whose assertions it takes, as their `iss` says', 'http://127.0.0.1:3000')
  .option('--audience <text>', 'what assertions for it say as `aud`', 'tracker-twin')
  .action(async (flags: TrackerFlags) => {
    const twin = await runTracker(flags, (text) => void stdout.write(`${text}\n`));
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void twin.close().then(() => exit(0)));
  });

for (const name of vendorNames) {
  program
    .command(name)
    .description(`a twin of the ${name} back office on its own, until Ctrl-C`)
    .option('--host <host>', 'where it listens', '127.0.0.1')
    .option('--port <port>', 'where it listens; 0 picks a free one', wholeFrom(0), 0)
    .option('--seed <text>', 'the same seed gives the same ids, keys and faults')
    .option('--fault <names>', `faults with commas between them: ${faultNames.join(', ')}`)
    .option('--webhook-url <url>', 'where its webhooks go')
    .option('--time-scale <part>', 'how much of a real second one second of its delays takes', Number, 1)
    .option('--print-credentials', 'address and credentials as one line of JSON', false)
    .action(async (flags: AloneFlags) => {
      const twin = await runVendor(name, flags, (text) => void stdout.write(`${text}\n`));
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void twin.close().then(() => exit(0)));
    });
}

async function demo(flags: DemoFlags): Promise<boolean> {
  const progress = new Progress(stdout);
  const abort = new AbortController();
  let own: BridgeProcess | undefined;
  let stopping: Promise<void> | undefined;
  const stop = () => (stopping ??= own?.stop() ?? Promise.resolve());
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      abort.abort();
      void stop().then(() => exit(130));
    });
  }
  try {
    if (flags.url === undefined || flags.operatorKey === undefined) {
      progress.begin('Starting a bridge of its own');
      // The bridge inherits what it is told from outside; this app reads none of it.
      own = await BridgeProcess.start({ entry: join(__dirname, '../../bridge/src/main.js'), environment: env });
      progress.done(`A bridge of its own listens at ${own.address.url}`);
    }
    const bare = (url: string): string => url.replace(/\/$/, '');
    const bridge = own?.address ?? {
      url: bare(flags.url ?? ''),
      operatorKey: flags.operatorKey ?? '',
      backOfficeUrl: flags.backOfficeUrl === undefined ? undefined : bare(flags.backOfficeUrl),
    };
    const faults = flags.faults ? 'day' : 'none';
    const options = {
      bridge,
      seed: flags.seed,
      faults,
      connections: flags.connections,
      settleWithinMs: flags.patience * 1_000,
      signal: abort.signal,
    } as const;
    const print = (text: string): void => void stdout.write(`${text}\n`);
    const parts = vendorParts.filter(({ name }) => flags.only === undefined || flags.only === name);
    const meanwhile = new Meanwhile();
    // Vendors allow few requests a second, so that their day passes beside the other.
    const vendors = parts.length > 0 ? runVendorsDemo({ ...options, customers: flags.customers, parts }, meanwhile) : undefined;
    // Told where it is awaited.
    vendors?.catch(() => undefined);
    const well = flags.only === undefined || flags.only === 'day' ? await runDemo(options, progress, print, stdout.isTTY) : true;
    if (!vendors) return well;
    meanwhile.aloneNow(progress);
    const connected = await vendors;
    connected.tell(print, stdout.isTTY);
    return well && connected.well;
  } catch (problem) {
    progress.failed('The demo could not be played to its end');
    stderr.write(`${problem instanceof Error ? problem.message : String(problem)}\n`);
    return false;
  } finally {
    await stop();
  }
}

function oneOf(known: readonly string[]): (text: string) => string {
  return (text) => {
    if (!known.includes(text)) throw new InvalidArgumentError(`one of ${known.join(', ')}`);
    return text;
  };
}

function wholeFrom(least: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!Number.isInteger(value) || value < least) throw new InvalidArgumentError(`a whole number from ${least}`);
    return value;
  };
}

program.parseAsync().catch((problem: unknown) => {
  stderr.write(`${problem instanceof Error ? problem.message : String(problem)}\n`);
  exit(1);
});
