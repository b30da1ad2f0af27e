import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Keys, Participants } from '#delivery';
import { openDatabase } from '#runtime';
import type { DataSource } from 'typeorm';
import { createAdministrator } from '../../apps/lead-desk/src';
import { runBridge } from '../journeys/running-bridge';
import { WebhookReceiver } from '../journeys/webhook-receiver';
import { freshDatabase } from '../postgres/fresh-database';

const screens = join(__dirname, '../../dist/apps/lead-desk-web/index.html');
export const administrator = { email: 'admin@oak.example', password: 'correct horse battery' };

export interface Desk {
  readonly url: string;
  readonly db: DataSource;
  /** Its data folder. */
  readonly folder: string;
  /** The back office behind the webhook; its answers are the test's. */
  readonly office: WebhookReceiver;
  readonly keys: { readonly site: string; readonly office: string };
  /** Hands events in through the front door, as the website or the back office does. */
  send(from: 'site' | 'office', ...events: object[]): Promise<void>;
  end(): Promise<void>;
}

/** The whole bridge in this process with the built screens, on a database of its own, and an agency on it. */
export async function standDesk(): Promise<Desk> {
  if (!existsSync(screens)) throw new TypeError('The screens are not built: run npm run build first.');
  const folder = mkdtempSync(join(tmpdir(), 'bridge-screens-'));
  const database = await freshDatabase();
  const bridge = await runBridge({ BRIDGE_DATA_DIR: folder, DATABASE_URL: database.url });
  const db = await openDatabase({ url: database.url, name: 'screens test', everyAgency: true });
  const participants = new Participants(db);
  const keyRing = new Keys(db);
  const office = new WebhookReceiver();
  await participants.addAgency({ id: 'oak', name: 'Oak & Partners', zone: 'Europe/London' });
  await participants.add({ agency: 'oak', id: 'site', name: 'oak.example', side: 'website', delivery: { mode: 'feed' } });
  const hook = { mode: 'webhook', url: await office.start(), allowPrivate: true } as const;
  const added = await participants.add({ agency: 'oak', id: 'office', name: 'Branch office', side: 'backOffice', delivery: hook });
  office.secret = added.webhookSecret ?? '';
  const keys = { site: (await keyRing.make('oak', 'site')).key, office: (await keyRing.make('oak', 'office')).key };
  await createAdministrator(db, { agency: 'oak', ...administrator, name: 'Olivia Oak' }, new Date());
  return {
    url: bridge.url,
    db,
    folder,
    office,
    keys,
    send: (from, ...events) => handIn(bridge.url, keys[from], events),
    end: async () => {
      await bridge.stop();
      await office.stop();
      await db.destroy();
      await database.drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function handIn(url: string, key: string, events: readonly object[]): Promise<void> {
  const answer = await fetch(`${url}/v1/events`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/cloudevents-batch+json' },
    body: JSON.stringify(events),
  });
  if (answer.status !== 202) throw new TypeError(`The front door answered ${answer.status}: ${await answer.text()}`);
}
