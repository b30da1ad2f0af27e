import type { PersonPreview, ReplayRun } from '../answers';
import { many } from './many';
import type { Paint } from './paint';

const counted = { exactly: '', atLeast: 'at least ', atMost: 'at most ' } as const;

/** What a plan would tell, in a sentence. */
export function planned(run: ReplayRun): string {
  const what = run.kind === 'fill' ? 'Fill' : 'Replay';
  const events = `${counted[run.counted]}${many(run.events, 'event')}`;
  return `${what} ${run.id} of ${run.target} is planned: ${events} of ${many(run.persons, 'person')}, ${run.atOnce} at a time. Nothing is sent yet.`;
}

/** How far a run is, in a line. */
export function progress(run: ReplayRun, paint: Paint): string {
  const told = run.delivered + run.ignored + run.refused + run.erased;
  const parts = [
    `${run.personsDone} of ${many(run.persons, 'person')}`,
    `${told} of ${counted[run.counted]}${many(run.events, 'event')}`,
    ...(run.delivered > 0 ? [paint.good(`${run.delivered} delivered`)] : []),
    ...(run.ignored > 0 ? [paint.faint(`${run.ignored} ignored`)] : []),
    ...(run.refused > 0 ? [paint.bad(`${run.refused} refused`)] : []),
    ...(run.erased > 0 ? [paint.faint(`${run.erased} erased`)] : []),
  ];
  return `${paintRun(run.state, paint)}  ${parts.join(', ')}`;
}

export function paintRun(state: ReplayRun['state'], paint: Paint): string {
  if (state === 'done') return paint.good(state);
  return state === 'planned' ? paint.faint(state) : paint.waiting(state);
}

/** Each event beside what the target was last told of the same thing. */
export function previewed(persons: readonly PersonPreview[], paint: Paint): string {
  return persons.map((person) => personLines(person, paint).join('\n')).join('\n\n');
}

function personLines({ personId, events, more }: PersonPreview, paint: Paint): string[] {
  const lines = [paint.strong(`person ${personId}`)];
  for (const event of events) {
    const last = event.told
      ? `last told ${event.told.type ?? ''} ${event.told.id ?? ''} at ${event.told.at}`.replaceAll('  ', ' ')
      : 'told nothing of it yet';
    lines.push(`  ${event.receivedAt}  ${event.type}  ${event.id}  ${paint.faint(event.leftOut ? `left out: ${event.leftOut}` : last)}`);
    for (const change of event.changes) lines.push(`    ${changeLine(change, paint)}`);
    if (event.would) lines.push(`    ${paint.faint('body')} ${JSON.stringify(event.would)}`);
  }
  return more ? [...lines, paint.faint('  … and more')] : lines;
}

function changeLine({ path, was, would }: PersonPreview['events'][number]['changes'][number], paint: Paint): string {
  if (was === undefined && would === undefined) return paint.waiting(`~ ${path}`);
  return [
    ...(was === undefined ? [] : [paint.bad(`- ${path} ${JSON.stringify(was)}`)]),
    ...(would === undefined ? [] : [paint.good(`+ ${path} ${JSON.stringify(would)}`)]),
  ].join('  ');
}
