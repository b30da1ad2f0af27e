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
import type { Rule } from './source-file';

const lines = (count: number): string => 'x;\n'.repeat(count);

/** A rule, what it must find fault with, and what it must leave alone: path and text of one file each. */
const cases: [rule: Rule, wrong: [string, string][], right: [string, string][]][] = [
  [
    roomsPointDown,
    [
      ['libs/gateway/src/a.ts', `import { X } from '#delivery';`],
      ['libs/people-exchange/src/a.ts', `export * from '#search-area';`],
      ['libs/event-log/src/a.ts', `import type { X } from '#gateway';`],
      ['libs/lead/src/a.ts', `const x = await import('#event-log');`],
      ['libs/runtime/src/a.ts', `import { main } from '../../../apps/bridge/src/main';`],
    ],
    [
      ['libs/gateway/src/a.ts', `import { X } from '#event-log';\nimport { Y } from './y';`],
      ['libs/gateway/src/a.ts', `// import { X } from '#delivery';`],
      ['libs/gateway/src/a.int.spec.ts', `import { X } from '#delivery';`],
    ],
  ],
  [
    appsStandAlone,
    [
      ['apps/twin/src/a.ts', `import { x } from '../../web-ingest/src/x';`],
      ['apps/lead-desk-web/src/a.tsx', `import { x } from '#lead';`],
    ],
    [
      ['apps/bridge/src/main.ts', `import { x } from '../../web-ingest/src/x';`],
      ['apps/twin/src/deep/a.ts', `import { x } from '../x';\nimport { y } from '#lead';`],
    ],
  ],
  [
    roomsHaveOneDoor,
    [
      ['apps/twin/src/a.ts', `import { x } from '#lead/src/x';`],
      ['libs/delivery/src/a.ts', `import { x } from '../../lead/src/x';`],
      ['apps/twin/src/a.spec.ts', `import { x } from '../../../libs/lead/src';`],
    ],
    [['libs/delivery/src/deep/a.ts', `import { x } from '../x';\nimport { y } from '#lead';`]],
  ],
  [
    pureRoomsImportNothingImpure,
    [
      ['libs/lead/src/a.ts', `import { createHash } from 'node:crypto';`],
      ['libs/mapping/src/a.ts', `import fs from 'fs';`],
      ['libs/search-area/src/a.ts', `import { Injectable } from '@nestjs/common';`],
      ['libs/lead/src/a.ts', `import { Clock } from '#runtime';`],
    ],
    [
      ['libs/lead/src/a.ts', `import { checkEvent } from '#people-exchange';`],
      ['libs/lead/src/a.spec.ts', `import fs from 'node:fs';`],
      ['libs/runtime/src/a.ts', `import fs from 'node:fs';`],
    ],
  ],
  [
    pureRoomsHoldNoSql,
    [['libs/lead/src/a.ts', 'db.query(`select id from lead where x`)']],
    [
      ['libs/lead/src/a.ts', `const text = 'select one of the agents';`],
      ['libs/delivery/src/a.ts', 'db.query(`select id from lead`)'],
    ],
  ],
  [
    pureRoomsHaveNoHiddenInput,
    [
      ['libs/lead/src/a.ts', 'const now = new Date();'],
      ['libs/lead/src/a.ts', 'const now = Date.now();'],
      ['libs/mapping/src/a.ts', 'const x = Math.random();'],
      ['libs/people-exchange/src/a.ts', 'const id = randomUUID();'],
    ],
    [
      ['libs/lead/src/a.ts', 'const at = new Date(text);\n/** never new Date() */'],
      ['libs/runtime/src/clock.ts', 'return new Date();'],
    ],
  ],
  [
    environmentIsReadInRuntimeAlone,
    [
      ['apps/bridge/src/main.ts', 'const port = process.env.PORT;'],
      ['libs/delivery/src/a.ts', 'const { env } = process;'],
    ],
    [
      ['libs/runtime/src/settings.ts', 'read(process.env)'],
      ['apps/bridge/start.cjs', 'process.env.PATH'],
      ['libs/event-log/src/a.int.spec.ts', 'process.env.KAFKA_BROKERS'],
    ],
  ],
  [
    errorsAreNamed,
    [
      ['libs/lead/src/a.ts', `throw new Error('no');`],
      ['apps/cli/src/a.ts', `throw 'no';`],
    ],
    [
      ['libs/lead/src/a.ts', `throw new LeadClosed(lead);`],
      ['libs/lead/src/a.spec.ts', `throw new Error('no');`],
    ],
  ],
  [
    nothingIsSwallowed,
    [
      ['libs/lead/src/a.ts', 'try { x(); } catch {}'],
      ['libs/lead/src/a.ts', 'try {\n  x();\n} catch (e) {\n}'],
      ['libs/lead/src/a.ts', 'x().catch(() => {});'],
      ['libs/lead/src/a.ts', 'x().catch(() => undefined);'],
    ],
    [
      ['libs/lead/src/a.ts', 'try { x(); } catch (e) { return refused(e); }\ny().catch((e) => log(e));'],
      ['libs/lead/src/a.ts', 'try {\n  x();\n} catch {\n  // Gone already.\n}\n\ny().catch(() => undefined); // Gone as well.'],
    ],
  ],
  [
    failuresOfReadersArrive,
    [['apps/lead-desk/src/a.ts', '@Controller()\nclass A {\n  @EventPattern(topic, US)\n  take() {}\n}']],
    [['apps/lead-desk/src/a.ts', '@Controller()\n@UseFilters(FailuresAsTheyAre)\nclass A {\n  @EventPattern(topic, US)\n  take() {}\n}']],
  ],
  [
    rowsToTakeAreChosenOnce,
    [
      [
        'libs/connections/src/a.ts',
        'q(`update x set y = 1 where (a, b) in\n (select a, b from x where y <= $1 order by y limit 1 for update skip locked)`)',
      ],
    ],
    [
      [
        'libs/connections/src/a.ts',
        'q(`with next as materialized (select a from x limit 1 for update) update x set y = 1 from next where x.a = next.a`)',
      ],
    ],
  ],
  [librariesDoNotPrint, [['libs/lead/src/a.ts', `console.log('x');`]], [['apps/cli/src/a.ts', `console.log('x');`]]],
  [
    foldersAreNamedForTheirSubject,
    [
      ['libs/lead/src/utils/a.ts', ''],
      ['apps/lead-desk/src/leads/dto/a.ts', ''],
    ],
    [
      ['libs/lead/src/distribution/a.ts', ''],
      ['libs/lead/src/types.ts', ''],
    ],
  ],
  [
    filesStaySmall,
    [
      ['libs/lead/src/a.ts', lines(401)],
      ['libs/lead/src/a.ts', lines(201)],
      ['libs/lead/src/a.ts', lines(81)],
    ],
    [
      ['libs/lead/src/a.ts', lines(80)],
      ['libs/lead/src/a.spec.ts', lines(500)],
    ],
  ],
  [
    wordsAreOurs,
    [
      ['README.md', ['compatible with', 'Homeflow'].join(' ')],
      ['libs/lead/src/a.ts', `const x = '${['ten', 'ant'].join('')}';`],
      ['deploy/compose.yaml', ['https://registry.npm', 'js.org/x'].join('')],
      ['libs/lead/src/a.ts', ['// see /wo', 'rk/notes.md'].join('')],
    ],
    [['README.md', 'After the Homeflow People Exchange. /v1/events, sign in: a session cookie, at homework/x.']],
  ],
];

describe.each(cases)('%p', (rule, wrong, right) => {
  test.each(wrong)('finds fault with %s %s', (path, text) => {
    expect(rule([{ path, text }])).toEqual([expect.stringMatching(/: |keep to/)].concat(rule([{ path, text }]).slice(1)));
  });

  test.each(right)('leaves %s %s', (path, text) => {
    expect(rule([{ path, text }])).toEqual([]);
  });
});

test('the ninth file in ten counts, not only the longest', () => {
  const files = Array.from({ length: 10 }, (_, i) => ({ path: `libs/lead/src/${i}.ts`, text: lines(i < 8 ? 20 : 250) }));
  expect(filesStaySmall(files)).toEqual(['nine files in ten keep to 200 lines, here the ninth has 250']);
});

test('what does not belong at the top level is named', () => {
  expect(topLevelIsComplete(['apps', 'README.md', '.ci', 'dist', 'scripts', 'notes.txt'])).toEqual([
    expect.stringMatching(/^scripts lies at the top level/),
    expect.stringMatching(/^notes.txt lies/),
  ]);
});

test('a script that the README invents is named', () => {
  const readme = { path: 'README.md', text: 'Run `npm start`, `npm test`, `npm run bench -- NAME` and `npm run start:web-ingest`.' };
  expect(readmeNamesScriptsThatExist(readme, ['start', 'test', 'bench'])).toEqual([
    'README.md names `npm run start:web-ingest`: package.json has no such script',
  ]);
});
