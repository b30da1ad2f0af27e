import type { Finding } from './findings';

/** A record that must be there in the end: made by one event, or by several that write the same. */
export interface Wanted {
  /** What it is at the vendor, such as `note`. */
  kind: string;
  /** What it is found by: the key of its event, or whatever else tells it from others of its kind. */
  mark: string;
  /** Whom it is about. */
  person: string;
  /** What it must say in the end, where that matters. */
  says?: string;
  /** The last event that wrote it. */
  event: Finding['event'];
  /** Whether it was made is not known to the bridge, which says so: then both are right. */
  doubtful?: boolean;
}

/** A record that is there. */
export interface Held {
  kind: string;
  mark: string;
  person: string;
  says?: string;
}

/** A doubtful record, and what a look at the vendor shows. */
export interface Doubt {
  wanted: Wanted;
  applied: boolean;
}

export interface RecordComparison {
  /** Records that had to be there, and are, once, with the right person. */
  agreed: number;
  findings: Finding[];
  doubts: Doubt[];
}

/**
 * Holds what a vendor has against what had to come of the events, record by record: none missing, none twice, none with another
 * person, none that nobody asked for. Pure, so that a doctored vendor must make it find something.
 */
export function compareRecords(wanted: readonly Wanted[], held: readonly Held[], at: string): RecordComparison {
  const there = grouped(held);
  const asked = grouped(wanted);
  const result: RecordComparison = { agreed: 0, findings: [], doubts: [] };
  for (const [key, group] of asked) judge(group, there.get(key) ?? [], at, result);
  for (const [key, group] of there)
    if (!asked.has(key))
      for (const one of group)
        result.findings.push({ fault: 'unexpected', at, event: null, sentence: `${at} has ${named(one)}, which nothing asked for` });
  return result;
}

function judge(wanted: readonly Wanted[], held: readonly Held[], at: string, result: RecordComparison): void {
  const sure = wanted.filter(({ doubtful }) => doubtful !== true);
  const doubtful = wanted.filter((one) => one.doubtful === true);
  for (const [i, one] of doubtful.entries()) result.doubts.push({ wanted: one, applied: i < held.length - sure.length });
  const [first] = wanted;
  if (!first) return;
  const about = { at, event: first.event };
  if (held.length < sure.length) {
    const instead = held.length > 0 ? `${held.length} of ${sure.length}` : 'no';
    result.findings.push({ fault: 'missing', ...about, sentence: `${at} has ${instead} ${named(first)}` });
  } else if (held.length > wanted.length) {
    const times = wanted.length > 1 ? ` instead of ${wanted.length} times` : ' times';
    result.findings.push({ fault: 'doubled', ...about, sentence: `${at} has ${named(first)} ${held.length}${times}` });
  }
  const stranger = held.find(({ person }) => !wanted.some((one) => one.person === person));
  if (stranger)
    result.findings.push({ fault: 'wrongPerson', ...about, sentence: `${at} has ${named(first)} with ${stranger.person || 'nobody'}` });
  const other = held.find(({ says }) => wanted.every((one) => one.says !== undefined && one.says !== says));
  if (other && !doubtful.length)
    result.findings.push({
      fault: 'altered',
      ...about,
      sentence: `${at} has ${named(first)}, which should say "${first.says}" and says "${other.says}"`,
    });
  if (held.length >= sure.length && held.length <= wanted.length && !stranger && !other) result.agreed += held.length;
}

function grouped<T extends { kind: string; mark: string }>(all: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const key = `${one.kind} ${one.mark}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return groups;
}

function named({ kind, mark, person, event }: Held & { event?: Finding['event'] }): string {
  return `${kind} ${mark}${event ? ` of ${event.type} ${event.id}` : ''}${person && person !== mark ? ` (${person})` : ''}`;
}
