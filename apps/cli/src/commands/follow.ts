import type { Command } from 'commander';
import type { Journey, MadeRequest, Tally } from '../answers';
import { type BridgeApi, CommandFailed, query } from '../bridge-api';
import { journeyPicture } from '../words/journey-picture';
import { tallyTable } from '../words/tally-table';
import { pretty, type Context } from './context';

export function addFollowing(program: Command, context: Context): void {
  program
    .command('journey <source> <id>')
    .description('every hop of one event: what became of it, where, when and why')
    .option('--json', 'as JSON')
    .addHelpText('after', '\nExample:\n  people-exchange journey https://www.example.com first-1')
    .action(async (source: string, id: string, { json }: { json?: boolean }) => {
      const bridge = await context.bridge();
      const { journeys } = await bridge.ask<{ journeys: Journey[] }>('GET', `/v1/journeys${query({ source, id })}`);
      if (journeys.length === 0) {
        throw new CommandFailed(
          `Nothing is known of event ${id} of source ${source}.\nIt was never accepted, was accepted a moment ago and is not read yet, or source or id is not quite what was sent (both stand in the receipt).`,
        );
      }
      const whole = await Promise.all(
        journeys.map(async (journey): Promise<Journey> => {
          const made = await madeRequests(bridge, journey);
          return made.length === 0 ? journey : { ...journey, requests: made };
        }),
      );
      context.print(json ? pretty(whole) : whole.map((journey) => journeyPicture(journey, context.paint)).join('\n\n'));
    });
  program
    .command('tally')
    .description('what became of everything, per target')
    .option('--agency <id>', 'of this agency alone')
    .option('--json', 'as JSON')
    .action(async ({ agency, json }: { agency?: string; json?: boolean }) => {
      const bridge = await context.bridge();
      const tally = await bridge.ask<Tally>('GET', `/v1/tally${query({ agency })}`);
      context.print(json ? pretty(tally) : tallyTable(tally, context.paint));
    });
}

/** Known where connections are served; elsewhere the journey is told without them. */
async function madeRequests(bridge: BridgeApi, { participant, source, id, targets }: Journey): Promise<MadeRequest[]> {
  if (targets.length === 0) return [];
  try {
    const { requests } = await bridge.ask<{ requests: MadeRequest[] }>('GET', `/v1/made-requests${query({ participant, source, id })}`);
    return requests;
  } catch (problem) {
    if (problem instanceof CommandFailed) return [];
    throw problem;
  }
}
