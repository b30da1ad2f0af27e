import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runBridge } from '../journeys/running-bridge';
import { WebhookReceiver } from '../journeys/webhook-receiver';

const screensFolder = join(__dirname, '../../dist/apps/lead-desk-web');

export interface Desk {
  readonly url: string;
  readonly admin: { readonly email: string; readonly password: string };
  /** The back office behind the webhook; its answers are the test's. */
  readonly office: WebhookReceiver;
  readonly keys: { readonly site: string; readonly office: string };
  /** Hands events in through the front door, as the website or the back office does. */
  send(from: 'site' | 'office', ...events: object[]): Promise<void>;
  end(): Promise<void>;
}

/** A whole bridge with the built screens, on a database of its own; the demo agency has a back office behind a webhook. */
export async function standDesk(): Promise<Desk> {
  if (!existsSync(join(screensFolder, 'index.html'))) throw new TypeError('The screens are not built: run npm run build first.');
  const dataDir = mkdtempSync(join(tmpdir(), 'bridge-screens-'));
  const bridge = await runBridge({ BRIDGE_DATA_DIR: dataDir });
  const office = new WebhookReceiver();
  const delivery = { mode: 'webhook', url: await office.start(), allowPrivate: true };
  const answer = await fetch(`${bridge.url}/v1/participants`, {
    method: 'POST',
    headers: { authorization: `Bearer ${bridge.access.operatorKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({ agency: 'demo', id: 'office', name: 'Branch office', side: 'backOffice', delivery }),
  });
  // The operator API's documented answer.
  const added = (await answer.json()) as { key: { key: string }; webhookSecret: string };
  office.secret = added.webhookSecret;
  const site = bridge.access.participants.find(({ side }) => side === 'website')?.key ?? '';
  const keys = { site, office: added.key.key };
  return {
    url: bridge.url,
    admin: bridge.access.admin,
    office,
    keys,
    send: (from, ...events) => handIn(bridge.url, keys[from], events),
    end: async () => {
      await bridge.stop();
      await office.stop();
      rmSync(dataDir, { recursive: true, force: true });
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
