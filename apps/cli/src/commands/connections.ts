import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import type { Act, Connection, Drift } from '../answers';
import { type BridgeApi, CommandFailed, type Json, query } from '../bridge-api';
import { many } from '../words/many';
import { table } from '../words/table';
import { type Context, pretty } from './context';

interface SettingFlags {
  set?: Record<string, Json>;
  allowPrivate?: boolean;
  json?: boolean;
}

const at = (agency: string, id: string): string => `/v1/connections/${encodeURIComponent(agency)}/${encodeURIComponent(id)}`;

/** Commands for back offices that are reached over their own API, by a mapping pack. */
export function addConnections(program: Command, context: Context): void {
  const connections = program.command('connections').description('back offices that are reached over their own API, by a mapping pack');
  connections
    .command('list <agency>')
    .description('every connection with its state')
    .option('--json', 'as JSON')
    .action(async (agency: string, { json }: { json?: boolean }) => {
      const bridge = await context.bridge();
      const { connections: found } = await bridge.ask<{ connections: Connection[] }>('GET', `/v1/connections${query({ agency })}`);
      context.print(json ? pretty(found) : listed(found, context));
    });
  connections
    .command('show <agency> <id>')
    .description('one connection: how it stands, what waits, and what its settings hold that the vendor does not know')
    .option('--json', 'as JSON')
    .action(async (agency: string, id: string, { json }: { json?: boolean }) => {
      const bridge = await context.bridge();
      const { connections: found } = await bridge.ask<{ connections: Connection[] }>('GET', `/v1/connections${query({ agency })}`);
      const one = found.find((connection) => connection.id === id);
      if (!one)
        throw new CommandFailed(
          `There is no connection ${id} in ${agency}; there is ${found.map((other) => other.id).join(', ') || 'none'}.`,
        );
      context.print(json ? pretty(one) : shown(one, bridge, context));
    });
  connections
    .command('add <agency> <id>')
    .description('connect a back office; says where its webhooks go')
    .requiredOption('--name <name>', 'what people call it')
    .requiredOption('--pack <name>', 'its mapping pack, as `pack list` shows it')
    .option('--pack-version <version>', 'the newest unless told')
    .option('--set <setting=value...>', 'what the pack needs; @FILE reads a value from a file', settings)
    .option('--off <row...>', 'rows that are switched off, such as P3')
    .option('--approval', 'new people wait until somebody approves them')
    .option('--allow-private', 'its address may be a private one (recorded)')
    .option('--json', 'as JSON')
    .addHelpText(
      'after',
      '\nExample:\n  people-exchange connections add harbour crm --name "Our CRM" --pack follow-up-boss --set apiKey=@key.txt --set system=Bridge --set webhookKey=@system-key.txt --set site=homes.example.com\n' +
        'What the pack needs is named where something is missing. A vendor on this machine, such as a twin, needs --set address=… and --allow-private.',
    )
    .action(
      async (
        agency: string,
        id: string,
        flags: SettingFlags & { name: string; pack: string; packVersion?: string; off?: string[]; approval?: boolean },
      ) => {
        const bridge = await context.bridge();
        const { connection } = await bridge.ask<{ connection: Connection }>('POST', '/v1/connections', {
          agency,
          id,
          name: flags.name,
          pack: flags.pack,
          settings: flags.set ?? {},
          ...(flags.packVersion === undefined ? {} : { version: flags.packVersion }),
          ...(flags.off ? { off: flags.off } : {}),
          ...(flags.approval ? { admission: 'approval' } : {}),
          ...(flags.allowPrivate ? { allowPrivate: true } : {}),
        });
        context.print(flags.json ? pretty(connection) : made(connection, bridge));
      },
    );
  connections
    .command('change <agency> <id>')
    .description('enter other settings, or go to another version of its pack; events under way finish on theirs')
    .option('--set <setting=value...>', 'what is entered anew; @FILE reads a value from a file', settings)
    .option('--pack-version <version>', 'promote it to this version')
    .option('--allow-private', 'its address may be a private one (recorded)')
    .action(async (agency: string, id: string, flags: SettingFlags & { packVersion?: string }) => {
      const bridge = await context.bridge();
      const { connection } = await bridge.ask<{ connection: Connection }>('PATCH', at(agency, id), {
        ...(flags.set ? { settings: flags.set } : {}),
        ...(flags.packVersion === undefined ? {} : { version: flags.packVersion }),
        ...(flags.allowPrivate ? { allowPrivate: true } : {}),
      });
      context.print(`${connection.name} is on ${connection.pack} ${connection.version}.`);
    });
  connections
    .command('roll-back <agency> <id>')
    .description('back to the version of its pack before the last promotion')
    .action(async (agency: string, id: string) => {
      const bridge = await context.bridge();
      const { connection } = await bridge.ask<{ connection: Connection }>('POST', `${at(agency, id)}/roll-back`);
      context.print(`${connection.name} is on ${connection.pack} ${connection.version} again.`);
    });
  connections
    .command('test <agency> <id>')
    .description('ask the vendor something harmless and say what came of it')
    .action(async (agency: string, id: string) => {
      const bridge = await context.bridge();
      const { ok, says, warnings } = await bridge.ask<{ ok: boolean; says: string; warnings: string[] }>('POST', `${at(agency, id)}/test`);
      if (!ok) throw new CommandFailed(says);
      context.print([`${context.paint.good('✓')} ${says}`, ...warned(warnings, context)].join('\n'));
    });
  connections
    .command('sign-in <agency> <id>')
    .description('print the address of the vendor’s page where somebody signs in; good once and for ten minutes, for nobody else to see')
    .action(async (agency: string, id: string) => {
      const bridge = await context.bridge();
      const { address, expiresAt } = await bridge.ask<{ address: string; expiresAt: string }>('POST', `${at(agency, id)}/sign-in`);
      context.print([`Open this in a browser before ${expiresAt}:`, address].join('\n'));
    });
  connections
    .command('acts <agency> <id>')
    .description('who did what to it, the newest first')
    .option('--json', 'as JSON')
    .action(async (agency: string, id: string, { json }: { json?: boolean }) => {
      const bridge = await context.bridge();
      const { acts } = await bridge.ask<{ acts: Act[] }>('GET', `${at(agency, id)}/acts`);
      context.print(json ? pretty(acts) : acted(acts, context));
    });
  connections
    .command('drift <agency> <id>')
    .description('what the vendor could not hold, counted by field, each with its newest example')
    .option('--json', 'as JSON')
    .action(async (agency: string, id: string, { json }: { json?: boolean }) => {
      const bridge = await context.bridge();
      const { drift } = await bridge.ask<{ drift: Drift[] }>('GET', `${at(agency, id)}/drift`);
      context.print(json ? pretty(drift) : drifted(drift, context));
    });
}

const warned = (warnings: readonly string[], { paint }: Context): string[] => warnings.map((one) => `${paint.waiting('!')} ${one}`);

const stateOf = ({ paused, state }: Connection, { paint }: Context): string =>
  paused ? paint.waiting('paused') : state === 'ready' ? paint.good('ready') : paint.bad(state);

function shown(one: Connection, bridge: BridgeApi, context: Context): string {
  const { name, id, agency, pack, version, says, hook, waiting, requestsToday, drift, off, lists } = one;
  return [
    `${name} (${id}) of ${agency}: ${stateOf(one, context)}${says === null ? '' : ` – ${says}`}`,
    `  pack      ${pack} ${version}${off.length > 0 ? `, without ${off.join(', ')}` : ''}`,
    `  webhooks  ${bridge.url}${hook}`,
    `  today     ${many(requestsToday, 'request')}`,
    `  waits     ${waiting.toRead} to read, ${waiting.toSay} to say, ${waiting.parked} parked`,
    `  drift     ${many(drift, 'field')}`,
    ...warned(
      lists.warnings.map((warning) => warning.says),
      context,
    ),
  ].join('\n');
}

function acted(acts: readonly Act[], { paint }: Context): string {
  if (acts.length === 0) return 'Nobody did anything to it yet.';
  return table(
    paint,
    ['at', 'who', 'did', 'with'],
    acts.map((one) => [one.at, one.who, one.did, Object.keys(one.facts).length === 0 ? '' : JSON.stringify(one.facts)]),
  );
}

/** Gathers `--set name=value`; commander hands over what was gathered so far. */
function settings(text: string, before: Record<string, Json> = {}): Record<string, Json> {
  const cut = text.indexOf('=');
  if (cut < 1) throw new CommandFailed(`--set takes NAME=VALUE, not "${text}".`);
  const value = text.slice(cut + 1);
  return { ...before, [text.slice(0, cut)]: value === 'true' ? true : value === 'false' ? false : valueOf(value) };
}

/** From a file where it begins with @, so that no secret stands in the shell's history. */
function valueOf(text: string): string {
  if (!text.startsWith('@')) return text;
  try {
    return readFileSync(text.slice(1), 'utf8').trim();
  } catch (problem) {
    throw new CommandFailed(`${text.slice(1)} cannot be read: ${problem instanceof Error ? problem.message : String(problem)}`);
  }
}

function made({ id, name, agency, pack, version, hook }: Connection, bridge: BridgeApi): string {
  return [
    `${name} (${id}) of ${agency} is connected by ${pack} ${version}.`,
    `  webhooks go to  ${bridge.url}${hook}`,
    `Now: people-exchange connections test ${agency} ${id}`,
  ].join('\n');
}

function listed(found: readonly Connection[], context: Context): string {
  const { paint } = context;
  if (found.length === 0)
    return 'No connection yet. Add one: people-exchange connections add AGENCY ID --name NAME --pack PACK --set NAME=VALUE';
  return table(
    paint,
    ['id', 'name', 'pack', 'state', 'requests today', 'to read', 'parked', 'drift', 'says'],
    found.map((one) => [
      one.id,
      one.name,
      `${one.pack} ${one.version}`,
      stateOf(one, context),
      String(one.requestsToday),
      String(one.waiting.toRead),
      String(one.waiting.parked),
      String(one.drift),
      one.says ?? (one.lists.warnings.length > 0 ? paint.waiting(`${one.lists.warnings.length} unknown to the vendor`) : ''),
    ]),
  );
}

function drifted(drift: readonly Drift[], { paint }: Context): string {
  if (drift.length === 0) return 'Nothing so far: whatever was read back was as it was written.';
  return table(
    paint,
    ['record', 'field', 'times', 'we wrote', 'it holds'],
    drift.map((one) => [one.record, one.field, String(one.count), one.ours ?? '', one.theirs ?? '']),
  );
}
