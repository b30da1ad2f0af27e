import { Option, type Command } from 'commander';
import type { OpenDelivery } from '../answers';
import { query } from '../bridge-api';
import { paintState } from '../words/paint';
import { table } from '../words/table';
import { pretty, type Context } from './context';
import { addMatching } from './matching-deliveries';

interface ListFlags {
  agency: string;
  target?: string;
  state?: 'held' | 'parked';
  json?: boolean;
}

export function addDeliveries(program: Command, context: Context): void {
  const deliveries = program.command('deliveries').description('deliveries that wait for something or somebody');
  deliveries
    .command('list')
    .description('what is held or parked, with the ref that the other commands take')
    .requiredOption('--agency <id>', 'whose')
    .option('--target <participant>', 'at this target alone')
    .addOption(new Option('--state <state>', 'in this state alone').choices(['held', 'parked']))
    .option('--json', 'as JSON')
    .action(async ({ agency, target, state, json }: ListFlags) => {
      const bridge = await context.bridge();
      const answer = await bridge.ask<{ deliveries: OpenDelivery[] }>('GET', `/v1/deliveries${query({ agency, target, state })}`);
      context.print(json ? pretty(answer.deliveries) : listed(answer.deliveries, context));
    });
  deliveries
    .command('retry <agency> <refs...>')
    .description('deliver parked ones again, for example after the target was mended')
    .option('--why <words>', 'the reason, for the journal', 'asked for in the terminal')
    .addHelpText(
      'after',
      '\nExample:\n  people-exchange deliveries list --agency harbour --state parked\n  people-exchange deliveries retry harbour 1204 1207',
    )
    .action((agency: string, refs: string[], { why }: { why: string }) => change(context, 'retry', agency, refs, why));
  deliveries
    .command('skip <agency> <refs...>')
    .description('never deliver these; the journey says who decided and why')
    .requiredOption('--why <words>', 'the reason, kept with the event')
    .action((agency: string, refs: string[], { why }: { why: string }) => change(context, 'skip', agency, refs, why));
  addMatching(deliveries, context);
}

async function change(context: Context, verb: 'retry' | 'skip', agency: string, refs: string[], why: string): Promise<void> {
  const bridge = await context.bridge();
  const answer = await bridge.ask<{ changed?: number } | undefined>('POST', `/v1/deliveries/${verb}`, { agency, refs, why });
  const changed = answer?.changed ?? refs.length;
  const done = verb === 'retry' ? 'to be delivered again' : 'skipped';
  const others = changed < refs.length ? ` ${refs.length - changed} were not: they wait no longer, or are not of this agency.` : '';
  context.print(`${changed} ${changed === 1 ? 'delivery is' : 'deliveries are'} ${done}.${others}`);
}

function listed(deliveries: readonly OpenDelivery[], { paint }: Context): string {
  if (deliveries.length === 0) return 'Nothing is held or parked.';
  return table(
    paint,
    ['ref', 'target', 'type', 'id', 'state', 'since', 'reason'],
    deliveries.map((one) => [one.ref, one.target, one.type, one.id, paintState(paint, one.state), one.since, one.reason ?? '']),
  );
}
