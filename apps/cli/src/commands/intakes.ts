import { Option, type Command } from 'commander';
import type { Intake, ReadIntake } from '../answers';
import { query } from '../bridge-api';
import { drawIntake, listed } from '../words/intake-words';
import { pretty, type Context } from './context';
import { decide, decideAll } from './decide-intakes';

interface ListFlags {
  agency: string;
  target?: string;
  state?: string;
  json?: boolean;
}

export function addIntakes(program: Command, context: Context): void {
  const intakes = program.command('intakes').description("people who wait in a target's holding tank");
  addReading(intakes, context);
  addDeciding(intakes, context);
  addMerging(intakes, context);
}

function addReading(intakes: Command, context: Context): void {
  intakes
    .command('list')
    .description('who waits, the longest first; names and addresses are masked')
    .requiredOption('--agency <id>', 'whose')
    .option('--target <participant>', 'at this target alone')
    .addOption(new Option('--state <state>', 'others than those who wait').choices(['waiting', 'admitted', 'rejected', 'spam', 'all']))
    .option('--json', 'as JSON')
    .action(async ({ agency, target, state, json }: ListFlags) => {
      const bridge = await context.bridge();
      const answer = await bridge.ask<{ intakes: Intake[] }>('GET', `/v1/intakes${query({ agency, target, state })}`);
      context.print(json ? pretty(answer.intakes) : listed(answer.intakes, context.paint));
    });
  intakes
    .command('show <agency> <target> <person>')
    .description('one of them: what they did meanwhile, who they may be and why, who decided what')
    .option('--json', 'as JSON')
    .action(async (agency: string, target: string, person: string, { json }: { json?: boolean }) => {
      const bridge = await context.bridge();
      const path = `/v1/intakes/${encodeURIComponent(target)}/${encodeURIComponent(person)}${query({ agency })}`;
      const { intake } = await bridge.ask<{ intake: ReadIntake }>('GET', path);
      context.print(json ? pretty(intake) : drawIntake(intake));
    });
}

function addDeciding(intakes: Command, context: Context): void {
  const several = (verb: 'approve' | 'reject' | 'spam') => (agency: string, target: string, persons: string[], o: { why?: string }) =>
    persons.length === 1 && persons[0] !== undefined
      ? decide(context, verb, { agency, target, personId: persons[0], why: o.why })
      : decideAll(context, verb, { agency, target, persons, why: o.why });
  intakes
    .command('approve <agency> <target> <person...>')
    .description('let these people in, and all they did meanwhile, in order')
    .action(several('approve'));
  intakes
    .command('reject <agency> <target> <person...>')
    .description('keep these people out; what they did is skipped')
    .requiredOption('--why <words>', 'the reason, kept with their events')
    .action(several('reject'));
  intakes
    .command('spam <agency> <target> <person...>')
    .description('keep these people out as spam; later registrations of the same address and website are shown with it')
    .option('--why <words>', 'the reason, kept with their events')
    .action(several('spam'));
}

interface OtherFlags {
  into?: string;
  subject?: string;
  from?: string;
  why?: string;
}

function addMerging(intakes: Command, context: Context): void {
  intakes
    .command('merge <agency> <target> <person>')
    .description('this is somebody known already: what was held flows on under the id that the target has for them')
    .option('--into <person>', "the bridge's id of who it is; intakes show lists candidates")
    .option('--subject <id>', "or the target's own id of who it is")
    .option('--why <words>', 'how you know')
    .action((agency: string, target: string, personId: string, { into, subject, why }: OtherFlags) =>
      decide(context, 'merge', { agency, target, personId, why, other: subject === undefined ? { personId: into ?? '' } : { subject } }),
    );
  intakes
    .command('undo <agency> <target> <person>')
    .description('take a merge back: the person waits once more; what was delivered stays, and is shown')
    .option('--why <words>', 'the reason')
    .action((agency: string, target: string, personId: string, { why }: OtherFlags) =>
      decide(context, 'undo', { agency, target, personId, why }),
    );
  intakes
    .command('separate <agency> <target> <person>')
    .description('two that a rule took for one are two people; no rule links them again')
    .requiredOption('--from <person>', "the bridge's id of the other")
    .option('--why <words>', 'how you know')
    .action((agency: string, target: string, personId: string, { from, why }: OtherFlags) =>
      decide(context, 'separate', { agency, target, personId, why, other: { personId: from ?? '' } }),
    );
}
