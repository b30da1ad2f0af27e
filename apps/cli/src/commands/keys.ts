import type { Command } from 'commander';
import type { Context } from './context';

export function addKeys(program: Command, context: Context): void {
  const keys = program
    .command('keys')
    .description('the keys of participants: two are valid at a time, so that one can be changed for the next');
  keys
    .command('make <agency> <participant>')
    .description('a new key, shown this once')
    .addHelpText('after', '\nTo change a key without a gap: make a new one, give it to the participant, revoke the old one.')
    .action(async (agency: string, participant: string) => {
      const bridge = await context.bridge();
      const made = await bridge.ask<{ id: string; key: string }>('POST', pathOf(agency, participant));
      context.print(`Key ${made.id} of ${participant}. Keep it now; it is not shown again:\n  ${made.key}`);
    });
  keys
    .command('revoke <agency> <participant> <key-id>')
    .description('end a key by its id (people-exchange participants list shows the ids)')
    .action(async (agency: string, participant: string, id: string) => {
      const bridge = await context.bridge();
      await bridge.ask('DELETE', `${pathOf(agency, participant)}/${encodeURIComponent(id)}`);
      context.print(`Key ${id} of ${participant} is revoked.`);
    });
}

function pathOf(agency: string, participant: string): string {
  return `/v1/participants/${encodeURIComponent(agency)}/${encodeURIComponent(participant)}/keys`;
}
