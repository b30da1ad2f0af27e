import { PublicKeySet } from '#gateway';
import { type Clock, SealBroken, type Sealing } from '#runtime';
import type { DataSource } from 'typeorm';
import { aheadSeconds, assertionSeconds, later, skewSeconds } from './lifetimes';
import { newKey, type SigningKey, signingKey } from './signing-key';

interface Row {
  readonly kid: string;
  readonly sealed: Buffer;
  readonly madeAt: Date;
  readonly signsFrom: Date;
}

const columns = 'kid, sealed, made_at as "madeAt", signs_from as "signsFrom"';
const newestFirst = 'order by signs_from desc, seq desc';
const placeOf = (kid: string): { agency: string; purpose: string } => ({ agency: '*', purpose: `signing key ${kid}` });

export interface SigningKeysOptions {
  readonly db: DataSource;
  readonly sealing: Sealing;
  readonly clock: Clock;
  /** After so many days another key signs. */
  readonly keyDays: number;
  onTrouble(message: string): void;
}

/**
 * The keys of the bridge, shared by all its processes: made at first need, sealed where they lie. The next one is published before it
 * signs, so that whoever keeps the published set knows it by then; a former one until nothing that it signed is taken any more.
 */
export class SigningKeys extends PublicKeySet {
  constructor(private readonly o: SigningKeysOptions) {
    super();
  }

  /** The key that signs now. */
  async current(): Promise<SigningKey> {
    const now = this.o.clock.now();
    const rows = await this.upTo(now);
    const signs = signingAt(now, rows) ?? (await this.make(now, () => false));
    try {
      return this.opened(signs);
    } catch (error) {
      if (!(error instanceof SealBroken)) throw error;
      this.o.onTrouble(`${error.message}. Another key signs from now on; give every app the same SECRETS_KEY`);
      return this.opened(await this.make(now, (rows) => signingAt(now, rows)?.kid === signs.kid));
    }
  }

  /** Makes another key that signs at once. Answers its name and every name that is published. */
  async rotate(): Promise<{ kid: string; published: readonly string[] }> {
    const now = this.o.clock.now();
    const { kid } = await this.make(now, () => true);
    return { kid, published: (await this.rows(now)).map((one) => one.kid) };
  }

  override async keys(): Promise<readonly Readonly<Record<string, unknown>>[]> {
    return (await this.rows(this.o.clock.now())).map((row) => row.public);
  }

  /** Makes the next key in time, and drops what is published no more. */
  async tend(): Promise<void> {
    const now = this.o.clock.now();
    await this.upTo(now);
    const kids = (await this.rows(now)).map(({ kid }) => kid);
    await this.o.db.query('delete from sign_on.keys where not kid = any($1) and signs_from <= $2', [kids, now]);
  }

  /** All keys, newest first; where the newest is old, another that will sign soon is made. */
  private async upTo(now: Date): Promise<readonly Row[]> {
    const rows: Row[] = await this.o.db.query(`select ${columns} from sign_on.keys ${newestFirst}`);
    const old = later(now, -this.o.keyDays * 86_400);
    const [newest] = rows;
    if (newest && newest.madeAt <= old) await this.make(later(now, aheadSeconds), ([one]) => one !== undefined && one.madeAt <= old);
    return rows;
  }

  /** Another key where there is none, or where it is wanted beside those that are there; answers the one that signs. */
  private async make(signsFrom: Date, wanted: (rows: readonly Row[]) => boolean): Promise<Row> {
    return this.o.db.transaction(async (manager) => {
      await manager.query(`select pg_advisory_xact_lock(hashtextextended('sign_on.keys', 0))`);
      const now = this.o.clock.now();
      // Read under the lock: somebody else may have made one meanwhile.
      const rows: Row[] = await manager.query(`select ${columns} from sign_on.keys ${newestFirst}`);
      const signs = signingAt(now, rows);
      if (signs && !wanted(rows)) return signs;
      // What waits to sign has signed nothing: whoever wants a key at once wants none that was made before.
      await manager.query('delete from sign_on.keys where signs_from > $1', [now]);
      const { kid, published, secret } = newKey();
      const sealed = this.o.sealing.seal(secret, placeOf(kid));
      await manager.query('insert into sign_on.keys (kid, public, sealed, made_at, signs_from) values ($1, $2, $3, $4, $5)', [
        kid,
        JSON.stringify(published),
        sealed,
        now,
        signsFrom,
      ]);
      return { kid, sealed, madeAt: now, signsFrom };
    });
  }

  /** What is published: all but those whose successor has signed for longer than anything they signed is taken. */
  private rows(now: Date): Promise<{ kid: string; public: Record<string, unknown> }[]> {
    return this.o.db.query(
      `select k.kid, k.public from sign_on.keys k where not exists (
         select from sign_on.keys n where (n.signs_from, n.seq) > (k.signs_from, k.seq) and n.signs_from <= $1) ${newestFirst}`,
      [later(now, -(assertionSeconds + skewSeconds))],
    );
  }

  private opened({ kid, sealed }: Row): SigningKey {
    // Sealed by `make`, and by nobody else.
    return signingKey(kid, this.o.sealing.open(sealed, placeOf(kid)) as string);
  }
}

const signingAt = (now: Date, rows: readonly Row[]): Row | undefined => rows.find(({ signsFrom }) => signsFrom <= now);
