import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

const top = join(__dirname, '../..');
const read = (path: string): string => readFileSync(join(top, path), 'utf8');

/** One line of env.example: `#` before a name means that the value is what the bridge takes anyway. */
export interface WrittenSetting {
  readonly name: string;
  readonly value: string;
  readonly isDefault: boolean;
  /** The comment above it, also that of a group. */
  readonly says: string;
}

export function writtenSettings(text = read('deploy/env.example')): WrittenSetting[] {
  let says = '';
  return text.split('\n').flatMap((line) => {
    const found = /^(#?)([A-Z][A-Z0-9_]*)=(.*)$/.exec(line);
    if (found) return [{ name: found[2] ?? '', value: found[3] ?? '', isDefault: found[1] === '#', says }];
    says = line.startsWith('# ') && !line.startsWith('# ---') ? line.slice(2) : '';
    return [];
  });
}

export interface Service {
  readonly image?: string;
  readonly build?: object;
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string | null>>;
  readonly ports?: readonly string[];
}

export function composeText(): string {
  return read('deploy/compose.yaml');
}

export function composeServices(): Record<string, Service> {
  // Our own file; the tests read it as what it says.
  return (parse(composeText(), { merge: true }) as { services: Record<string, Service> }).services;
}

/** What the command line reads beside the settings of the apps. */
export function commandLineNames(): string[] {
  return [...read('apps/cli/src/program.ts').matchAll(/\.env\('([A-Z_]+)'\)/g)].map((found) => found[1] ?? '');
}

export const dockerfile = (): string => read('deploy/Dockerfile');
export const brokerOfTests = (): string => read('test/kafka/docker-broker.cjs');
