import { builtinModules } from 'node:module';
import { importsOf, isCode, isTest, matches, placeOf, type Rule, type SourceFile } from '../source-file';

const pureRooms = ['people-exchange', 'search-area', 'lead', 'mapping'];
const impureRooms = ['#runtime', '#event-log', '#gateway', '#delivery'];
const frameworks = /^(@nestjs\/|typeorm|pg$|pg-|fastify|@fastify\/|kafkajs|undici|express|rxjs|pino|nestjs-|pg-boss|@electric-sql\/)/;

const pureFiles = (files: readonly SourceFile[]): SourceFile[] =>
  files.filter((file) => isCode(file) && !isTest(file) && placeOf(file)?.kind === 'libs' && pureRooms.includes(placeOf(file)?.name ?? ''));

/** Pure rooms import no framework, nothing of Node, and no room that does. */
export const pureRoomsImportNothingImpure: Rule = (files) =>
  pureFiles(files).flatMap((file) =>
    importsOf(file)
      .filter((name) => name.startsWith('node:') || builtinModules.includes(name) || frameworks.test(name) || impureRooms.includes(name))
      .map((name) => `${file.path} imports ${name}: a pure room runs anywhere, what it needs is handed to it`),
  );

/** Pure rooms hold no SQL. */
export const pureRoomsHoldNoSql: Rule = (files) =>
  matches(
    pureFiles(files),
    /['"`]\s*(select\s[^'"`]+\sfrom\s|insert\s+into\s|update\s+\w+\s+set\s|delete\s+from\s|create\s+table\s)/gi,
    'a pure room knows no tables; put the statement where the table is owned',
  );

/** Time, ids and chance are arguments, so that a decision can be explained and replayed. */
export const pureRoomsHaveNoHiddenInput: Rule = (files) =>
  matches(
    pureFiles(files),
    /\bnew Date\(\s*\)|\bDate\.now\(|\bMath\.random\(|\brandomUUID\(|\buuidv?[47]\(|\bperformance\.now\(|\bTemporal\.Now\b|\bprocess\.\w+|\bset(Timeout|Interval)\(/g,
    'time, ids and chance are arguments in a pure room',
  );
