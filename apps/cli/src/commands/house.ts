import { InvalidArgumentError, type Command } from 'commander';
import { CommandFailed } from '../bridge-api';
import type { Context, Wiring } from './context';

const twins = ['website', 'back-office', 'reapit', 'gohighlevel', 'follow-up-boss', 'tracker'];

/** Commands that need the database, the log or a process of their own, not the bridge's HTTP. */
export function addHousekeeping(program: Command, context: Context, wiring: Wiring): void {
  program
    .command('migrate')
    .description('bring the tables up to date and make the first access; apps that run apart need it first (DATABASE_URL)')
    .action(() => wiring.migrate());
  program
    .command('rebuild')
    .description(
      "make the lead desk's projections anew from the inbox; what people did in it stays (DATABASE_URL, else the data folder of a bridge that is stopped)",
    )
    .action(() => wiring.rebuild());
  program
    .command('topics')
    .description('the topics of the event log on Kafka')
    .command('create')
    .description('make them, with their partitions and retention (KAFKA_BROKERS)')
    .option('--partitions <n>', 'partitions of each topic', whole)
    .option('--replication <n>', 'copies of each partition', whole)
    .option('--retention-days <n>', 'how long events stay in the log', whole)
    .addHelpText('after', '\nExample:\n  KAFKA_BROKERS=kafka:9092 people-exchange topics create --partitions 12 --replication 3')
    .action(async (flags: { partitions?: number; replication?: number; retentionDays?: number }) =>
      context.print(
        await wiring.createTopics({ partitions: flags.partitions, replication: flags.replication, retentionDays: flags.retentionDays }),
      ),
    );
  program
    .command('twin <kind> [options...]')
    .description(
      `a twin to develop and test against, which can misbehave: ${twins.join(', ')}; the first two speak the contract, the tracker takes owners in, the others speak as their vendors do`,
    )
    .allowUnknownOption()
    .addHelpText(
      'after',
      '\nExamples:\n  people-exchange twin website --port 4001 --secret whsec_…\n  people-exchange twin back-office --help-twin\n  people-exchange twin reapit --port 4002 --fault late,rate-limited',
    )
    .action(async (kind: string, options: string[]) => {
      if (!twins.includes(kind)) throw new CommandFailed(`There is no twin "${kind}": say ${twins.join(', ')}.`);
      const code = await wiring.twin([kind, ...options.map((option) => (option === '--help-twin' ? '--help' : option))]);
      if (code !== 0) throw new CommandFailed(`The twin ended with ${code}.`);
    });
}

function whole(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError('a whole number from 1');
  return value;
}
