import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { eventExamples } from '../public-documents/event-examples';
import { type Answer, keys, type Started, startGateway } from '../../test/started-gateway';

type Example = Record<string, unknown> & { type: string; data: unknown };

const folder = join(__dirname, '../../../../schemas/events');
const read = (path: string): Example => JSON.parse(readFileSync(join(folder, path), 'utf8')) as Example; // this repository's own files
const valid = globSync('**/*.valid-*.json', { cwd: folder }).toSorted();
const invalid = globSync('**/*.invalid-*.json', { cwd: folder }).toSorted();

describe('the published examples, sent as they are', () => {
  let gateway: Started;
  beforeAll(async () => {
    gateway = await startGateway();
    // Examples were written at other times than the tests' own.
    gateway.clock.at = new Date('2099-01-01T00:00:00Z');
  });
  afterAll(() => gateway.close());

  const inEveryMode = async (example: Example): Promise<Answer[]> => {
    const { data, ...attributes } = example;
    // The source says whose example it is; the key is that side's own.
    const key = attributes['source'] === 'https://www.example.com' ? keys.website : keys.backOffice;
    const send = (body: unknown, headers: Record<string, string>): Promise<Answer> =>
      gateway.post(body, { ...headers, authorization: `Bearer ${key}` });
    const headers = Object.fromEntries(
      Object.entries(attributes).map(([name, value]) => [`ce-${name}`, encodeURIComponent(String(value))]),
    );
    delete headers['ce-datacontenttype'];
    return [
      await send(example, { 'content-type': 'application/cloudevents+json' }),
      await send([example], { 'content-type': 'application/cloudevents-batch+json' }),
      await send(data, { 'content-type': 'application/json', ...headers }),
    ];
  };
  /** What one is answered: its status and the rules of its problems, each once. */
  const answered = async (path: string): Promise<unknown[]> => {
    const answers = await inEveryMode(read(path));
    return [path, ...answers.map(({ status, body }) => [status, ...new Set(body.problems?.map(({ rule }) => rule))])];
  };
  const recorded = async (): Promise<number> => (await gateway.appended('website')).length + (await gateway.appended('backOffice')).length;

  it('are there', () => {
    expect(valid.length).toBeGreaterThanOrEqual(2 * 29);
    expect(invalid.length).toBeGreaterThanOrEqual(3 * 29);
  });

  it('are shown in the HTTP description, one of every type', () => {
    const shown = eventExamples(join(folder, '..')).map(({ event }) => event['type']);
    expect(shown).toEqual([...new Set(valid.map((path) => read(path).type))].toSorted());
    expect(shown).toHaveLength(29);
  });

  it('I1: every valid one is taken in all three modes with the key of its side', async () => {
    for (const path of valid) {
      const before = await recorded();
      expect([await answered(path), (await recorded()) - before]).toEqual([[path, [202], [202], [202]], 3]);
    }
  });

  it('I9: every invalid one is refused in all three modes by the rule in its name, and nothing of it is taken', async () => {
    const before = await recorded();
    for (const path of invalid) {
      const refused = [422, /invalid-(.+)\.json$/.exec(basename(path))?.[1]];
      expect(await answered(path)).toEqual([path, refused, refused, refused]);
    }
    expect(await recorded()).toBe(before);
  });
});
