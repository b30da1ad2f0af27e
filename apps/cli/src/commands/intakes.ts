import type { Command } from 'commander';
import type { Intake } from '../answers';
import { query, type Json } from '../bridge-api';
import { table } from '../words/table';
import { pretty, type Context } from './context';

export function addIntakes(program: Command, context: Context): void {
  const intakes = program.command('intakes').description("people who wait in a target's holding tank");
  intakes
    .command('list')
    .description('who waits')
    .requiredOption('--agency <id>', 'whose')
    .option('--target <participant>', 'at this target alone')
    .option('--json', 'as JSON')
    .action(async ({ agency, target, json }: { agency: string; target?: string; json?: boolean }) => {
      const bridge = await context.bridge();
      const answer = await bridge.ask<{ intakes: Intake[] }>('GET', `/v1/intakes${query({ agency, target })}`);
      if (json) context.print(pretty(answer.intakes));
      else if (answer.intakes.length === 0) context.print('Nobody waits.');
      else {
        const rows = answer.intakes.map((one) => [one.target, one.personId, one.subject ?? '', one.since]);
        context.print(table(context.paint, ['target', 'person', "sender's id", 'since'], rows));
      }
    });
  intakes
    .command('approve <agency> <target> <person>')
    .description('let this person in, and all they did meanwhile, in order')
    .action((agency: string, target: string, personId: string) => decide(context, 'approve', { agency, target, personId }));
  intakes
    .command('reject <agency> <target> <person>')
    .description('keep this person out; what they did is skipped')
    .requiredOption('--why <words>', 'the reason, kept with their events')
    .action((agency: string, target: string, personId: string, { why }: { why: string }) =>
      decide(context, 'reject', { agency, target, personId, why }),
    );
}

async function decide(
  context: Context,
  verb: 'approve' | 'reject',
  body: { agency: string; target: string; personId: string; why?: string },
): Promise<void> {
  const bridge = await context.bridge();
  const sent: Json = {
    agency: body.agency,
    target: body.target,
    personId: body.personId,
    ...(body.why === undefined ? {} : { why: body.why }),
  };
  await bridge.ask('POST', `/v1/intakes/${verb}`, sent);
  context.print(verb === 'approve' ? `${body.personId} is let in at ${body.target}.` : `${body.personId} is kept out of ${body.target}.`);
}
