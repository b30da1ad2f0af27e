import type { Command } from 'commander';
import type { Connection, ListedPack } from '../answers';
import { CommandFailed, query } from '../bridge-api';
import { packFilesIn } from '../pack-folder';
import { table } from '../words/table';
import { type Context, pretty } from './context';

/** Commands that bring a pack to a bridge; a published version never changes. */
export function addPublishing(pack: Command, context: Context): void {
  pack
    .command('list')
    .description('packs that connections may use')
    .option('--agency <id>', "and this agency's own")
    .option('--json', 'as JSON')
    .action(async ({ agency, json }: { agency?: string; json?: boolean }) => {
      const bridge = await context.bridge();
      const { packs } = await bridge.ask<{ packs: ListedPack[] }>('GET', `/v1/packs${query({ agency })}`);
      const rows = packs.map(({ name, version, title, publishedBy }) => [name, version, title, publishedBy]);
      context.print(json ? pretty(packs) : table(context.paint, ['pack', 'version', 'title', 'published by'], rows));
    });
  pack
    .command('publish <agency> <folder>')
    .description('publish a version for an agency, for good; its samples have to pass')
    .action(async (agency: string, folder: string) => {
      const bridge = await context.bridge();
      const files = Object.fromEntries(await packFilesIn(folder));
      const { name, version } = await bridge.ask<{ name: string; version: string }>('POST', '/v1/packs', { agency, files });
      context.print(
        `${name} ${version} is published for ${agency}. Now: people-exchange pack promote ${agency} CONNECTION ${version} --pack ${name}`,
      );
    });
  pack
    .command('promote <agency> <connection> <version>')
    .description('let a connection go by another version of its pack; `connections roll-back` undoes it')
    .option('--pack <name>', 'one that was made from its own, as madeFrom in pack.yaml says')
    .action(async (agency: string, id: string, version: string, flags: { pack?: string }) => {
      if (!/^\d+\.\d+\.\d+$/u.test(version)) throw new CommandFailed(`"${version}" is no version such as 1.0.0.`);
      const bridge = await context.bridge();
      const { connection } = await bridge.ask<{ connection: Connection }>(
        'PATCH',
        `/v1/connections/${encodeURIComponent(agency)}/${encodeURIComponent(id)}`,
        { version, ...(flags.pack === undefined ? {} : { pack: flags.pack }) },
      );
      context.print(`${connection.name} is on ${connection.pack} ${connection.version}; events under way finish on the version before.`);
    });
}
