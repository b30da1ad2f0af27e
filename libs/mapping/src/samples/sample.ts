import type { AnswerSeen } from '../apply/context';
import type { PackFiles } from '../files';
import type { PackProblem } from '../problem';

/** Texts by the name of a record, and by an id of one. */
type ByRecord = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** An event, and what the vendor would answer: what requests come of it? */
export interface OutSample {
  readonly event: Readonly<Record<string, unknown>>;
  readonly ids?: Readonly<Record<string, string>>;
  readonly known?: Readonly<Record<string, unknown>>;
  /** Answers by request; 200 without a body where none is given. */
  readonly answers?: Readonly<Record<string, Partial<AnswerSeen>>>;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** The vendor's ids of other persons by record and person, which `$theirs` answers: `{contact: {"W2": "C2"}}`. */
  readonly theirs?: ByRecord;
}

/** Events of one person that wait behind each other: what one request comes of them? */
export interface TogetherSample extends Omit<OutSample, 'event' | 'answers'> {
  readonly events: readonly OutSample['event'][];
}

/** A webhook of the vendor: what notifications is it? */
export interface HookSample {
  readonly hook: { readonly headers?: Readonly<Record<string, string>>; readonly body: unknown };
}

/** A record of the vendor: what events come of it? */
export interface RecordSample {
  readonly record: { readonly kind: string; readonly id: string; readonly value: unknown };
  /** Whether nothing of it was taken before; so it is unless told. */
  readonly first?: boolean;
  /** Our own keys by record and the vendor's id, which `$ours` answers: `{applicant: {APP1: "s1"}}`. */
  readonly ours?: ByRecord;
  /** The vendor's ids of persons by record and id, which `$personOf` answers: `{appointment: {A1: "C1"}}`. */
  readonly personOf?: ByRecord;
  readonly settings?: Readonly<Record<string, unknown>>;
}

/** A page of a sweep: how is it asked for, and what is read in the answer? */
export interface SweepSample {
  readonly sweep: {
    readonly record: string;
    readonly since: string;
    /** What the page before said of this one. */
    readonly page?: Readonly<Record<string, string>>;
    readonly answer?: unknown;
  };
  readonly settings?: Readonly<Record<string, unknown>>;
}

/** A page of a list the vendor keeps: how is it asked for, and what of the settings and tables is not in it? */
export interface ListSample {
  readonly list: { readonly name: string; readonly page?: Readonly<Record<string, string>>; readonly answer?: unknown };
  readonly settings?: Readonly<Record<string, unknown>>;
}

export type Sample = OutSample | TogetherSample | HookSample | RecordSample | SweepSample | ListSample;

const within = /^samples\/([\w.-]+)\.json$/u;

/** Samples of a pack by name; each file has one of `event`, `events`, `hook: {headers, body}`, `record: {kind, id, value}`, `sweep: {record, since, answer}` and `list: {name, answer}`. */
export function samplesIn(files: PackFiles): { samples: ReadonlyMap<string, Sample>; problems: readonly PackProblem[] } {
  const samples = new Map<string, Sample>();
  const problems: PackProblem[] = [];
  for (const [file, text] of files) {
    const name = within.exec(file)?.[1];
    if (name === undefined) continue;
    const value = parsed(text);
    if (isSample(value)) samples.set(name, value);
    else
      problems.push({
        file,
        line: 1,
        column: 1,
        message: 'is no sample: JSON with one of event, events, hook {body}, record {kind, id, value}, sweep {record, since}, list {name}',
      });
  }
  return { samples, problems };
}

/** What a sample is expected to lead to; nothing where the pack does not say. @throws SyntaxError where it is no JSON */
export function expectedOf(files: PackFiles, name: string): unknown {
  const text = files.get(`expected/${name}.json`);
  return text === undefined ? undefined : JSON.parse(text);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // told as a sample that is none
  }
}

function isSample(value: unknown): value is Sample {
  if (!isObject(value)) return false;
  if (isObject(value['event'])) return typeof value['event']['type'] === 'string';
  if (Array.isArray(value['events'])) return value['events'].every((event) => isObject(event) && typeof event['type'] === 'string');
  if (isObject(value['hook'])) return 'body' in value['hook'];
  if (isObject(value['sweep'])) return typeof value['sweep']['record'] === 'string' && typeof value['sweep']['since'] === 'string';
  if (isObject(value['list'])) return typeof value['list']['name'] === 'string';
  return isObject(value['record']) && typeof value['record']['kind'] === 'string' && typeof value['record']['id'] === 'string';
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;
