/** pack.yaml as its author writes it; `packSchema` says the same for editors. Texts called *expression* are JSONata. */
export interface PackDocument {
  readonly pack: string;
  readonly version: string;
  readonly title: string;
  readonly about: string;
  /** Name of the pack it was made from, whose connections may go on with it. */
  readonly madeFrom?: string;
  readonly side: 'backOffice' | 'website';
  readonly settings: Readonly<Record<string, SettingDocument>>;
  /** Address that paths are below; `{name}` stands for a setting. */
  readonly base: string;
  readonly authentication: AuthenticationDocument | AuthenticationChoice;
  readonly headers?: Readonly<Record<string, string>>;
  readonly limits: LimitsDocument;
  /** What the vendor keeps, by the pack's own names, and what each stands for here. */
  readonly records?: Readonly<Record<string, RecordDocument>>;
  readonly capabilities: Readonly<Record<string, CapabilityDocument>>;
  readonly tables?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Lists that the vendor keeps, and what a connection holds of them. */
  readonly lists?: Readonly<Record<string, ListDocument>>;
  readonly out?: Readonly<Record<string, readonly RequestDocument[]>>;
  readonly in?: InDocument;
}

export interface SettingDocument {
  readonly label: string;
  readonly help: string;
  readonly kind?: 'text' | 'url' | 'choice' | 'table' | 'switch';
  readonly secret?: boolean;
  readonly optional?: boolean;
  readonly choices?: readonly string[];
  readonly default?: string | boolean | Readonly<Record<string, string>>;
}

export type AuthenticationDocument =
  | { readonly scheme: 'none' }
  | { readonly scheme: 'apiKey'; readonly header: string; readonly value: string }
  | { readonly scheme: 'bearer'; readonly token: string }
  | { readonly scheme: 'basic'; readonly user: string; readonly password: string }
  | {
      readonly scheme: 'clientCredentials' | 'authorizationCode';
      readonly tokenUrl: string;
      readonly authorizeUrl?: string;
      /** Whether it knows RFC 7636; it is used unless false. */
      readonly pkce?: boolean;
      readonly clientId: string;
      readonly clientSecret: string;
      readonly scopes?: readonly string[];
      /** How the client names itself to the token endpoint (RFC 6749, 2.3.1). */
      readonly clientIn?: 'header' | 'body';
    }
  | { readonly scheme: 'standardWebhooks'; readonly secret: string };

/** Several ways, one of which whoever connects chooses by a setting. */
export interface AuthenticationChoice {
  readonly by: string;
  readonly choices: Readonly<Record<string, AuthenticationDocument>>;
}

export interface SignatureDocument {
  readonly scheme: 'hmac-sha256' | 'ed25519' | 'rsa-sha256' | 'standardWebhooks';
  readonly header?: string;
  readonly encoding?: 'base64' | 'hex';
  /** How the header is put together where it holds more than the signature, such as `s:{keyId}:{timestamp}:{signature}`. */
  readonly format?: string;
  /** What is signed: the raw body, its base64, or the header's timestamp and the raw body. */
  readonly over?: 'body' | 'base64Body' | 'timestampedBody';
  /** What stands between timestamp and body where both are signed; nothing unless told. */
  readonly between?: string;
  /** How far a timestamp may be from now; 300 unless told. */
  readonly toleranceSeconds?: number;
  /** `{name}` of the setting that holds the secret, or the public key; a table where the vendor names its keys by id. */
  readonly key: string;
}

export interface LimitsDocument {
  /** Requests in a sliding window of so many seconds. */
  readonly rate?: { readonly requests: number; readonly seconds: number };
  readonly atOnce: number;
  readonly perDay?: number;
  readonly bodyBytes?: number;
  readonly answerWithinSeconds?: number;
}

export interface RecordDocument {
  /** What it stands for: a person, or an entity of the event such as `search`. */
  readonly of: 'person' | 'search' | 'appointment' | 'household' | 'listing' | 'dwelling' | 'enquiry' | 'event';
  readonly title?: string;
}

/** A list that the vendor keeps; its expressions see `{settings, tables, page}`. */
export interface ListDocument {
  readonly title: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** Over `answer` beside the others: texts, or `{value, label}`. */
  readonly values: string;
  /** Over `answer` beside the others: the next page's `page`, laid over the query; nothing at the end. */
  readonly next?: string;
  /** By setting or table: the values of it that are sent; a text, a list, or a table whose right side is meant. */
  readonly holds: Readonly<Record<string, string>>;
}

export type Support = 'supported' | 'ignored' | 'planned';

export interface CapabilityDocument {
  readonly out: Support;
  readonly in: Support;
  readonly says: string;
}

/** What a request writes at the vendor. A requirement is never written for an implied search (I11). */
export type Writes =
  | 'person'
  | 'requirement'
  | 'note'
  | 'activity'
  | 'task'
  | 'enquiry'
  | 'appointment'
  | 'consent'
  | 'relation'
  | 'property'
  | 'event'
  | 'nothing';

export interface RequestDocument {
  readonly id: string;
  /** Constants that its expressions see as `$name`, so that several requests can share a file. */
  readonly with?: Readonly<Record<string, string | number | boolean>>;
  /** Expression; the request is left out where it is false. */
  readonly when?: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below `base`; `{expression}` is filled in and escaped. Empty where `base` is the whole address. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** File of the pack whose answer is the body. */
  readonly body?: string;
  /** The vendor's own name of the body's shape, for a check against its JSON Schema. */
  readonly model?: string;
  readonly writes: Writes;
  /** What a repetition does (I2): nothing more, known by a key, to be looked up before, or a second effect. */
  readonly once: 'safe' | 'key' | 'lookup' | 'unsafe';
  /** Header that carries the key. */
  readonly keyHeader?: string;
  /** How to find what an attempt with a lost answer made. */
  readonly lookup?: { readonly path: string; readonly query?: Readonly<Record<string, string>>; readonly found: string };
  /** Record the answer gives the id of. */
  readonly makes?: string;
  /** Expression over `answer`; left out: the last part of its Location. */
  readonly idFrom?: string;
  /** Records that must be known already, else the event waits for its parent. */
  readonly needs?: readonly string[];
  /** Reads the record first and sends its ETag as If-Match. */
  readonly ifMatch?: { readonly path: string };
  /** Expression over `answer`; a text it answers is an error although the status was good. */
  readonly failedWhen?: string;
  /** Expression over `answer`; a text it answers says why the vendor took it and did nothing. */
  readonly ignoredWhen?: string;
  /** How this is asked for several events of one person at once: one request whose body is made of theirs, taken or refused as a whole. */
  readonly together?: TogetherDocument;
  /** Compares what was written with what is there now. */
  readonly readBack?: { readonly path: string; readonly expect: string };
}

export interface TogetherDocument {
  /** Below `base`. */
  readonly path: string;
  /** Expression over `bodies`, one of each event in their order: the body. */
  readonly body: string;
  /** The vendor's own name of the body's shape. */
  readonly model?: string;
  /** Events in one request. */
  readonly most: number;
}

export interface InDocument {
  readonly hook?: {
    readonly signature: SignatureDocument;
    /** File: `{headers, body}` to notifications `[{topic, record, id, version?, at?, value?, person?}]`. */
    readonly read: string;
    /** Milliseconds in which several notifications of one record become one reading. */
    readonly coalesceMs?: number;
  };
  readonly records: Readonly<Record<string, InRecordDocument>>;
}

export interface InRecordDocument {
  /** Where the truth is read, by `id`, `settings` and the `value` a notification brought; left out: it brings the record whole. */
  readonly path?: string;
  /** File: `{record, kind, id, first, settings, tables}` to `[{type, subject, data, time?, sequence?} or {ids: {RECORD: ID}}]`. */
  readonly map: string;
  readonly sweep?: SweepDocument;
}

/** A list of records changed since; its expressions see `{since, settings, tables, page}`. */
export interface SweepDocument {
  /** Left out where it is false, such as for a setting that was left empty. */
  readonly when?: string;
  /** POST for vendors whose search is a body; it reads all the same. GET unless told. */
  readonly method?: 'GET' | 'POST';
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  /** File of the search, for POST. */
  readonly body?: string;
  /** Over `answer`: the records. */
  readonly items: string;
  /** Over a record. */
  readonly id: string;
  readonly modified: string;
  /** Over `answer` beside the others: the next page's `page`, laid over the query too unless there is a body; nothing at the end. */
  readonly next?: string;
  readonly everySeconds?: number;
  readonly overlapSeconds?: number;
}
