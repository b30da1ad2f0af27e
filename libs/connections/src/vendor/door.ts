/** Where a connection's requests go, and what is allowed on the way. */
export interface VendorDoor {
  readonly agency: string;
  readonly connection: string;
  /** Address that paths are below, settings filled in. */
  readonly base: string;
  /** `host:port` of private addresses that an administrator allowed for this connection. */
  readonly allowedPrivate: readonly string[];
  readonly answerWithinMs: number;
  /** Requests of this process at once below this base. */
  readonly atOnce: number;
}

export interface VendorRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below the door's base, query included; empty for the base itself. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** An answer that came whole, whatever its status; redirects are answers, nobody follows them. */
export interface Answered {
  readonly kind: 'answered';
  readonly status: number;
  /** Names in lower case; cookies are left out. */
  readonly headers: Readonly<Record<string, string>>;
  /** Parsed where it is JSON, else the text; nothing where it is empty. */
  readonly body: unknown;
  readonly readable: 'json' | 'text' | 'empty';
  /** It was longer than anybody reads; `body` is the beginning of its text. */
  readonly cut: boolean;
  /** How long the vendor asks us to rest; 0 where it does not. */
  readonly retryAfterMs: number;
  readonly tookMs: number;
}

export interface NoAnswer {
  readonly kind: 'noAnswer';
  /** A sentence without secrets and without the address's query. */
  readonly error: string;
  /** `no` where the request surely never reached the vendor, so that to repeat it is no repetition. */
  readonly arrived: 'no' | 'maybe';
  readonly tookMs: number;
}

export type VendorAnswer = Answered | NoAnswer;
