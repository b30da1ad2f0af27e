import { type Dirent, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface EventExample {
  /** Such as `search.performed: polygon`. */
  readonly name: string;
  readonly event: Readonly<Record<string, unknown>>;
}

const validExample = /^\d+\.valid-(.+)\.json$/;

/** What stands in where no examples lie. */
const firstVisit: EventExample = {
  name: 'site.visited',
  event: {
    specversion: '1.0',
    id: '018f6f4e-2d3c-7c1b-9a53-0d4d3f1f6c11',
    source: 'https://www.agency.example',
    type: 'site.visited',
    subject: 'customer-4711',
    time: '2026-11-24T09:30:00Z',
    data: { visits: 3 },
  },
};

/** One valid example of every event type that has any: `events/SUBJECT/EVENT/VERSION.valid-WHAT.json`. */
export function eventExamples(schemasFolder: string): readonly EventExample[] {
  const events = join(schemasFolder, 'events');
  if (!existsSync(events)) return [firstVisit];
  const examples = foldersOf(events).flatMap((subject) =>
    foldersOf(join(events, subject)).flatMap((event) => firstExample(join(events, subject, event), `${subject}.${event}`)),
  );
  return examples.length === 0 ? [firstVisit] : examples;
}

function firstExample(folder: string, type: string): EventExample[] {
  const file = readdirSync(folder)
    .toSorted()
    .find((name) => validExample.test(name));
  if (file === undefined) return [];
  // The files are this repository's own; a test holds each against its schema.
  const event = JSON.parse(readFileSync(join(folder, file), 'utf8')) as EventExample['event'];
  return [{ name: `${type}: ${validExample.exec(file)?.[1] ?? ''}`, event }];
}

function foldersOf(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry: Dirent) => entry.isDirectory())
    .map((entry) => entry.name)
    .toSorted();
}
