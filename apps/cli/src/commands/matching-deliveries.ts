import { Option, type Command } from 'commander';
import type { Json } from '../bridge-api';
import type { Context } from './context';

interface Flags {
  type?: string;
  reason?: string;
  state: 'parked' | 'held';
  why?: string;
}

interface Step {
  changed: number;
  more: boolean;
  before: string;
}

/** Decisions on all deliveries that match; the bridge takes a step a request, so Ctrl-C stops between two. */
export function addMatching(deliveries: Command, context: Context): void {
  const all = (name: string, description: string): Command =>
    deliveries
      .command(`${name} <agency> <target>`)
      .description(description)
      .option('--type <type>', 'of this event type alone')
      .option('--reason <words>', 'whose reason begins so')
      .addOption(new Option('--state <state>', 'in this state').choices(['parked', 'held']).default('parked'));
  all('retry-all', 'deliver all parked ones again that match')
    .addHelpText('after', "\nExample:\n  people-exchange deliveries retry-all harbour crm --reason 'refused with 422'")
    .action((agency: string, target: string, flags: Flags) => change(context, 'retry', { agency, target, ...flags }));
  all('skip-all', 'never deliver those that match; each journey says who decided and why')
    .requiredOption('--why <words>', 'the reason, kept with each event')
    .action((agency: string, target: string, flags: Flags) => change(context, 'skip', { agency, target, ...flags }));
}

async function change(context: Context, verb: 'retry' | 'skip', which: Flags & { agency: string; target: string }): Promise<void> {
  const bridge = await context.bridge();
  const { agency, target, state, type, reason, why } = which;
  const body: { [name: string]: Json } = {
    agency,
    target,
    state,
    ...(type === undefined ? {} : { type }),
    ...(reason === undefined ? {} : { reason }),
    ...(why === undefined ? {} : { why }),
  };
  let changed = 0;
  for (let step: Step | undefined; step?.more !== false;) {
    step = await bridge.ask<Step>('POST', `/v1/deliveries/${verb}-matching`, { ...body, ...(step ? { before: step.before } : {}) });
    changed += step.changed;
    if (step.more) context.print(context.paint.faint(`${changed} so far`));
  }
  const done = verb === 'retry' ? 'to be delivered again' : 'skipped';
  context.print(
    changed === 0 ? `Nothing ${state} at ${target} matches.` : `${changed} ${changed === 1 ? 'delivery is' : 'deliveries are'} ${done}.`,
  );
}
