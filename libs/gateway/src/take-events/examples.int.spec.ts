import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
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

  /** Tries the key of each side: an example belongs to at least one of them. */
  const send = async (body: unknown, headers: Record<string, string>): Promise<Answer> => {
    const answer = await gateway.post(body, { ...headers, authorization: `Bearer ${keys.website}` });
    return answer.status === 403 ? gateway.post(body, { ...headers, authorization: `Bearer ${keys.backOffice}` }) : answer;
  };
  const inEveryMode = async (example: Example): Promise<number[]> => {
    const { data, ...attributes } = example;
    const headers = Object.fromEntries(
      Object.entries(attributes).map(([name, value]) => [`ce-${name}`, encodeURIComponent(String(value))]),
    );
    delete headers['ce-datacontenttype'];
    const answers = [
      await send(example, { 'content-type': 'application/cloudevents+json' }),
      await send([example], { 'content-type': 'application/cloudevents-batch+json' }),
      await send(data, { 'content-type': 'application/json', ...headers }),
    ];
    return answers.map(({ status }) => status);
  };
  const recorded = async (): Promise<number> => (await gateway.appended('website')).length + (await gateway.appended('backOffice')).length;

  it('I1: every valid one is taken in all three modes', async () => {
    for (const path of valid) {
      const before = await recorded();
      expect([path, await inEveryMode(read(path)), (await recorded()) - before]).toEqual([path, [202, 202, 202], 3]);
    }
  });

  it('I9: every invalid one is refused in all three modes, and nothing of it is taken', async () => {
    const before = await recorded();
    for (const path of invalid) expect([path, await inEveryMode(read(path))]).toEqual([path, [422, 422, 422]]);
    expect(await recorded()).toBe(before);
  });
});
