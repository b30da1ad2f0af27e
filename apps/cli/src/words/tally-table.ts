import type { Tally, TargetTally } from '../answers';
import type { Paint } from './paint';
import { table } from './table';

const numbers = [
  'routed',
  'in flight',
  'approval',
  'parent',
  'behind',
  'replay',
  'parked',
  'delivered',
  'ignored',
  'skipped',
  'erased',
] as const;

/** I4 as a table: per target routed = in flight + held + parked + delivered + ignored + skipped + erased. */
export function tallyTable(tally: Tally, paint: Paint): string {
  const rows = tally.targets.map((target) => [
    target.agency,
    target.name,
    side(target),
    ...counts(target).map((count, i) => painted(count, i, paint)),
  ]);
  const heading = `${tally.accepted} accepted, ${tally.repeated} repeated, ${tally.unrouted} for nobody`;
  const wrong = tally.targets
    .filter((target) => !adds(target))
    .map((target) => paint.bad(`${target.name}: the states do not add up to what was routed`));
  const held = paint.faint('approval, parent, behind and replay are what is held, and why.');
  const replayed = tally.targets.flatMap(({ name, replayed: told }) =>
    told && told.underWay + told.delivered + told.ignored + told.refused + told.erased > 0
      ? [
          paint.faint(
            `${name}, by replays beside that: ${told.underWay} under way, ${told.delivered} delivered, ${told.ignored} ignored, ${told.refused} refused, ${told.erased} erased.`,
          ),
        ]
      : [],
  );
  const gathered = tally.targets.flatMap(({ name, gathered: waiting }) =>
    waiting && waiting.events > 0
      ? [paint.faint(`${name}: ${waiting.events} of those in flight wait for more to go with them, the first until ${waiting.until}.`)]
      : [],
  );
  const heads = ['agency', 'target', 'side', ...numbers];
  return [paint.strong(heading), table(paint, heads, rows, numbers), held, ...gathered, ...replayed, ...wrong].join('\n');
}

function counts(target: TargetTally): number[] {
  const { approval, parent, behind, replay } = target.held;
  return [
    target.routed,
    target.inFlight,
    approval,
    parent,
    behind,
    replay,
    target.parked,
    target.delivered,
    target.ignored,
    target.skipped,
    target.erased,
  ];
}

function adds(target: TargetTally): boolean {
  const [routed, ...states] = counts(target);
  return routed === states.reduce((sum, count) => sum + count, 0);
}

function painted(count: number, i: number, paint: Paint): string {
  if (count === 0) return paint.faint('0');
  const name = numbers[i];
  if (name === 'parked') return paint.bad(String(count));
  return i >= 1 && i <= 5 ? paint.waiting(String(count)) : String(count);
}

function side({ side: which }: TargetTally): string {
  return which === 'website' ? 'website' : 'back office';
}
