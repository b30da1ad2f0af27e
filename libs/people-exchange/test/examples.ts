import { globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Sender } from '../src/index';

/** A published example: a whole event as a demo key may send it. */
export interface Example {
  readonly path: string;
  readonly type: string;
  readonly kind: 'valid' | 'invalid';
  /** What a valid one shows, or the rule an invalid one breaks. */
  readonly what: string;
  readonly event: Readonly<Record<string, unknown>>;
  readonly sender: Sender;
}

const folder = join(__dirname, '../../../schemas/events');
const website: Sender = { agency: 'demo', participant: 'demo-website', side: 'website' };
const backOffice: Sender = { agency: 'demo', participant: 'demo-back-office', side: 'backOffice' };

/** Every example that lies beside the schemas. */
export function publishedExamples(): Example[] {
  return globSync('**/*.{valid,invalid}-*.json', { cwd: folder })
    .toSorted()
    .map((path) => {
      const [, kind, what = ''] = /^\d+\.(valid|invalid)-(.+)\.json$/u.exec(basename(path)) ?? [];
      const event = JSON.parse(readFileSync(join(folder, path), 'utf8')) as Example['event']; // this repository's own file
      const sender = event.source === 'https://www.example.com' ? website : backOffice;
      const type = dirname(path).replaceAll(/[\\/]/gu, '.');
      return { path, type, kind: kind === 'valid' ? kind : 'invalid', what, event, sender };
    });
}
