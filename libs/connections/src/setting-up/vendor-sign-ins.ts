import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { ExchangeRefused } from '#delivery';
import { type Clock, inAgency, type Sealing } from '#runtime';
import type { DataSource } from 'typeorm';
import type { OAuthTokens } from '../vendor/oauth-tokens';
import type { VendorLines } from '../vendor-line';
import type { Acts } from './acts';
import type { Connection } from './connection';
import type { Connections } from './connections';

export interface SignInBegun {
  /** Page of the vendor to open. */
  readonly address: string;
  readonly expiresAt: string;
  /** Names the sign-in for the browser that began it; no secret. */
  readonly tag: string;
}

/** What the vendor sends back with the browser (RFC 6749, 4.1.2). */
export interface SentBack {
  readonly state: string;
  readonly code?: string;
  readonly error?: string;
  readonly says?: string;
  /** What the browser keeps of the sign-in it began. */
  readonly browserOf: (tag: string) => string | undefined;
}

export type SignInEnd =
  | { readonly kind: 'signedIn'; readonly connection: string; readonly name: string; readonly inDesk: boolean }
  | { readonly kind: 'refused'; readonly says: string; readonly connection?: string };

interface Row {
  agency: string;
  connection: string;
  who: string;
  browser: Buffer | null;
  sealed: Buffer;
  redirectUri: string;
}

const livesMs = 10 * 60_000;
const digestOf = (text: string): Buffer => createHash('sha256').update(text).digest();
const tagOf = (state: Buffer): string => state.toString('hex').slice(0, 16);
const purposeOf = (agency: string, connection: string) => ({ agency, connection, purpose: 'signIn' });

/** The way of a person to a vendor's own page and back: there they agree, here their consent becomes tokens (RFC 6749, 4.1). */
export class VendorSignIns {
  constructor(
    private readonly o: {
      readonly db: DataSource;
      readonly clock: Clock;
      readonly sealing: Sealing;
      readonly connections: Connections;
      readonly lines: VendorLines;
      readonly acts: Acts;
    },
  ) {}

  /**
   * Makes a way that is good once and for ten minutes. What was begun in a browser ends in that browser.
   * @throws ExchangeRefused where its pack has no such way, or a setting for it is empty
   */
  async begin(
    agency: string,
    id: string,
    { who, redirectUri, browser }: { readonly who: string; readonly redirectUri: string; readonly browser?: string },
  ): Promise<SignInBegun> {
    const connection = await this.o.connections.demand(agency, id);
    const tokens = this.tokensOf(connection);
    const state = randomBytes(32).toString('base64url');
    const digest = digestOf(state);
    const { url, codeVerifier } = tokens.authorizeUrl({ redirectUri, state });
    const expiresAt = new Date(this.o.clock.now().getTime() + livesMs);
    await inAgency(this.o.db, agency, (manager) =>
      manager.query(
        'insert into connections.sign_ins (state, agency, connection, who, browser, sealed, redirect_uri, expires_at) values ($1, $2, $3, $4, $5, $6, $7, $8)',
        [
          digest,
          agency,
          id,
          who,
          browser === undefined ? null : digestOf(browser),
          this.o.sealing.seal({ codeVerifier }, purposeOf(agency, id)),
          redirectUri,
          expiresAt,
        ],
      ),
    );
    return { address: url, expiresAt: expiresAt.toISOString(), tag: tagOf(digest) };
  }

  /** Takes what the vendor sent back; every end is told in words for whoever sits at the browser. */
  async end({ state, code, error, says, browserOf }: SentBack): Promise<SignInEnd> {
    const digest = digestOf(state);
    const row = await this.take(digest);
    if (typeof row === 'string') return { kind: 'refused', says: row };
    const { agency, connection: id, who, browser } = row;
    const kept = browserOf(tagOf(digest));
    if (browser && !(kept !== undefined && timingSafeEqual(browser, digestOf(kept))))
      return { kind: 'refused', says: 'This sign-in was begun in another browser. Begin it again in this one.' };
    const connection = await this.o.connections.find(agency, id);
    if (!connection) return { kind: 'refused', says: 'The connection is not there any more.' };
    const why = error === undefined ? await this.exchange(connection, row, code) : deniedBy(error, says);
    if (why !== undefined) {
      await this.o.acts.record(agency, id, { who, did: 'was refused at the vendor', facts: { why } });
      return { kind: 'refused', says: why, connection: id };
    }
    await this.o.connections.standsAgain(agency, id);
    await this.o.acts.record(agency, id, { who, did: 'signed in at the vendor' });
    return { kind: 'signedIn', connection: id, name: connection.name, inDesk: browser !== null };
  }

  /** Uses it up, or says why there is nothing to use. */
  private async take(state: Buffer): Promise<Row | string> {
    const now = this.o.clock.now();
    const [[row]]: [Row[], number] = await this.o.db.query(
      `update connections.sign_ins set used_at = $2 where state = $1 and used_at is null and expires_at > $2
       returning agency, connection, who, browser, sealed, redirect_uri as "redirectUri"`,
      [state, now],
    );
    if (row) return row;
    const [found]: { used: boolean }[] = await this.o.db.query(
      'select used_at is not null as used from connections.sign_ins where state = $1',
      [state],
    );
    if (!found) return 'Nobody began this sign-in here. Begin it on the page of the connection.';
    return found.used
      ? 'This sign-in was used already. Look at the page of the connection, and begin again if it does not work.'
      : 'This sign-in took longer than ten minutes. Begin it again.';
  }

  /** Why there are no tokens, or nothing where there are. */
  private async exchange(connection: Connection, { sealed, redirectUri }: Row, code: string | undefined): Promise<string | undefined> {
    if (code === undefined || code === '') return 'The vendor sent nothing back that could be used.';
    // Sealed by `begin`, and by nobody else.
    const { codeVerifier } = this.o.sealing.open(sealed, purposeOf(connection.agency, connection.id)) as { codeVerifier: string };
    const standing = await this.tokensOf(connection).exchangeCode({ code, redirectUri, codeVerifier });
    return standing.state === 'ready' ? undefined : `The vendor did not take the sign-in. ${standing.says}`;
  }

  private tokensOf(connection: Connection): OAuthTokens {
    const line = this.o.lines.to(connection);
    if ('kind' in line) throw new ExchangeRefused('invalid', `${connection.name} cannot sign in: ${line.says}`);
    if (!line.signsIn)
      throw new ExchangeRefused('invalid', `${connection.name} needs nobody to sign in at its vendor; its settings say who it is`);
    return line.signsIn;
  }
}

/** `error` is one of RFC 6749's words, or whatever a link was made to say. */
function deniedBy(error: string, says: string | undefined): string {
  const told = says === undefined || says === '' ? '' : ` It says: ${plain(says)}`;
  return error === 'access_denied' ? `Nobody agreed at the vendor.${told}` : `The vendor answered ${plain(error)}.${told}`;
}

const plain = (text: string): string => text.replaceAll(/[^\u0020-\u007e\u00a0-\uffff]/gu, ' ').slice(0, 200);
