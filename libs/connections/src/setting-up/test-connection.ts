import { sweepRequest } from '#mapping';
import { wordsIn } from '../out/conclude';
import { type Connection, tablesOf } from './connection';
import type { VendorLines } from '../vendor-line';
import type { Connections } from './connections';
import type { ListChecks } from './list-checks';
import { warningsOf } from './list-warnings';

export interface ConnectionTest {
  readonly ok: boolean;
  /** What was tried and what came of it, for whoever sets it up. */
  readonly says: string;
  /** What its settings and tables hold that the vendor does not know, each a sentence. */
  readonly warnings: readonly string[];
}

const nothingToAsk = 'The settings are complete; this pack has nothing harmless to ask, so the vendor was not asked.';

/** Asks the vendor something harmless: the first page of what it would be swept for. */
export class TestConnection {
  constructor(
    private readonly connections: Connections,
    private readonly lines: VendorLines,
    private readonly lists: ListChecks,
  ) {}

  async run(agency: string, id: string): Promise<ConnectionTest> {
    const connection = await this.connections.demand(agency, id);
    const tried = await this.ask(connection);
    if (!tried.ok) return { ...tried, warnings: [] };
    return { ...tried, warnings: warningsOf(await this.lists.check(connection)).map(({ says }) => says) };
  }

  private async ask(connection: Connection): Promise<Omit<ConnectionTest, 'warnings'>> {
    const line = this.lines.to(connection);
    if ('kind' in line) return { ok: false, says: line.says };
    const sweep = [...connection.pack.records.values()].find((record) => record.sweep)?.sweep;
    if (!sweep) return { ok: true, says: nothingToAsk };
    const context = { since: new Date().toISOString(), settings: connection.settings, tables: tablesOf(connection) };
    const request = await sweepRequest(sweep, context, {});
    if (!request) return { ok: true, says: nothingToAsk };
    const answer = await line.ask(request, 'test');
    if (answer.kind === 'notAsked') return { ok: false, says: answer.says };
    if (answer.kind === 'noAnswer') return { ok: false, says: `The vendor gave no answer: ${answer.error}` };
    const bare = `${request.method} ${request.path.split('?')[0] ?? ''}`;
    if (answer.status === 200 && answer.readable === 'json')
      return { ok: true, says: `The vendor answered ${bare} within ${answer.tookMs} ms.` };
    return { ok: false, says: `The vendor answered ${bare} with ${answer.status}${wordsIn(answer.body)}` };
  }
}
