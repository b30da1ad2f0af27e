/** What an ingest is told when it starts; answers its port. */
export interface IngestQuestion {
  readonly brokers: readonly string[];
  readonly topic: string;
  /** Instead of Kafka: the table `floor_log` of this database. */
  readonly databaseUrl?: string;
}

/** What a connector is told when it starts; answers once it reads. */
export interface ConnectorQuestion {
  readonly brokers: readonly string[];
  readonly topic: string;
  readonly group: string;
  readonly databaseUrl: string;
  readonly target: string;
  readonly connections: number;
}

/** Tables of the floors, each its own. */
export const floorTables = `
create table floor_log (id text primary key, subject text not null, body text not null, appended timestamptz not null default now());
create table naive_inbox (id text primary key, subject text not null, body text not null);
create table tuned_inbox (id text primary key, subject text not null, body text not null, delivered boolean not null default false);`;

/** What a reader of a whole topic is told; answers how fast it was, from its first event to the last. */
export interface DrainQuestion {
  readonly brokers: readonly string[];
  /** Instead of Kafka: the embedded log of this database. */
  readonly databaseUrl?: string;
  readonly topic: string;
  readonly group: string;
  readonly events: number;
  readonly parse: boolean;
}

export interface Drained {
  readonly perSecond: number;
  readonly seen: number;
  /** Of what was parsed, so that nothing of it is left out as unused. */
  readonly length: number;
}
