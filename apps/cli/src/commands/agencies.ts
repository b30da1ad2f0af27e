import type { Command } from 'commander';
import type { Agency } from '../answers';
import { table } from '../words/table';
import { pretty, type Context } from './context';

export function addAgencies(program: Command, context: Context): void {
  const agencies = program.command('agencies').description('the agencies of this bridge');
  agencies
    .command('list')
    .description('every agency')
    .option('--json', 'as JSON')
    .action(async ({ json }: { json?: boolean }) => {
      const bridge = await context.bridge();
      const answer = await bridge.ask<{ agencies: Agency[] }>('GET', '/v1/agencies');
      if (json) context.print(pretty(answer.agencies));
      else if (answer.agencies.length === 0)
        context.print('No agency yet. Add one: people-exchange agencies add harbour --name "Harbour & Hill" --zone Europe/London');
      else
        context.print(
          table(
            context.paint,
            ['id', 'name', 'zone'],
            answer.agencies.map(({ id, name, zone }) => [id, name, zone]),
          ),
        );
    });
  agencies
    .command('add <id>')
    .description('a new agency')
    .requiredOption('--name <name>', 'what people call it')
    .requiredOption('--zone <zone>', 'its IANA time zone, such as Europe/London')
    .addHelpText('after', '\nExample:\n  people-exchange agencies add harbour --name "Harbour & Hill" --zone Europe/London')
    .action(async (id: string, { name, zone }: { name: string; zone: string }) => {
      const bridge = await context.bridge();
      await bridge.ask('POST', '/v1/agencies', { id, name, zone });
      context.print(`Agency ${id} is there. Next: people-exchange participants add ${id} ID --side website --name NAME`);
    });
}
