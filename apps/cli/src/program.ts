import { Command, CommanderError, Option } from 'commander';
import { CommandFailed, type BridgeApi } from './bridge-api';
import { addAgencies } from './commands/agencies';
import { addConnections } from './commands/connections';
import type { Context, Wiring } from './commands/context';
import { addDeliveries } from './commands/deliveries';
import { addFollowing } from './commands/follow';
import { addHousekeeping } from './commands/house';
import { addIntakes } from './commands/intakes';
import { addKeys } from './commands/keys';
import { addPacks } from './commands/packs';
import { addParticipants } from './commands/participants';
import { addReplays } from './commands/replays';
import { addSignOn } from './commands/sign-on';
import { findBridge, type BridgeFlags } from './find-bridge';
import { paintFor } from './words/paint';

export interface Terminal {
  out(text: string): void;
  err(text: string): void;
  colour: boolean;
}

/** Runs one command line (without node and script). @returns the exit code: 0 done, 1 refused, 2 wrong use, 3 no bridge, 78 settings */
export async function run(args: readonly string[], terminal: Terminal, dataDir: () => string, wiring: Wiring): Promise<number> {
  const program = new Command('people-exchange')
    .description('Operate a People Exchange bridge: who takes part, what passes, what waits, and why.')
    .addOption(new Option('--url <url>', 'address of the bridge; else address.json of the data folder').env('BRIDGE_URL'))
    .addOption(new Option('--key <key>', 'operator key; else access.json of the data folder').env('BRIDGE_OPERATOR_KEY'))
    .option('--data-dir <folder>', 'data folder of the bridge; else BRIDGE_DATA_DIR, else .data')
    .enablePositionalOptions()
    .showHelpAfterError('(people-exchange --help shows the commands, people-exchange COMMAND --help one of them)')
    .addHelpText('after', examples)
    .exitOverride()
    .configureOutput({ writeOut: (text) => terminal.out(text), writeErr: (text) => terminal.err(text) });
  const context: Context = {
    bridge: (): Promise<BridgeApi> => {
      const flags = program.opts<Partial<BridgeFlags>>();
      return findBridge({ url: flags.url, key: flags.key, dataDir: flags.dataDir ?? dataDir() });
    },
    print: (text) => terminal.out(`${text}\n`),
    paint: paintFor(terminal.colour),
  };
  addFollowing(program, context);
  addAgencies(program, context);
  addParticipants(program, context);
  addKeys(program, context);
  addDeliveries(program, context);
  addIntakes(program, context);
  addConnections(program, context);
  addReplays(program, context);
  addPacks(program, context);
  addSignOn(program, context);
  addHousekeeping(program, context, wiring);
  inheritExits(program);
  try {
    await program.parseAsync([...args], { from: 'user' });
    return 0;
  } catch (problem) {
    return exitCodeFor(problem, terminal);
  }
}

function exitCodeFor(problem: unknown, terminal: Terminal): number {
  // Commander has written its own words already; help that was asked for is no failure.
  if (problem instanceof CommanderError) return problem.exitCode === 0 ? 0 : 2;
  terminal.err(`${problem instanceof Error ? problem.message : String(problem)}\n`);
  if (problem instanceof CommandFailed) return problem.exitCode;
  const known = problem instanceof Error && 'exitCode' in problem ? problem.exitCode : undefined;
  return typeof known === 'number' ? known : 1;
}

function inheritExits(command: Command): void {
  for (const child of command.commands) {
    child.exitOverride();
    child.copyInheritedSettings(command);
    inheritExits(child);
  }
}

const examples = `
Examples:
  people-exchange tally
  people-exchange journey https://www.example.com first-1
  people-exchange participants list
  people-exchange deliveries list --agency demo --state parked

By default it speaks to the bridge that was last started from this folder.
Exit codes: 0 done, 1 refused or not found, 2 wrong use, 3 no bridge answers, 78 a setting is missing or wrong.`;
