import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import {
  areaFunctions,
  differencesOf,
  explainSample,
  MappingFailed,
  type Pack,
  type PackProblem,
  playSample,
  readPack,
  type Sample,
  samplesIn,
  trySamples,
  VendorSpec,
  type Why,
} from '#mapping';
import { CommandFailed } from '../bridge-api';
import { newPack, packFilesIn } from '../pack-folder';
import { addPublishing } from './publishing';
import { type Context, pretty } from './context';

/** Commands for who writes a mapping pack; all but list, publish and promote ask no bridge, and none asks a vendor. */
export function addPacks(program: Command, context: Context): void {
  const pack = program
    .command('pack')
    .description('write a mapping pack: a folder of data that says how to talk to a back office')
    .addHelpText('after', '\nExample:\n  people-exchange pack check packs/my-crm && people-exchange pack test packs/my-crm');
  pack
    .command('new <folder>')
    .description('a small pack to begin with, whose samples pass; named for its folder')
    .option('--from <pack>', 'one that comes with the bridge, to be changed; its connections can go on with it')
    .action(async (folder: string, flags: { from?: string }) => {
      const name = await newPack(folder, flags.from);
      context.print(`${folder} holds the pack ${name}. Look at pack.yaml, then: people-exchange pack test ${folder}`);
    });
  pack
    .command('check <folder>')
    .description('read it whole and say everything that is wrong, with file, line and column')
    .action(async (folder: string) => {
      const { document } = await readFolder(folder);
      context.print(`${context.paint.good('right')}  ${document.title} (${document.pack} ${document.version})`);
    });
  pack
    .command('test <folder>')
    .description('play its samples and hold what comes of them against expected/')
    .option('--spec <file>', "and against the vendor's own description: OpenAPI 3, or a JSON Schema with a definition per model")
    .action((folder: string, flags: { spec?: string }) => testPack(folder, flags.spec, context));
  pack
    .command('explain <folder> <sample>')
    .description('what one sample event would lead to, and of each member of each body where its value comes from')
    .option('--json', 'as JSON')
    .action((folder: string, sample: string, flags: { json?: boolean }) => explain(folder, sample, flags.json === true, context));
  pack
    .command('diff <older> <folder>')
    .description('what becomes different: every sample of the second folder, played by both packs')
    .action((older: string, folder: string) => diff(older, folder, context));
  addPublishing(pack, context);
}

async function readFolder(folder: string): Promise<Pack> {
  const { pack, problems } = readPack(await packFilesIn(folder));
  if (pack) return pack;
  throw new CommandFailed([`${folder} is not right; nothing was done with it.`, ...problems.map((one) => told(folder, one))].join('\n'));
}

function told(folder: string, { file, line, column, message, hint }: PackProblem): string {
  return `  ${folder}/${file}:${line}:${column} ${message}${hint === undefined ? '' : `\n      ${hint}`}`;
}

async function specIn(file: string): Promise<VendorSpec> {
  try {
    return VendorSpec.of(JSON.parse(await readFile(file, 'utf8')));
  } catch (problem) {
    throw new CommandFailed(`${file} is no spec that can be read: ${problem instanceof Error ? problem.message : String(problem)}`);
  }
}

async function testPack(folder: string, specFile: string | undefined, { print, paint }: Context): Promise<void> {
  const spec = specFile === undefined ? undefined : await specIn(specFile);
  const { tried, problems } = await trySamples(await readFolder(folder), areaFunctions, spec);
  for (const { name, differences } of tried) {
    print(`${differences.length === 0 ? paint.good('✓') : paint.bad('✗')} ${name}`);
    for (const difference of differences) print(`    ${difference}`);
  }
  for (const problem of problems) print(told(folder, problem));
  const failed = tried.filter(({ differences }) => differences.length > 0).length;
  print(`${tried.length - failed} samples passed, ${failed} failed`);
  if (failed + problems.length > 0) throw new CommandFailed('The pack does not do what its samples expect.');
}

async function explain(folder: string, name: string, asJson: boolean, { print, paint }: Context): Promise<void> {
  const pack = await readFolder(folder);
  const { samples } = samplesIn(pack.files);
  const sample = samples.get(name);
  const events = [...samples].flatMap(([known, one]) => ('event' in one ? [known] : []));
  if (!sample || !('event' in sample))
    throw new CommandFailed(
      `There is no sample event "${name}"; sample events are ${events.join(', ') || 'none so far: write samples/NAME.json'}.`,
    );
  const { played, why } = await explainSample(pack, sample, areaFunctions);
  if (asJson) return print(pretty({ ...played, why }));
  for (const { request, method, path } of played.requests ?? []) {
    print(`${paint.strong(request)}  ${method} ${path}`);
    for (const one of why.filter((field) => field.request === request)) print(`  ${lineOf(one)}`);
  }
  for (const request of played.leftOut ?? []) print(`${paint.faint(request)}  left out: its condition does not hold`);
  if (played.waitsFor !== undefined) print(`${paint.waiting('waits')} until the ${played.waitsFor} is there`);
  if (played.says !== undefined) print(`${paint.waiting('ends')}: ${played.says}`);
}

function lineOf({ path, value, from, at }: Why): string {
  const what = value === undefined ? 'left out' : JSON.stringify(value);
  return `${path} = ${what}  ← ${from.length === 0 ? 'the pack' : from.join(', ')} (${at})`;
}

async function diff(older: string, folder: string, { print, paint }: Context): Promise<void> {
  const [before, after] = [await readFolder(older), await readFolder(folder)];
  let changed = 0;
  for (const [name, sample] of samplesIn(after.files).samples) {
    const [was, is] = await Promise.all([played(before, sample), played(after, sample)]);
    const differences = differencesOf(was, is, '');
    if (differences.length === 0) continue;
    changed += 1;
    print(paint.strong(name));
    for (const difference of differences) print(`    ${difference}`);
  }
  print(changed === 0 ? 'Every sample leads to the same.' : `${changed} samples lead to something else.`);
}

async function played(pack: Pack, sample: Sample): Promise<unknown> {
  try {
    return await playSample(pack, sample, areaFunctions);
  } catch (problem) {
    if (problem instanceof MappingFailed) return { fails: problem.message };
    throw problem;
  }
}
