import { normaliseArea } from '#search-area';
import { publishedExamples, type Example } from '../../test/examples';
import { areasIn, checkEvent, dataProblems, eventTypes, type Problem } from '../index';

const now = new Date('2026-11-24T10:00:00Z');
const examples = publishedExamples();
const valid = examples.filter(({ kind }) => kind === 'valid');
const invalid = examples.filter(({ kind }) => kind === 'invalid');

function valueAt(value: unknown, pointer: string): unknown {
  return pointer
    .split('/')
    .slice(1)
    .reduce((at: unknown, name) => (typeof at === 'object' && at !== null ? (at as Record<string, unknown>)[name] : undefined), value); // any object has members
}

/** What the gateway would say: the contract first, then the outlines. */
function problemsOf({ event, sender, type }: Example): readonly Problem[] {
  const checked = checkEvent(event, sender, now);
  if (!checked.ok) return checked.problems;
  return areasIn(type, event.data).flatMap((pointer) => {
    const at = `/data${pointer}/geometry`;
    const area = normaliseArea(valueAt(event, at), at);
    return area.ok ? [] : area.problems;
  });
}

describe('the published examples', () => {
  it.each(eventTypes)('$type has at least two valid and three invalid ones, and valid ones from every side that may send it', ({ type, sides }) => {
    const right = valid.filter((example) => example.type === type);
    expect(right.length).toBeGreaterThanOrEqual(2);
    expect(invalid.filter((example) => example.type === type).length).toBeGreaterThanOrEqual(3);
    expect(new Set(right.map(({ sender }) => sender.side))).toEqual(new Set(sides));
  });

  it.each(examples)('$path lies beside the schema of its type, and comes from a demo address', ({ event, type, path }) => {
    expect([event.type, path.endsWith('.json')]).toEqual([type, true]);
    expect(['https://www.example.com', 'https://office.example.com']).toContain(event.source);
  });

  it('have ids of their own, so that all of them can be sent to one bridge', () => {
    expect(new Set(examples.map(({ event }) => event.id)).size).toBe(examples.length);
  });

  it('erase and merge away nobody whom another example is about', () => {
    const gone = examples.flatMap(({ event, type }) => (type === 'person.erased' ? [event.subject] : []));
    expect(examples.filter(({ event, type }) => type !== 'person.erased' && gone.includes(event.subject))).toEqual([]);
  });

  it.each(valid)('$path is right', (example) => {
    expect(problemsOf(example)).toEqual([]);
  });

  it.each(invalid)('$path breaks its rule, no other, and in its data alone', (example) => {
    const problems = problemsOf(example);
    expect([...new Set(problems.map(({ rule }) => rule))]).toEqual([example.what]);
    expect(problems.filter(({ path }) => !path.startsWith('/data'))).toEqual([]);
  });

  it.each(valid)('$path still passes with a member nobody knows yet', ({ type, event }) => {
    expect(dataProblems(type, { ...(event.data as object), notKnownYet: { anything: true } })).toEqual([]); // a valid one's data is an object
  });

  it('show an outline in several parts, one with a hole, a radius with its outline, and postcodes', () => {
    const text = JSON.stringify(valid.map(({ event }) => event));
    for (const part of ['"MultiPolygon"', '"kind":"radius"', '"kind":"postcodes"', ']],[[']) expect(text).toContain(part);
  });
});
