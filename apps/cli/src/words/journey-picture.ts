import type { Attempt, Journey, JourneyTarget, MadeRequest } from '../answers';
import { paintState, type Paint } from './paint';

/** One event's journey as a picture of lines: what became of it first, then each hop, each target, each attempt. */
export function journeyPicture(journey: Journey, paint: Paint): string {
  const row = journey.row ? ` (${journey.row})` : '';
  const about = journey.subject ? ` about ${journey.subject}` : '';
  const lines = [
    paint.strong(journey.sentence),
    '',
    `${journey.type}${row}${about}, from ${journey.participantName} (${journey.side === 'website' ? 'website' : 'back office'})`,
    paint.faint(`id ${journey.id}   source ${journey.source}${journey.personId ? `   person ${journey.personId}` : ''}`),
  ];
  if (journey.time) lines.push(paint.faint(`happened ${journey.time}`));
  if (journey.repeated > 0) lines.push(paint.waiting(`arrived ${journey.repeated + 1} times, counted once`));
  lines.push('');
  const hops = journey.hops.filter(({ place }) => place !== 'target');
  const first = hops.find(({ at }) => at !== null)?.at ?? null;
  for (const hop of hops) lines.push(`● ${clock(hop.at, first)}  ${hop.place.padEnd(8)}  ${hop.name}  ${paint.faint(hop.detail)}`);
  journey.targets.forEach((target, i) => {
    const last = i === journey.targets.length - 1;
    const requests = (journey.requests ?? []).filter(({ connection }) => connection === target.target);
    lines.push(...targetLines(target, requests, first, last, paint));
  });
  if (journey.targets.length === 0) lines.push('└─ it goes to nobody');
  for (const replay of journey.replays ?? []) {
    const words = [replay.status === null ? '' : `answered ${replay.status}`, replay.reason ?? ''].filter(Boolean).join(', ');
    lines.push(
      `↻  ${clock(replay.at, first)}  replay ${replay.run}  ${paintState(paint, replay.state)}  ${replay.name}${words ? `  ${paint.faint(words)}` : ''}`,
    );
  }
  return lines.join('\n');
}

function targetLines(target: JourneyTarget, requests: readonly MadeRequest[], first: string | null, last: boolean, paint: Paint): string[] {
  const stem = last ? '   ' : '│  ';
  const notes = [target.late ? 'late' : '', target.row ?? '', target.reason ?? '', target.by ? `by ${target.by}` : '']
    .filter(Boolean)
    .join(', ');
  const lines = [
    `${last ? '└─' : '├─'} ${clock(target.endedAt, first)}  ${paintState(paint, target.state)}  ${target.name}${notes ? `  ${paint.faint(notes)}` : ''}`,
  ];
  for (const attempt of target.attempts)
    lines.push(`${stem}   attempt ${attempt.number}  ${clock(attempt.at, first)}  ${answered(attempt, paint)}`);
  for (const made of requests) {
    lines.push(
      `${stem}   asked      ${clock(made.at, first)}  ${made.request}  ${made.method} ${made.path}  ${answered({ ...made, error: null }, paint)}`,
    );
    for (const { by, overlap } of made.areas)
      lines.push(`${stem}              ${paint.faint(`area by ${by}: ${(overlap * 100).toFixed(1)} % of the two is shared`)}`);
  }
  if (target.nextAttemptAt) lines.push(`${stem}   ${paint.waiting(`next attempt at ${target.nextAttemptAt}`)}`);
  return lines;
}

function answered({ status, error, tookMs, events = 1 }: Omit<Attempt, 'number' | 'at'>, paint: Paint): string {
  const words = status === null ? (error ?? 'no answer') : `answered ${status}${error ? ` (${error})` : ''}`;
  const well = status !== null && status >= 200 && status < 300;
  return `${well ? paint.good(words) : paint.bad(words)} ${paint.faint(`after ${tookMs} ms${events > 1 ? `, with ${events - 1} more in one request` : ''}`)}`;
}

/** The time of day with milliseconds (UTC), or how long after the first hop where it is on the same day. */
function clock(at: string | null, first: string | null): string {
  if (at === null) return '       not yet';
  const since = first === null ? 0 : Date.parse(at) - Date.parse(first);
  if (since <= 0) return at.slice(11, 24).padStart(14);
  return `+${spell(since)}`.padStart(14);
}

function spell(ms: number): string {
  if (ms < 1_000) return `${ms} ms`;
  if (ms < 120_000) return `${(ms / 1_000).toFixed(1)} s`;
  if (ms < 7_200_000) return `${Math.round(ms / 60_000)} min`;
  return `${Math.round(ms / 3_600_000)} h`;
}
