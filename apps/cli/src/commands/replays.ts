import { setTimeout as pause } from 'node:timers/promises';
import { InvalidArgumentError, type Command } from 'commander';
import type { PersonPreview, RefusedEvent, ReplayRun } from '../answers';
import { CommandFailed, query, type BridgeApi, type Json } from '../bridge-api';
import { planned, paintRun, previewed, progress } from '../words/replay-words';
import { table } from '../words/table';
import { pretty, type Context } from './context';

interface PlanFlags {
  person?: string[];
  type?: string[];
  from?: string;
  until?: string;
  atOnce?: number;
  bodies?: boolean;
  preview: boolean;
  json?: boolean;
}

const lookEveryMs = 1_000;

export function addReplays(program: Command, context: Context): void {
  const replays = program.command('replays').description('tell a target again what it was told or missed, or fill a new back office');
  replays
    .command('plan <agency> <target>')
    .description('what would be told again, beside what the target was last told; nothing is sent')
    .option('--person <ids...>', "of these persons alone, by the bridge's ids; else of all")
    .option('--type <types...>', 'of these event types alone; else of all that the target wants')
    .option('--from <time>', 'received since then', time)
    .option('--until <time>', 'received before then; else up to the moment it is run', time)
    .option('--at-once <n>', 'persons at a time', whole)
    .option('--bodies', 'show whole events and what members hold, which is of persons')
    .option('--no-preview', 'only the counts')
    .option('--json', 'as JSON')
    .addHelpText(
      'after',
      '\nExample:\n  people-exchange replays plan harbour crm --type search.saved search.updated --from 2026-11-01\n  people-exchange replays run harbour k7wq2mzn',
    )
    .action(async (agency: string, target: string, flags: PlanFlags) => {
      const bridge = await context.bridge();
      const run = await plan(bridge, {
        agency,
        target,
        kind: 'replay',
        ...given('persons', flags.person),
        ...given('types', flags.type),
        ...given('from', flags.from),
        ...given('until', flags.until),
        ...given('atOnce', flags.atOnce),
      });
      const preview = flags.preview ? await previewOf(bridge, run, flags.bodies === true) : undefined;
      if (flags.json) return context.print(pretty({ run, ...preview }));
      context.print(planned(run));
      if (preview && preview.persons.length > 0) context.print(`\n${previewed(preview.persons, context.paint)}`);
      if (preview?.next) context.print(context.paint.faint('\nThere are more persons; these are the first.'));
      context.print(`\nRun it: people-exchange replays run ${agency} ${run.id}`);
    });
  replays
    .command('fill <agency> <target>')
    .description('tell a newly connected back office how things stand, then the happenings of some days; shows how far it is')
    .option('--days <n>', 'days of happenings after that; 0 for none', days, 0)
    .option('--at-once <n>', 'persons at a time', whole)
    .option('--plan', 'only plan it; nothing is sent')
    .option('--no-watch', 'start it and do not wait for its end')
    .action(async (agency: string, target: string, flags: { days: number; atOnce?: number; plan?: boolean; watch: boolean }) => {
      const bridge = await context.bridge();
      const run = await plan(bridge, { agency, target, kind: 'fill', days: flags.days, ...given('atOnce', flags.atOnce) });
      context.print(planned(run));
      if (flags.plan) return context.print(`Run it: people-exchange replays run ${agency} ${run.id}`);
      await move(bridge, context, agency, run.id, 'run', flags.watch);
    });
  for (const [name, description] of [
    ['run', 'start a planned run; shows how far it is. Ctrl-C ends the watching, not the run'],
    ['go-on', 'let a stopped run go on; shows how far it is'],
  ] as const)
    replays
      .command(`${name} <agency> <run>`)
      .description(description)
      .option('--no-watch', 'do not wait for its end')
      .action(async (agency: string, run: string, { watch }: { watch: boolean }) =>
        move(await context.bridge(), context, agency, run, name, watch),
      );
  replays
    .command('stop <agency> <run>')
    .description('send nothing more of it, until it is let go on; what is live goes on at once')
    .action(async (agency: string, run: string) => move(await context.bridge(), context, agency, run, 'stop', false));
  addLooking(replays, context);
}

function addLooking(replays: Command, context: Context): void {
  replays
    .command('list')
    .description('runs, newest first')
    .requiredOption('--agency <id>', 'whose')
    .option('--target <participant>', 'at this target alone')
    .option('--json', 'as JSON')
    .action(async ({ agency, target, json }: { agency: string; target?: string; json?: boolean }) => {
      const bridge = await context.bridge();
      const { runs } = await bridge.ask<{ runs: ReplayRun[] }>('GET', `/v1/replays${query({ agency, target })}`);
      if (json) context.print(pretty(runs));
      else if (runs.length === 0) context.print('Nothing was ever replayed.');
      else context.print(listed(runs, context));
    });
  replays
    .command('show <agency> <run>')
    .description('how far a run is, and what its target refused')
    .option('--preview', 'also what it would tell')
    .option('--bodies', 'with whole events')
    .option('--json', 'as JSON')
    .action(async (agency: string, id: string, flags: { preview?: boolean; bodies?: boolean; json?: boolean }) => {
      const bridge = await context.bridge();
      const shown = await show(bridge, agency, id);
      const preview = flags.preview ? await previewOf(bridge, shown.run, flags.bodies === true) : undefined;
      if (flags.json) return context.print(pretty({ ...shown, ...preview }));
      context.print(`${shown.run.kind} ${shown.run.id} at ${shown.run.target}\n${progress(shown.run, context.paint)}`);
      if (shown.refusedEvents.length > 0) context.print(refusedTable(shown.refusedEvents, context));
      if (preview) context.print(`\n${previewed(preview.persons, context.paint)}`);
    });
}

async function plan(bridge: BridgeApi, wanted: { [name: string]: Json }): Promise<ReplayRun> {
  return (await bridge.ask<{ run: ReplayRun }>('POST', '/v1/replays', wanted)).run;
}

function show(bridge: BridgeApi, agency: string, id: string): Promise<{ run: ReplayRun; refusedEvents: RefusedEvent[] }> {
  return bridge.ask('GET', pathOf(agency, id));
}

function previewOf(bridge: BridgeApi, run: ReplayRun, bodies: boolean): Promise<{ persons: PersonPreview[]; next: string | null }> {
  return bridge.ask('GET', `${pathOf(run.agency, run.id)}/preview${query({ bodies: bodies ? 'true' : undefined })}`);
}

async function move(
  bridge: BridgeApi,
  context: Context,
  agency: string,
  id: string,
  verb: 'run' | 'stop' | 'go-on',
  watch: boolean,
): Promise<void> {
  let { run } = await bridge.ask<{ run: ReplayRun }>('POST', `${pathOf(agency, id)}/${verb}`);
  let line = progress(run, context.paint);
  context.print(line);
  while (watch && run.state === 'running') {
    await pause(lookEveryMs);
    ({ run } = await show(bridge, agency, id));
    const next = progress(run, context.paint);
    if (next !== line) context.print(next);
    line = next;
  }
  if (run.state === 'done' && run.refused > 0)
    throw new CommandFailed(`The target refused ${run.refused}: people-exchange replays show ${agency} ${id}`);
}

const pathOf = (agency: string, id: string): string => `/v1/replays/${encodeURIComponent(agency)}/${encodeURIComponent(id)}`;

function given(name: string, value: Json | undefined): { [name: string]: Json } {
  return value === undefined ? {} : { [name]: value };
}

function listed(runs: readonly ReplayRun[], { paint }: Context): string {
  const rows = runs.map((run) => [
    run.id,
    run.target,
    run.kind,
    paintRun(run.state, paint),
    run.plannedAt,
    String(run.persons),
    String(run.personsDone),
    String(run.delivered),
    run.refused > 0 ? paint.bad(String(run.refused)) : '0',
  ]);
  const numbers = ['persons', 'done', 'delivered', 'refused'];
  return table(paint, ['run', 'target', 'kind', 'state', 'planned', ...numbers], rows, numbers);
}

function refusedTable(events: readonly RefusedEvent[], { paint }: Context): string {
  return table(
    paint,
    ['type', 'id', 'person', 'at', 'reason'],
    events.map((one) => [one.type, one.id, one.person, one.at, one.reason ?? '']),
  );
}

function whole(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError('a whole number from 1');
  return value;
}

function days(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0) throw new InvalidArgumentError('a whole number of days from 0');
  return value;
}

function time(text: string): string {
  if (!/^\d{4}-\d\d-\d\d/.test(text) || Number.isNaN(Date.parse(text)))
    throw new InvalidArgumentError('a date or time such as 2026-11-02 or 2026-11-02T09:00:00Z');
  return new Date(text).toISOString();
}
