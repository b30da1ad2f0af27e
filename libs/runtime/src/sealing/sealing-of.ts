import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Settings } from '../settings/settings';
import { Sealing } from './sealing';

/** Seals with SECRETS_KEY, else with a key of its own beside the data, made once and for its owner alone to read. */
export function sealingOf({ secretsKeys, dataDir }: Pick<Settings, 'secretsKeys' | 'dataDir'>): Sealing {
  const [first, ...older] = secretsKeys.length > 0 ? secretsKeys : [ownKey(dataDir)];
  return new Sealing(Buffer.from(first ?? '', 'base64'), ...older.map((key) => Buffer.from(key, 'base64')));
}

function ownKey(dataDir: string): string {
  const file = join(dataDir, 'secrets.key');
  if (!existsSync(file)) {
    mkdirSync(dataDir, { recursive: true });
    writeFileSync(`${file}.new`, randomBytes(32).toString('base64'), { mode: 0o600 });
    renameSync(`${file}.new`, file);
  }
  return readFileSync(file, 'utf8').trim();
}
