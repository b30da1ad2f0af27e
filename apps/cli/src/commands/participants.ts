import { Option, type Command } from 'commander';
import type { MadeParticipant, Participant } from '../answers';
import { CommandFailed, query, type Json } from '../bridge-api';
import { table } from '../words/table';
import { pretty, type Context } from './context';

interface AddFlags {
  side: 'website' | 'back-office';
  name: string;
  webhook?: string;
  allowPrivate?: boolean;
  feed?: boolean;
  types?: string[];
  offices?: string[];
  gather?: string[];
  quiet?: string;
  atMost?: string;
  approval?: boolean;
  concurrency?: string;
  json?: boolean;
}

export function addParticipants(program: Command, context: Context): void {
  const participants = program.command('participants').description('the websites and back offices of an agency');
  participants
    .command('list')
    .description('every participant, with its keys that are valid')
    .option('--agency <id>', 'of this agency alone')
    .option('--json', 'as JSON')
    .action(async ({ agency, json }: { agency?: string; json?: boolean }) => {
      const bridge = await context.bridge();
      const answer = await bridge.ask<{ participants: Participant[] }>('GET', `/v1/participants${query({ agency })}`);
      context.print(json ? pretty(answer.participants) : listed(answer.participants, context));
    });
  participants
    .command('add <agency> <id>')
    .description('a new participant; shows its key and webhook secret, this once')
    .addOption(new Option('--side <side>', 'which side it is on').choices(['website', 'back-office']).makeOptionMandatory())
    .requiredOption('--name <name>', 'what people call it')
    .option('--webhook <url>', 'deliver to it by signed webhook at this address')
    .option('--allow-private', 'the webhook address may be a private one (recorded)')
    .option('--feed', 'it reads GET /v1/feed itself')
    .option('--types <type...>', 'it hears these event types alone')
    .option('--offices <office...>', 'it hears of these offices alone')
    .option(
      '--gather <type...>',
      'what a person has of these event types waits for what else comes, and goes in one request (a webhook alone)',
    )
    .option('--quiet <seconds>', 'with --gather: it waits until nothing more came for so long', '60')
    .option('--at-most <seconds>', 'with --gather: but no longer than this after the first', '600')
    .option('--approval', 'new people wait until somebody approves them')
    .option('--concurrency <n>', 'how many persons at once')
    .option('--json', 'as JSON')
    .addHelpText(
      'after',
      '\nExamples:\n  people-exchange participants add harbour site --side website --name "Our website" --webhook https://www.example.com/hooks\n  people-exchange participants add harbour crm --side back-office --name "Our CRM" --feed',
    )
    .action(async (agency: string, id: string, flags: AddFlags) => {
      const bridge = await context.bridge();
      const made = await bridge.ask<MadeParticipant>('POST', '/v1/participants', newParticipant(agency, id, flags));
      context.print(flags.json ? pretty(made) : secrets(made));
    });
  participants
    .command('gather <agency> <id> [types...]')
    .description('event types it hears together: what a person has of them waits for what else comes, and goes in one request')
    .option('--quiet <seconds>', 'it waits until nothing more came for so long', '60')
    .option('--at-most <seconds>', 'but no longer than this after the first', '600')
    .option('--off', 'everything comes one by one')
    .addHelpText(
      'after',
      '\nExample, one welcome mail that names the new saves:\n  people-exchange participants gather harbour site interest.registered interest.withdrawn --quiet 60 --at-most 600',
    )
    .action(async (agency: string, id: string, types: string[], flags: GatherFlags & { off?: boolean }) => {
      if (flags.off ? types.length > 0 : types.length === 0)
        throw new CommandFailed('Name the event types it hears together, or say --off: participants gather AGENCY ID TYPE… | --off');
      const bridge = await context.bridge();
      const { participants: all } = await bridge.ask<{ participants: Participant[] }>('GET', `/v1/participants${query({ agency })}`);
      const { gather: _before, ...receives } = all.find((one) => one.id === id)?.receives ?? {};
      await bridge.ask('PATCH', `/v1/participants/${encodeURIComponent(agency)}/${encodeURIComponent(id)}`, {
        receives: { ...receives, ...(flags.off ? {} : { gather: gatherOf(types, flags) }) },
      });
      context.print(
        flags.off ? `${id} of ${agency} hears everything one by one.` : `${id} of ${agency} hears ${types.join(' and ')} together.`,
      );
    });
  for (const [verb, state, does] of [
    ['pause', 'paused', 'deliver nothing to it; what is for it waits'],
    ['resume', 'active', 'deliver to it again, what waited first'],
  ] as const) {
    participants
      .command(`${verb} <agency> <id>`)
      .description(does)
      .action(async (agency: string, id: string) => {
        const bridge = await context.bridge();
        await bridge.ask('PATCH', `/v1/participants/${encodeURIComponent(agency)}/${encodeURIComponent(id)}`, { state });
        context.print(`${id} of ${agency} is ${state}.`);
      });
  }
}

interface GatherFlags {
  quiet?: string;
  atMost?: string;
}

function gatherOf(types: readonly string[], { quiet, atMost }: GatherFlags): Json {
  return { types: [...types], quietSeconds: Number(quiet), atMostSeconds: Number(atMost) };
}

function newParticipant(agency: string, id: string, flags: AddFlags): Json {
  if (flags.webhook !== undefined && flags.feed)
    throw new CommandFailed('A participant has a webhook or the feed, not both: leave --webhook or --feed out.');
  const delivery: Json =
    flags.webhook !== undefined
      ? { mode: 'webhook', url: flags.webhook, ...(flags.allowPrivate ? { allowPrivate: true } : {}) }
      : { mode: flags.feed ? 'feed' : 'none' };
  return {
    agency,
    id,
    name: flags.name,
    side: flags.side === 'website' ? 'website' : 'backOffice',
    delivery,
    ...(flags.types || flags.offices || flags.gather
      ? {
          receives: {
            ...(flags.types ? { types: flags.types } : {}),
            ...(flags.offices ? { offices: flags.offices } : {}),
            ...(flags.gather ? { gather: gatherOf(flags.gather, flags) } : {}),
          },
        }
      : {}),
    ...(flags.approval ? { admission: 'approval' } : {}),
    ...(flags.concurrency !== undefined ? { concurrency: Number(flags.concurrency) } : {}),
  };
}

function secrets({ participant, key, webhookSecret }: MadeParticipant): string {
  const lines = [
    `${participant.name} (${participant.id}) of ${participant.agency} is there. Keep these now; they are not shown again:`,
    `  key             ${key.key}`,
  ];
  if (webhookSecret !== null) lines.push(`  webhook secret  ${webhookSecret}`);
  return lines.join('\n');
}

function listed(participants: readonly Participant[], { paint }: Context): string {
  if (participants.length === 0)
    return 'No participant yet. Add one: people-exchange participants add AGENCY ID --side website --name NAME';
  return table(
    paint,
    ['agency', 'id', 'name', 'side', 'hears by', 'state', 'admission', 'keys'],
    participants.map((one) => [
      one.agency,
      one.id,
      one.name,
      one.side === 'website' ? 'website' : 'back office',
      one.webhookUrl ?? one.mode,
      one.state === 'paused' ? paint.waiting(one.state) : one.state,
      one.admission,
      one.keys
        .filter(({ revokedAt }) => revokedAt === null)
        .map(({ id }) => id)
        .join(' '),
    ]),
  );
}
