import { lineAt, type Rule } from '../source-file';

/** Patterns have a letter in brackets, so that this file does not say what it forbids. */
const forbidden: readonly [RegExp, string][] = [
  [/compatible with (the )?[H]omeflow/gi, 'say "after the H…", its wire format is private'],
  [/\b[t]enant(s|ed)?\b/gi, 'who rents is an occupier, a customer of the bridge is an agency'],
  [
    /\b(registry\.)?[n]pmjs\.(org|com)|\b[r]egistry\.yarnpkg|\bregistry-[1]\.docker/gi,
    'the address of a package registry is the business of who installs',
  ],
  [/(^|[\s'"`(=:])\/(work|root|home\/\w+|Users\/\w+)\/[\w.]/gm, 'a path of one machine is of no use on another'],
  [
    /\b([C]laude|[A]nthropic|[C]hatGPT|[O]penAI|[C]opilot|[s]ubagent|language [m]odel|AI[- ]generated)\b/gi,
    'the text speaks of the bridge, not of how it was written',
  ],
  [
    /\b(common|this|my|the) [b]rief (says|asks|wants)\b|\b[b]rief\.md\b|\bas [p]rompted\b|\bprevious [s]ession\b|\bfiled by a [s]ession\b/gi,
    'the text speaks of the bridge, not of how it was written',
  ],
];

/** Words that are wrong in this house, in code, comments and documents. */
export const wordsAreOurs: Rule = (files) =>
  files.flatMap(({ path, text }) =>
    forbidden.flatMap(([pattern, why]) =>
      [...text.matchAll(pattern)].map((match) => `${path}:${lineAt(text, match.index)} says "${match[0].trim()}": ${why}`),
    ),
  );
