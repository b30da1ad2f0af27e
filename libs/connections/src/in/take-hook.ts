import { Refusal } from '#gateway';
import { MappingFailed, type MappingFunctions, notificationsOf, type SignatureDocument } from '#mapping';
import type { Clock } from '#runtime';
import type { DataSource } from 'typeorm';
import type { Connection } from '../setting-up/connection';
import type { Connections } from '../setting-up/connections';
import { hookSecretsOf, SettingMissing } from '../vendor/fill-in';
import { type HookDoubt, verifyHook } from '../vendor/verify-hook';
import type { Notifications } from './notifications';

/** Takes a vendor's webhooks: whose it is, whether it is signed as agreed, what it tells of; then it is kept. */
export class TakeHook {
  constructor(
    private readonly o: {
      readonly db: DataSource;
      readonly connections: Connections;
      readonly notifications: Notifications;
      readonly clock: Clock;
      readonly functions: MappingFunctions;
      onKept(): void;
    },
  ) {}

  /** @throws Refusal 404 for a hook nobody has */
  async find(hook: string): Promise<Connection> {
    const connection = await this.o.connections.findByHook(hook);
    if (!connection?.pack.hook)
      throw new Refusal(404, 'unknownConnection', 'No connection has this webhook address; its page in the lead desk shows the right one.');
    return connection;
  }

  /** Answers how many notifications are new. @throws Refusal 401 for another's signature, 400 for what is no JSON */
  async take(connection: Connection, headers: Readonly<Record<string, string>>, body: Buffer): Promise<number> {
    const { hook } = connection.pack;
    if (!hook) return 0;
    const now = this.o.clock.now();
    const doubt = doubtOf(connection, hook.signature, { headers, rawBody: body, now });
    if (doubt !== undefined) {
      await this.refused(connection, doubt, now);
      throw new Refusal(401, 'signature', `This webhook is not taken: ${doubt}.`);
    }
    const parsed = parse(body);
    if (parsed === undefined) throw new Refusal(400, 'json', 'The body is no JSON.');
    try {
      const found = await notificationsOf(connection.pack, { headers, body: parsed }, this.o.functions);
      const kept = await this.o.notifications.keep(connection, found, { now, waitMs: hook.coalesceMs });
      this.o.onKept();
      return kept;
    } catch (error) {
      if (!(error instanceof MappingFailed)) throw error;
      // It was the vendor who signed it: whatever the pack cannot read is kept until it can.
      await this.o.notifications.parkUnread(connection, body.toString('utf8'), error.message, now);
      return 1;
    }
  }

  private async refused({ agency, id }: Connection, why: string, now: Date): Promise<void> {
    await this.o.db.query(
      'update connections.connections set refused_hooks = refused_hooks + 1, refused_why = $3, refused_at = $4 where agency = $1 and id = $2',
      [agency, id, why, now],
    );
  }
}

/** Why a webhook is not believed, in words; nothing where it is. */
function doubtOf(
  { settings, secrets }: Connection,
  signature: SignatureDocument,
  hook: Pick<Parameters<typeof verifyHook>[0], 'headers' | 'rawBody' | 'now'>,
): string | undefined {
  try {
    const verdict = verifyHook({ signature, secrets: hookSecretsOf(signature, { ...settings, ...secrets }), ...hook });
    return verdict.ok ? undefined : doubts[verdict.why];
  } catch (error) {
    if (error instanceof SettingMissing) return 'no key that verifies webhooks was entered for this connection';
    throw error;
  }
}

const doubts: Readonly<Record<HookDoubt, string>> = {
  unsigned: 'the header with its signature is missing',
  malformed: 'its signature cannot be read',
  stale: 'it was signed too long ago, or a clock is wrong',
  unknownKey: 'it names a key that is not known here',
  keyUnusable: 'the key entered for it is none of this kind',
  mismatch: 'somebody else signed it, or its body was changed',
};

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined; // told to the sender
  }
}
