import type { Problem } from '#people-exchange';
import { maxEventBytes, maxEvents } from '../limits';
import { Refusal } from '../refusal';
import { attributesFrom } from './binary-mode';
import type { ContentMode } from './content-mode';
import { countNames } from './count-names';
import { duplicateNames, readJson, readText } from './read-json';

export interface Arrivals {
  /** The events as they came; anything may be in them. */
  readonly raws: readonly unknown[];
  /** What only the text of the request shows. */
  readonly problems: readonly Problem[];
}

/** Takes the events out of a request's body, whatever the content mode. */
export function readEvents(mode: ContentMode, body: Buffer, rawHeaders: readonly string[]): Arrivals {
  const attributes = mode === 'binary' ? attributesFrom(rawHeaders) : undefined;
  if (attributes !== undefined && body.length === 0) return { raws: [attributes], problems: [] };

  const text = readText(body);
  const parsed = readJson(text);
  const raws = attributes === undefined ? listOf(mode, parsed) : [{ ...attributes, data: parsed }];
  const problems: Problem[] = [];
  if (body.length > maxEventBytes) problems.push(...raws.flatMap(sizeProblems));
  const names = countNames(parsed);
  if (!Number.isNaN(names)) for (const pointer of duplicateNames(text, names)) problems.push(duplicateProblem(mode, pointer));
  return { raws, problems };
}

function listOf(mode: ContentMode, parsed: unknown): readonly unknown[] {
  if (mode === 'batch') {
    if (!Array.isArray(parsed)) throw shape('A batch is a JSON array of events; for one event use application/cloudevents+json.');
    if (parsed.length === 0) throw new Refusal(422, 'emptyBatch', 'The batch is empty; send at least one event.');
    if (parsed.length <= maxEvents) return parsed;
    throw new Refusal(413, 'requestEvents', `A request may have at most ${maxEvents} events; this one has ${parsed.length}.`);
  }
  if (Array.isArray(parsed)) throw shape('This is an array; for a batch of events use application/cloudevents-batch+json.');
  if (typeof parsed !== 'object' || parsed === null) throw shape('An event is a JSON object.');
  return [parsed];
}

function shape(message: string): Refusal {
  return new Refusal(400, 'shape', message, [{ path: '', rule: 'shape', message }]);
}

/** An event that is nested too deep to be measured is refused for that. */
function sizeProblems(raw: unknown, index: number): Problem[] {
  if (Number.isNaN(countNames(raw))) return [];
  const bytes = Buffer.byteLength(JSON.stringify(raw) ?? '');
  if (bytes <= maxEventBytes) return [];
  return [{ index, path: '', rule: 'eventSize', message: `An event may have at most ${maxEventBytes} bytes; this one has ${bytes}.` }];
}

function duplicateProblem(mode: ContentMode, pointer: string): Problem {
  const [, first = '', ...rest] = pointer.split('/');
  const message = 'This name comes twice in its object; readers would disagree on which value counts.';
  if (mode === 'batch') return { index: Number(first), path: rest.map((part) => `/${part}`).join(''), rule: 'duplicateName', message };
  return { index: 0, path: mode === 'binary' ? `/data${pointer}` : pointer, rule: 'duplicateName', message };
}
