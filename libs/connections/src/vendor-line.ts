import { setTimeout as rest } from 'node:timers/promises';
import { authenticationFor, type MadeRequest, type Pack } from '#mapping';
import type { Clock } from '#runtime';
import type { DataSource } from 'typeorm';
import type { Connection } from './setting-up/connection';
import type { ConnectionStates } from './setting-up/connection-states';
import { askSigned } from './vendor/ask-signed';
import type { Authentication, Barred } from './vendor/authentication';
import { authenticationOf } from './vendor/authentication-of';
import { Budget } from './vendor/budget';
import type { Answered, NoAnswer, VendorAnswer, VendorDoor } from './vendor/door';
import { authenticationWith, fillIn, SettingMissing } from './vendor/fill-in';
import { OAuthTokens } from './vendor/oauth-tokens';
import type { TokenStore } from './vendor/tokens';
import type { VendorClient } from './vendor/vendor-client';

/** It was not asked: for want of budget, or because it cannot say who it is just now. */
export interface NotAsked {
  readonly kind: 'notAsked';
  readonly says: string;
  readonly retryAfterMs: number;
}

export type LineAnswer = Answered | NoAnswer | NotAsked;

export interface LineGround {
  readonly db: DataSource;
  readonly client: VendorClient;
  readonly tokens: TokenStore;
  readonly states: ConnectionStates;
  readonly clock: Clock;
}

/** What waits longer for its turn than this is better tried again later. */
const mostWaitMs = 3_000;
/** Who was refused for what was entered is not asked again at once. */
const restOfRefusedMs = 15_000;

/** How one connection asks its vendor: who it is, at its pace, within its budget. */
export class VendorLine {
  readonly door: VendorDoor;
  private readonly authentication: Authentication;
  private readonly budget: Budget;
  private readonly headers: Readonly<Record<string, string>>;

  /** @throws SettingMissing */
  constructor(
    private readonly connection: Connection,
    private readonly o: LineGround,
  ) {
    const { agency, id, pack, allowedPrivate } = connection;
    const { base, limits, headers = {} } = pack.document;
    const settings = { ...connection.settings, ...connection.secrets };
    const authentication = authenticationFor(pack.document, settings);
    if (!authentication) throw new SettingMissing({ setting: 'by' in pack.document.authentication ? pack.document.authentication.by : '' });
    this.door = {
      agency,
      connection: id,
      base: fillIn(base, settings),
      allowedPrivate,
      answerWithinMs: (limits.answerWithinSeconds ?? 10) * 1000,
      atOnce: limits.atOnce,
    };
    this.headers = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), fillIn(value, settings)]));
    this.authentication = authenticationOf(authenticationWith(authentication, settings), this.door, o);
    this.budget = new Budget(o.db, { agency, connection: id }, limits);
  }

  /** The tokens that somebody's sign-in at the vendor gives; nothing where its pack has no such way. */
  get signsIn(): OAuthTokens | undefined {
    return this.authentication instanceof OAuthTokens && this.authentication.signsIn ? this.authentication : undefined;
  }

  /**
   * @param id names the message where the scheme signs one, the same in every attempt
   * @param tellsWhyBarred whether the connection's state says so where it may not ask; not for what it does well without
   */
  async ask(
    request: MadeRequest,
    id: string,
    work: 'live' | 'backfill' = 'live',
    { tellsWhyBarred = true }: { readonly tellsWhyBarred?: boolean } = {},
  ): Promise<LineAnswer> {
    const turn = await this.turn(work);
    if (turn) return turn;
    const usual = { accept: 'application/json', ...(request.body === undefined ? {} : { 'content-type': 'application/json' }) };
    const answer = await askSigned(
      {
        client: this.o.client,
        door: this.door,
        authentication: this.authentication,
        mayAskAgain: async () => (await this.budget.take(work)).go,
      },
      { ...request, headers: { ...usual, ...this.headers, ...request.headers }, id },
    );
    return answer.kind === 'barred' ? this.barred(answer.standing, tellsWhyBarred) : this.heard(answer);
  }

  private async heard(answer: VendorAnswer): Promise<LineAnswer> {
    if (answer.kind !== 'answered') return answer;
    if (answer.status < 400) await this.o.states.tell(this.connection, 'ready', null);
    if (answer.status === 429 && answer.retryAfterMs > 0) await this.budget.vendorSays(answer.retryAfterMs);
    return answer;
  }

  private async barred(barred: Barred, tells: boolean): Promise<NotAsked> {
    if (tells) await this.o.states.tell(this.connection, barred.state, barred.says);
    return { kind: 'notAsked', says: barred.says, retryAfterMs: 'retryAfterMs' in barred ? barred.retryAfterMs : restOfRefusedMs };
  }

  private async turn(work: 'live' | 'backfill'): Promise<NotAsked | undefined> {
    for (let waited = 0; ;) {
      const taken = await this.budget.take(work);
      if (taken.go) return undefined;
      if (waited + taken.waitMs > mostWaitMs)
        return {
          kind: 'notAsked',
          says: taken.why === 'day' ? 'the budget of requests for today is used up' : 'the vendor’s limit of requests is reached',
          retryAfterMs: taken.waitMs,
        };
      waited += Math.max(1, taken.waitMs);
      await rest(taken.waitMs);
    }
  }
}

/** Lines of connections, one as long as what was entered stands. */
export class VendorLines {
  private readonly lines = new WeakMap<Connection, VendorLine>();

  constructor(private readonly o: LineGround) {}

  /** Answers why there is none, where a setting is missing that its pack fills in. */
  to(connection: Connection): VendorLine | NotAsked {
    try {
      const line = this.lines.get(connection) ?? new VendorLine(connection, this.o);
      this.lines.set(connection, line);
      return line;
    } catch (error) {
      if (error instanceof SettingMissing) return { kind: 'notAsked', says: error.message, retryAfterMs: restOfRefusedMs };
      throw error;
    }
  }
}

/** The same for the version an event began with. */
export function withPack(connection: Connection, pack: Pack): Connection {
  return connection.pack === pack ? connection : { ...connection, pack };
}
