import Ajv2020, { type ErrorObject } from 'ajv/dist/2020';
import { nearestOf } from '#people-exchange';

import type { PackFiles } from '../files';
import { mappingLimits } from '../limits';
import type { Pack } from '../pack';
import type { PackDocument } from '../pack-document';
import { packSchema } from '../schema/pack-schema';
import type { PackProblem } from '../problem';
import { compilePack } from './compile-pack';
import { senseProblems } from './sense';
import { type PlaceOf, readYaml } from './yaml-places';

// Ajv's optimiser makes objects with names of its own by the thousand, which uses up the hidden classes that V8 keeps for all others.
const fits = new Ajv2020({ allErrors: true, strict: false, verbose: true, code: { optimize: false } }).compile<PackDocument>(packSchema);

export interface ReadPack {
  /** Absent where there is any problem. */
  readonly pack?: Pack;
  /** All of them at once. */
  readonly problems: readonly PackProblem[];
}

/** Reads a pack's files: `pack.yaml` against its schema, its sense, and each expression. */
export function readPack(files: PackFiles): ReadPack {
  const start = { file: 'pack.yaml', line: 1, column: 1 };
  const bytes = [...files.values()].reduce((sum, text) => sum + text.length, 0);
  if (files.size > mappingLimits.files || bytes > mappingLimits.packBytes)
    return {
      problems: [
        {
          ...start,
          message: `The pack has ${files.size} files of ${bytes} characters; ${mappingLimits.files} files of ${mappingLimits.packBytes} are taken`,
        },
      ],
    };
  const source = files.get('pack.yaml');
  if (source === undefined) return { problems: [{ ...start, message: 'is missing: a pack is a folder with a pack.yaml in it' }] };
  const yaml = readYaml('pack.yaml', source);
  if (!('placeOf' in yaml)) return { problems: yaml };
  const { value, placeOf } = yaml;
  if (!fits(value)) return { problems: (fits.errors ?? []).flatMap((error) => schemaProblem(error, placeOf)) };
  const { pack, problems } = compilePack(value, files, placeOf);
  const all = [...problems, ...senseProblems(value, placeOf)].sort(byPlace);
  return all.length > 0 ? { problems: all } : { pack, problems: [] };
}

function schemaProblem(error: ErrorObject, placeOf: PlaceOf): PackProblem[] {
  const path = error.instancePath
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
  const name = path.length === 0 ? 'the pack' : path.join('.');
  const wrong = placeOf(path);
  switch (error.keyword) {
    case 'required':
      return [{ ...wrong, message: `${name} lacks ${String(error.params.missingProperty)}` }];
    case 'additionalProperties': {
      const extra = String(error.params.additionalProperty);
      const known = Object.keys((error.parentSchema as { properties?: object } | undefined)?.properties ?? {}); // ajv hands the schema on
      const near = nearestOf(extra, known);
      return [
        {
          ...placeOf([...path, extra]),
          message: `${name} has "${extra}", which is not known there`,
          hint: near ? `Did you mean "${near}"?` : `Known are ${known.join(', ')}`,
        },
      ];
    }
    case 'enum':
      return [{ ...wrong, message: `${name} must be one of ${(error.params.allowedValues as unknown[]).join(', ')}` }]; // ajv's own list
    // Which of several shapes was meant is told by what does not fit in it.
    case 'oneOf':
    case 'propertyNames':
      return error.keyword === 'oneOf'
        ? [{ ...wrong, message: `${name} fits none of its schemes whole`, hint: 'Look at scheme, and at what that scheme needs' }]
        : [];
    default:
      return [{ ...wrong, message: `${name} ${error.message ?? 'is not right'}` }];
  }
}

function byPlace(a: PackProblem, b: PackProblem): number {
  return a.file === b.file ? a.line - b.line || a.column - b.column : a.file < b.file ? -1 : 1;
}
