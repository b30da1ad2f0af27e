import type { Pack } from '#mapping';
import type { Side } from '#people-exchange';

export type ConnectionState = 'ready' | 'credentialsRefused' | 'needsAuthorisation' | 'tokenServiceAway';

/** A participant that is reached over a vendor's own API: its pack, and what somebody entered. */
export interface Connection {
  readonly agency: string;
  readonly id: string;
  readonly name: string;
  readonly side: Side;
  /** Unguessable name of its webhook's address. */
  readonly hook: string;
  readonly pack: Pack;
  /** Changes with whatever is entered or promoted. */
  readonly changedAt: string;
  /** What is no secret. */
  readonly settings: Readonly<Record<string, unknown>>;
  readonly secrets: Readonly<Record<string, string>>;
  /** `host:port` of private addresses that an administrator allowed. */
  readonly allowedPrivate: readonly string[];
  /** Whether its participant is paused. */
  readonly paused: boolean;
}

/** What a mapping sees of the settings: its tables, those of the connection over those of the pack. */
export function tablesOf({ pack: { document }, settings }: Connection): Readonly<Record<string, Readonly<Record<string, string>>>> {
  const own = Object.entries(document.settings).flatMap(([name, { kind }]) =>
    kind === 'table' && isTable(settings[name]) ? [[name, settings[name]] as const] : [],
  );
  return { ...document.tables, ...Object.fromEntries(own) };
}

const isTable = (value: unknown): value is Readonly<Record<string, string>> =>
  typeof value === 'object' && value !== null && Object.values(value).every((one) => typeof one === 'string');
