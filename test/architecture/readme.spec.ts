import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { eventTypes, rowFor } from '#people-exchange';
import { Settings, shownSettings } from '#runtime';

const top = resolve(__dirname, '../..');
const readme = readFileSync(resolve(top, 'README.md'), 'utf8');
const { scripts } = JSON.parse(readFileSync(resolve(top, 'package.json'), 'utf8')) as { scripts: Record<string, string> };
const table = readme.split('\n').filter((line) => /^\| P\d/.test(line));
const cells = table.map((line) => line.split('|').map((cell) => cell.trim()));

describe('the README', () => {
  it('stays under 150 lines', () => {
    expect(readme.split('\n').length).toBeLessThan(150);
  });

  it('P1–P17: names every row once, with the events that belong to it and who may send them', () => {
    expect(cells.flatMap(([, rows = '']) => rows.split(', '))).toEqual(Array.from({ length: 17 }, (_, n) => `P${n + 1}`));
    for (const [, rows = '', events = '', fromWebsite, fromBackOffice] of cells) {
      const named = [...events.matchAll(/`([^`]+)`/g)].map(([, type = '']) => type);
      if (rows === 'P17') continue;
      const belonging = eventTypes.filter(({ type, sides }) => sides.some((side) => rows.split(', ').includes(rowFor(type, side))));
      expect([rows, named.toSorted()]).toEqual([rows, belonging.map(({ type }) => type).toSorted()]);
      const sentBy = (side: 'website' | 'backOffice'): boolean =>
        belonging.some(({ type, sides }) => sides.includes(side) && rows.split(', ').includes(rowFor(type, side)));
      expect([rows, fromWebsite !== '–', fromBackOffice !== '–']).toEqual([rows, sentBy('website'), sentBy('backOffice')]);
    }
  });

  it('names only scripts, files and settings that are there', () => {
    for (const [, script = ''] of readme.matchAll(/npm run ([\w:-]+)/g)) expect(Object.keys(scripts)).toContain(script);
    for (const [, file = ''] of readme.matchAll(/\]\(([^)h][^)]*)\)/g))
      expect([file, existsSync(resolve(top, file))]).toEqual([file, true]);
    const settings = Object.keys(shownSettings(new Settings()));
    for (const [, name = ''] of readme.matchAll(/`((?:BRIDGE|LOG|DEDUP|HISTORY|KAFKA|EVENT|DATABASE)_[A-Z_]+)`/g))
      expect(settings).toContain(name);
  });
});
