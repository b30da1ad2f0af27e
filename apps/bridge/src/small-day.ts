import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { playSmallDay } from '../../twin/src';
import type { RunningBridge } from './bridge';
import { foundDemoOffice } from './demo-office';

interface Played {
  /** When the day was first begun; the same moment again gives the same events, so that a day cut off is played to its end. */
  readonly begun: string;
  readonly done: boolean;
}

/** Fills the demo agency with an office, its agents, 40 people and a day of events: once, at the first start. Answers how many events it sent. */
export async function fillDemoAgency(
  dataDir: string,
  bridge: RunningBridge,
  onProgress: (done: number, of: number) => void,
): Promise<number> {
  const file = join(dataDir, 'demo.json');
  const earlier = readPlayed(file);
  if (earlier?.done || (!earlier && !bridge.isNew)) return 0;
  const begun = earlier?.begun ?? new Date().toISOString();
  write(file, { begun, done: false });
  await foundDemoOffice(bridge.url, bridge.access.admin);
  const keyOf = (side: string): string => bridge.access.participants.find((one) => one.side === side)?.key ?? '';
  const played = await playSmallDay({
    baseUrl: bridge.url,
    websiteKey: keyOf('website'),
    backOfficeKey: keyOf('backOffice'),
    now: new Date(begun),
    onProgress,
  });
  for (const { key } of bridge.access.participants) await readFeed(bridge.url, key);
  write(file, { begun, done: true });
  return played.sent.length;
}

/** Both demo participants read what is for them, as their software would; what comes later waits for them. */
async function readFeed(url: string, key: string): Promise<void> {
  let after = '';
  for (;;) {
    const page = await fetch(`${url}/v1/feed?limit=500${after}`, { headers: { authorization: `Bearer ${key}` } });
    const events: unknown = await page.json();
    if (!page.ok || !Array.isArray(events) || events.length === 0) return;
    after = `&after=${page.headers.get('next-cursor') ?? ''}`;
  }
}

function readPlayed(file: string): Played | undefined {
  try {
    // Written by this module alone.
    return JSON.parse(readFileSync(file, 'utf8')) as Played;
  } catch {
    return undefined; // not begun
  }
}

function write(file: string, played: Played): void {
  writeFileSync(`${file}.new`, `${JSON.stringify(played)}\n`);
  renameSync(`${file}.new`, file);
}
