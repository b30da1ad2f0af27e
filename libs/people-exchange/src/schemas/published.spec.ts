import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventTypes, publishedDocuments } from '../index';

interface Generator {
  hashOf(text: string): string;
  publish(documents: ReadonlyMap<string, string>, folder: string): string[];
  unversioned: string[];
}

const folder = join(__dirname, '../../../../schemas');
// A plain file that any Node reads; it has no types.
const { hashOf, publish, unversioned }: Generator = require('../../../../schemas/generate.cjs');
const textOf = (path: string): string => readFileSync(join(folder, path), 'utf8');
// Written by the generator alone: hashes by path.
const lock = JSON.parse(textOf('published.json')) as Record<string, string>;
const published = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((path) => /(^|[\\/])\d+\.json$/u.test(path))
  .map((path) => path.replaceAll('\\', '/'))
  .toSorted();

describe('the published documents', () => {
  it.each([...publishedDocuments()])('%s is what the classes say', (path, text) => {
    expect(textOf(path)).toBe(text);
  });

  it('every version published is locked by its hash, and none has changed or gone', () => {
    expect(Object.fromEntries(published.map((path) => [path, hashOf(textOf(path))]))).toEqual(lock);
  });

  it('every version of every type is published', () => {
    const wanted = eventTypes.flatMap(({ type, versions }) => versions.map((version) => `events/${type.replaceAll('.', '/')}/${version}.json`));
    expect(published.filter((path) => path.startsWith('events/'))).toEqual(wanted.toSorted());
  });

  it('members of a schema that are not documented do not exist', () => {
    const undocumented = [...publishedDocuments()].flatMap(([path, text]) =>
      path === 'asyncapi.json' ? [] : undescribed(JSON.parse(text), path),
    );
    expect(undocumented).toEqual([]);
  });
});

/** Members that say nothing of themselves, the inside of outlines aside: that is RFC 7946's. */
function undescribed(schema: unknown, at: string): string[] {
  if (typeof schema !== 'object' || schema === null || at.endsWith('/geometry')) return [];
  const { properties = {}, $defs = {} } = schema as { properties?: Record<string, { description?: string }>; $defs?: Record<string, unknown> }; // JSON Schema
  const here = Object.entries(properties).flatMap(([name, member]) => (member.description ? [] : [`${at}/${name}`]));
  return [...here, ...Object.entries($defs).flatMap(([name, part]) => undescribed(part, `${at}/${name}`))];
}

describe('publishing', () => {
  let target: string;
  beforeEach(() => {
    target = mkdtempSync(join(tmpdir(), 'published-'));
  });
  afterEach(() => rmSync(target, { recursive: true }));
  const path = 'events/site/visited/1.json';
  const read = (name: string): string => readFileSync(join(target, name), 'utf8');

  it('refuses to change a published version, writes nothing, and says to publish the next one', () => {
    expect(publish(new Map([[path, 'one']]), target)).toEqual([]);
    const errors = publish(
      new Map([
        [path, 'another'],
        ['asyncapi.json', 'new'],
      ]),
      target,
    );
    expect(errors).toEqual([`${path} is published and never changes: publish version 2 instead`]);
    expect([read(path), readdirSync(target)]).toEqual(['one', ['events', 'published.json']]);
  });

  it('adds a next version beside the old one, whose hash stays', () => {
    publish(new Map([[path, 'one']]), target);
    expect(publish(new Map([['events/site/visited/2.json', 'two']]), target)).toEqual([]);
    expect(JSON.parse(read('published.json'))).toEqual({ [path]: hashOf('one'), 'events/site/visited/2.json': hashOf('two') });
    expect(read(path)).toBe('one');
  });

  it('writes documents without a version anew', () => {
    expect(unversioned).toEqual(['asyncapi.json']);
    publish(new Map([['asyncapi.json', 'old']]), target);
    expect(publish(new Map([['asyncapi.json', 'new']]), target)).toEqual([]);
    expect(read('asyncapi.json')).toBe('new');
  });
});
