import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Sender } from '#people-exchange';
import type { DataSource } from 'typeorm';
import { ExchangeRefused } from '../errors';

export interface KeyView {
  readonly id: string;
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
  readonly revokedAt: Date | null;
}

const hashOf = (key: string): Buffer => createHash('sha256').update(key).digest();
const valid = `revoked_at is null and (expires_at is null or expires_at > now())`;

/** Keys of participants and operators: only their SHA-256 is kept, two of a participant are valid at a time. */
export class Keys {
  constructor(private readonly db: DataSource) {}

  /** Makes a key and returns it, the only time it is seen. */
  async make(agency: string, participant: string): Promise<{ id: string; key: string }> {
    return this.db.transaction(async (manager) => {
      const found = await manager.query('select 1 from exchange.participants where agency = $1 and id = $2 for update', [
        agency,
        participant,
      ]);
      if (found.length === 0)
        throw new ExchangeRefused('notFound', `There is no participant "${participant}" in agency "${agency}"`, { agency, participant });
      const [{ count }] = await manager.query(
        `select count(*)::int as count from exchange.keys where agency = $1 and participant = $2 and ${valid}`,
        [agency, participant],
      );
      if (count >= 2)
        throw new ExchangeRefused('conflict', `"${participant}" has two valid keys already; revoke one first`, { agency, participant });
      const made = { id: randomUUID(), key: `pex_${randomBytes(24).toString('base64url')}` };
      await manager.query('insert into exchange.keys (id, agency, participant, hash) values ($1, $2, $3, $4)', [
        made.id,
        agency,
        participant,
        hashOf(made.key),
      ]);
      return made;
    });
  }

  async makeOperatorKey(): Promise<string> {
    const key = `pexop_${randomBytes(24).toString('base64url')}`;
    await this.db.query(`insert into exchange.keys (id, agency, participant, hash) values ($1, '*', null, $2)`, [
      randomUUID(),
      hashOf(key),
    ]);
    return key;
  }

  async revoke(agency: string, participant: string, id: string): Promise<void> {
    const [, changed]: [unknown, number] = await this.db.query(
      'update exchange.keys set revoked_at = now() where agency = $1 and participant = $2 and id = $3 and revoked_at is null',
      [agency, participant, id],
    );
    if (changed === 0) throw new ExchangeRefused('notFound', `"${participant}" has no valid key ${id}`, { agency, participant, id });
  }

  async list(agency: string, participant: string): Promise<KeyView[]> {
    return this.db.query(
      `select id, created_at as "createdAt", expires_at as "expiresAt", revoked_at as "revokedAt" from exchange.keys
       where agency = $1 and participant = $2 order by created_at`,
      [agency, participant],
    );
  }

  /** The participant a key belongs to, or nothing for an unknown, expired or revoked one. */
  async find(key: string): Promise<(Sender & { name: string }) | undefined> {
    const [found] = await this.db.query(
      `select k.agency, k.participant, p.side, p.name from exchange.keys k
       join exchange.participants p on p.agency = k.agency and p.id = k.participant where k.hash = $1 and ${valid}`,
      [hashOf(key)],
    );
    return found;
  }

  async isOperator(key: string): Promise<boolean> {
    const found = await this.db.query(`select 1 from exchange.keys where hash = $1 and participant is null and ${valid}`, [hashOf(key)]);
    return found.length > 0;
  }
}
