import { canonicalJson } from '#people-exchange';
import type { MappingFunctions } from '../expression';
import type { Pack } from '../pack';
import { MappingFailed, type PackProblem } from '../problem';
import { type Played, playSample } from './play-sample';
import { expectedOf, type Sample, samplesIn } from './sample';
import type { VendorSpec } from './vendor-spec';

export interface TriedSample {
  readonly name: string;
  readonly played?: Played;
  /** What differs from what was expected, or went wrong; empty where all is as expected. */
  readonly differences: readonly string[];
}

/**
 * Plays every sample of a pack and holds it against what is expected, and against the vendor's own description where it was
 * brought. Event types with requests need a sample each. @throws NotASpec where it lacks a model that the pack names
 */
export async function trySamples(
  pack: Pack,
  functions: MappingFunctions,
  spec?: VendorSpec,
): Promise<{ tried: readonly TriedSample[]; problems: readonly PackProblem[] }> {
  const { samples, problems } = samplesIn(pack.files);
  const tried: TriedSample[] = [];
  for (const [name, sample] of samples) {
    try {
      const played = await playInTime(pack, sample, functions);
      const expected = expectedOf(pack.files, name);
      const differences = expected === undefined ? [`expected/${name}.json is missing`] : differencesOf(expected, played, '');
      tried.push({ name, played, differences: [...differences, ...againstSpec(pack, sample, played, spec)] });
    } catch (error) {
      if (error instanceof MappingFailed) tried.push({ name, differences: [error.message] });
      else if (error instanceof SyntaxError) tried.push({ name, differences: [`expected/${name}.json is no JSON: ${error.message}`] });
      else throw error;
    }
  }
  const sampled = new Set([...samples.values()].flatMap((sample) => ('event' in sample ? [String(sample.event['type'])] : [])));
  const untried = [...pack.requests.keys()].filter((type) => !sampled.has(type));
  return {
    tried,
    problems: [
      ...problems,
      ...untried.map((type) => ({ file: 'pack.yaml', line: 1, column: 1, message: `${type} has requests but no sample` })),
    ],
  };
}

/** What runs out of time on a machine that is busy is played again, as an event would be; what always does is too slow. */
async function playInTime(pack: Pack, sample: Sample, functions: MappingFunctions): Promise<Played> {
  for (let again = 2; ; again -= 1) {
    try {
      return await playSample(pack, sample, functions);
    } catch (error) {
      if (!(error instanceof MappingFailed && error.retriable) || again === 0) throw error;
    }
  }
}

function againstSpec(pack: Pack, sample: Sample, played: Played, spec: VendorSpec | undefined): readonly string[] {
  if (!spec || !('event' in sample || 'events' in sample)) return [];
  const event = 'event' in sample ? sample.event : (sample.events[0] ?? {});
  const requests = pack.document.out?.[String(event['type'])] ?? [];
  const models = new Map(requests.map(({ id, model, together }) => [id, 'event' in sample ? model : together?.model]));
  return (played.requests ?? []).flatMap((request) =>
    spec.problemsOf(request, models.get(request.request)).map((one) => `${request.request}: ${one}`),
  );
}

/** Where two JSON values differ, as sentences with JSON pointers; at most twenty. */
export function differencesOf(expected: unknown, found: unknown, path: string): readonly string[] {
  if (same(expected, found)) return [];
  if (!isTree(expected) || !isTree(found) || Array.isArray(expected) !== Array.isArray(found))
    return [`${path || '/'}: expected ${shown(expected)}, found ${shown(found)}`];
  const names = [...new Set([...Object.keys(expected), ...Object.keys(found)])];
  return names.flatMap((name) => differencesOf(expected[name], found[name], `${path}/${name}`)).slice(0, 20);
}

type Tree = Readonly<Record<string, unknown>>;
const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null;
const same = (a: unknown, b: unknown): boolean => a === b || (a !== undefined && b !== undefined && canonicalJson(a) === canonicalJson(b));
const shown = (value: unknown): string => (value === undefined ? 'nothing' : JSON.stringify(value).slice(0, 120));
