import type { LogHarness } from './log-harness';
import { appendRules } from './rules/append-rules';
import { concurrencyRules } from './rules/concurrency-rules';
import { readingRules } from './rules/reading-rules';
import { replayRules } from './rules/replay-rules';
import { troubleRules } from './rules/trouble-rules';

/** What every log promises. A backend proves itself with a harness and this one call. */
export function conformsAsEventLog(name: string, make: () => Promise<LogHarness>, timeoutMs = 30_000): void {
  describe(`${name} keeps the promises of an event log`, () => {
    let harness: LogHarness;
    beforeAll(async () => void (harness = await make()), 60_000);
    afterAll(async () => harness?.close(), 60_000);
    jest.setTimeout(timeoutMs);

    appendRules(() => harness);
    concurrencyRules(() => harness);
    readingRules(() => harness);
    replayRules(() => harness);
    troubleRules(() => harness);
  });
}
