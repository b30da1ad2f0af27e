import {
  areaFunctions,
  differencesOf,
  explainSample,
  MappingFailed,
  type OutSample,
  type Pack,
  type PackFiles,
  type PackProblem,
  playSample,
  type Sample,
  samplesIn,
} from '#mapping';
import type { PlayedDraft } from './draft-task';

/** Plays a sample of the draft and holds it against what is expected. */
export async function playNamed(pack: Pack, name: string): Promise<PlayedDraft> {
  const sample = samplesIn(pack.files).samples.get(name);
  if (!sample) return failed(null, { file: `samples/${name}.json`, line: 1, column: 1, message: 'is no sample of this draft' });
  const played = await play(pack, sample);
  const text = pack.files.get(`expected/${name}.json`);
  if (text === undefined || !played.played) return played;
  try {
    const expected: unknown = JSON.parse(text);
    return { ...played, expected, differences: differencesOf(expected, played.played, '') };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const problem = { file: `expected/${name}.json`, line: 1, column: 1, message: `is no JSON: ${error.message}` };
    return { ...played, problems: [problem] };
  }
}

/** Plays an event as it would be told, with ids, answers and settings of a sample of its type; stand-ins where there is none. */
export function playPast(pack: Pack, event: Readonly<Record<string, unknown>>): Promise<PlayedDraft> {
  const alike = [...samplesIn(pack.files).samples.values()].find(
    (sample): sample is OutSample => 'event' in sample && sample.event['type'] === event['type'],
  );
  return play(pack, alike ? { ...alike, event } : { event, ...standIns(pack) });
}

function standIns({ document: { records = {}, settings } }: Pack): Pick<OutSample, 'ids' | 'settings'> {
  return {
    ids: Object.fromEntries(Object.keys(records).map((record) => [record, `${record.toUpperCase()}-1`])),
    settings: Object.fromEntries(
      Object.entries(settings).flatMap(([name, { secret, kind, choices, default: usual }]) =>
        secret ? [] : [[name, usual ?? (kind === 'table' ? {} : kind === 'switch' ? false : (choices?.[0] ?? name))]],
      ),
    ),
  };
}

/** What of a sample is known while its pack cannot be played. */
export function unplayed(files: PackFiles, problems: readonly PackProblem[], name?: string): PlayedDraft {
  const sample = (name === undefined ? undefined : samplesIn(files).samples.get(name)) ?? null;
  return { problems, sample, played: null, differences: [], why: [] };
}

async function play(pack: Pack, sample: Sample): Promise<PlayedDraft> {
  try {
    if ('event' in sample) {
      const { played, why } = await explainSample(pack, sample, areaFunctions);
      return { problems: [], sample, played, differences: [], why };
    }
    return { problems: [], sample, played: await playSample(pack, sample, areaFunctions), differences: [], why: [] };
  } catch (error) {
    if (error instanceof MappingFailed) return failed(sample, problemOf(error));
    throw error;
  }
}

const failed = (sample: Sample | null, problem: PackProblem): PlayedDraft => ({
  problems: [problem],
  sample,
  played: null,
  differences: [],
  why: [],
});

/** `FILE:LINE:COLUMN` as a place; a file alone is its first line. */
function problemOf({ at, reason }: MappingFailed): PackProblem {
  const [, file = at, line = '1', column = '1'] = /^(.*?)(?::(\d+):(\d+))?$/u.exec(at) ?? [];
  return { file, line: Number(line), column: Number(column), message: reason };
}
