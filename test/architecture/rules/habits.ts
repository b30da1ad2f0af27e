import { isCode, isTest, lineAt, matches, placeOf, type Rule, type SourceFile, withoutComments } from '../source-file';

const source = (files: readonly SourceFile[]): SourceFile[] => files.filter((file) => isCode(file) && !isTest(file));
const libs = (files: readonly SourceFile[]): SourceFile[] => source(files).filter((file) => placeOf(file)?.kind === 'libs');

/** Settings are read in one place, all problems at once. Starters (`*.cjs`) run before anything is built and may look. */
export const environmentIsReadInRuntimeAlone: Rule = (files) =>
  matches(
    source(files).filter((file) => !file.path.startsWith('libs/runtime/')),
    /\bprocess\s*\.\s*env\b|\bprocess\s*\[\s*['"]env['"]\s*\]|\{[^}\n]*\benv\b[^}\n]*\}\s*=\s*process\b/g,
    'settings are read in libs/runtime alone; take a settings class instead',
  );

/** An error has a code, says whether to try again, and carries the facts. */
export const errorsAreNamed: Rule = (files) =>
  matches(
    source(files),
    /\bthrow new (Error|TypeError|RangeError)\(|\bthrow ['"`]/g,
    'throw a class of its own with code, retriable and the facts to act on',
  );

const silent = /\bcatch\s*(\([^)]*\))?\s*\{\s*\}|\.catch\(\s*(\(\s*\w*\s*\)|\w+)\s*=>\s*(\{\s*\}|undefined|null)\s*\)/g;

/** Nothing is swallowed without a word: where a failure truly does not matter, a comment in it, beside it or right above says why. */
export const nothingIsSwallowed: Rule = (files) =>
  source(files).flatMap(({ path, text }) => {
    const code = withoutComments(text);
    const lines = text.split('\n');
    return [...code.matchAll(silent)].flatMap((match) => {
      const first = lineAt(code, match.index);
      const last = lineAt(code, match.index + match[0].length);
      if (lines.slice(Math.max(0, first - 2), last).some((line) => /\/\/ \w|\*\s\w/.test(line))) return [];
      return [`${path}:${first} swallows what went wrong: handle it, or say in a comment why it does not matter`];
    });
  });

/** Libraries speak through the logger they are given. */
export const librariesDoNotPrint: Rule = (files) =>
  matches(libs(files), /\bconsole\.\w+\(/g, 'libraries write to the log they are given, where personal data is masked');

/** What a reader's handler throws has to reach its transport; a filter set on the running app comes too late for that. */
export const failuresOfReadersArrive: Rule = (files) =>
  source(files)
    .filter(({ text }) => /^\s*@EventPattern\(/m.test(text) && !/@UseFilters\(FailuresAsTheyAre\)/.test(text))
    .map(({ path }) => `${path} takes batches without @UseFilters(FailuresAsTheyAre): an incident would say nothing of what went wrong`);

/** A nested loop runs a subselect again for each row, and each time it locks the next ones: only a kept list stays as long as it was. */
export const rowsToTakeAreChosenOnce: Rule = (files) =>
  matches(
    source(files),
    /\bin\s*\(\s*select\b[^)]*\blimit\b[^)]*\bfor (?:no key )?update\b/g,
    'choose the rows in `with next as materialized (…)`; as a subselect a plan may run it many times and take more than the limit',
  );
