import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { appsStandAlone, roomsHaveOneDoor, roomsPointDown } from './rules/arrows';
import {
  environmentIsReadInRuntimeAlone,
  errorsAreNamed,
  failuresOfReadersArrive,
  librariesDoNotPrint,
  nothingIsSwallowed,
  rowsToTakeAreChosenOnce,
} from './rules/habits';
import { filesStaySmall, foldersAreNamedForTheirSubject, readmeNamesScriptsThatExist, topLevelIsComplete } from './rules/layout';
import { pureRoomsHaveNoHiddenInput, pureRoomsHoldNoSql, pureRoomsImportNothingImpure } from './rules/purity';
import { wordsAreOurs } from './rules/words';
import { filesBelow, type Rule } from './source-file';

const top = join(__dirname, '..', '..');
const present = (names: readonly string[]): string[] => names.filter((name) => existsSync(join(top, name)));
const code = filesBelow(top, present(['apps', 'libs']), ['.ts', '.tsx']).filter(({ path }) => /^(apps|libs)\/[^/]+\/src\//.test(path));
const texts = [
  ...filesBelow(top, present(['apps', 'libs', 'schemas', 'deploy', 'test']), [
    '.ts',
    '.tsx',
    '.cjs',
    '.mjs',
    '.js',
    '.json',
    '.yaml',
    '.yml',
    '.md',
    '.sql',
    '.html',
    '.css',
    '.env',
    '.example',
    'Dockerfile',
  ]),
  ...present(['README.md', 'ARCHITECTURE.md', 'package.json']).map((path) => ({ path, text: readFileSync(join(top, path), 'utf8') })),
];

const rules: Record<string, [Rule, typeof code]> = {
  'arrows between rooms point down, and libraries import no app': [roomsPointDown, code],
  'apps import no apps, only the bridge does': [appsStandAlone, code],
  'a room is entered by its index': [roomsHaveOneDoor, code],
  'pure rooms import no framework and nothing of Node': [pureRoomsImportNothingImpure, code],
  'pure rooms hold no SQL': [pureRoomsHoldNoSql, code],
  'pure rooms take time, ids and chance as arguments': [pureRoomsHaveNoHiddenInput, code],
  'the environment is read in libs/runtime alone': [environmentIsReadInRuntimeAlone, code],
  'errors are classes of their own': [errorsAreNamed, code],
  'no error is swallowed': [nothingIsSwallowed, code],
  'failures of readers arrive': [failuresOfReadersArrive, code],
  'rows to take are chosen once': [rowsToTakeAreChosenOnce, code],
  'libraries do not print': [librariesDoNotPrint, code],
  'folders are named for their subject': [foldersAreNamedForTheirSubject, code],
  'files stay small': [filesStaySmall, code],
  'words are the ones of the house': [wordsAreOurs, texts],
};

test.each(Object.entries(rules))('%s', (_, [rule, files]) => {
  expect(rule(files)).toEqual([]);
});

test('the rules look at the code', () => {
  expect(code.length).toBeGreaterThan(50);
});

test('the top level holds what ARCHITECTURE.md says and nothing else', () => {
  expect(topLevelIsComplete(readdirSync(top))).toEqual([]);
});

test('the README names only scripts that exist', () => {
  const { scripts = {} } = JSON.parse(readFileSync(join(top, 'package.json'), 'utf8')) as { scripts?: Record<string, string> };
  const readme = { path: 'README.md', text: existsSync(join(top, 'README.md')) ? readFileSync(join(top, 'README.md'), 'utf8') : '' };
  expect(readmeNamesScriptsThatExist(readme, Object.keys(scripts))).toEqual([]);
});
