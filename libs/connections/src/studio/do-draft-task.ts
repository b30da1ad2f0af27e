import { areaFunctions, type Pack, type PackFiles, type PackProblem, readPack, samplesIn, trySamples } from '#mapping';
import type { CheckedDraft, DraftTask, PlayedDraft, SampleSeen, TriedDraft } from './draft-task';
import { playNamed, playPast, unplayed } from './play-draft';

/** Does one task of a draft; the draft is not trusted, so this runs in a process of its own. */
export async function doDraftTask(task: DraftTask): Promise<CheckedDraft | PlayedDraft | TriedDraft> {
  const files: PackFiles = new Map(Object.entries(task.files));
  const { pack, problems } = readPack(files);
  switch (task.do) {
    case 'check':
      return checked(files, pack, problems);
    case 'play':
      return pack ? playNamed(pack, task.sample) : unplayed(files, problems, task.sample);
    case 'playEvent':
      return pack ? playPast(pack, task.event) : unplayed(files, problems);
    case 'playAll':
      return pack ? tried(pack) : { problems, tried: [] };
  }
}

function checked(files: PackFiles, pack: Pack | undefined, problems: readonly PackProblem[]): CheckedDraft {
  const { samples, problems: ofSamples } = samplesIn(files);
  const seen = [...samples].map(([name, sample]): SampleSeen => ({
    name,
    kind: 'event' in sample ? 'event' : 'hook' in sample ? 'hook' : 'sweep' in sample ? 'sweep' : 'list' in sample ? 'list' : 'record',
    type: 'event' in sample ? String(sample.event['type']) : null,
    expected: files.has(`expected/${name}.json`),
  }));
  return { problems: [...problems, ...ofSamples], samples: seen, types: [...(pack?.requests.keys() ?? [])] };
}

async function tried(pack: Pack): Promise<TriedDraft> {
  const { tried: all, problems } = await trySamples(pack, areaFunctions);
  return { problems, tried: all.map(({ name, differences }) => ({ name, differences })) };
}
