import { type EventLog, KafkaEventLog, topics } from '#event-log';
import type { Client } from 'pg';
import type { Counts, DeliveryRow, InboxRow, LoggedEvent } from './facts';

/** What the tables say, read past row-level security: the bridge is not asked about itself. */
export async function readTables(
  admin: Client,
): Promise<{ inbox: InboxRow[]; deliveries: DeliveryRow[]; counts: Counts[]; malformed: number }> {
  const inbox = await admin.query<InboxRow>('select agency, participant, source, id, key, conflict, echo from exchange.inbox');
  const deliveries = await admin.query<DeliveryRow>(
    `select agency, target, key, state, late from exchange.outcomes union all select agency, target, key, state, late from exchange.pending`,
  );
  const counts = await admin.query<Counts>(
    `select agency, target, sum(routed)::int routed, sum(found)::int found from (
       select agency, target, routed, 0 found from exchange.routings
       union all select agency, target, 0, 1 from exchange.outcomes
       union all select agency, target, 0, 1 from exchange.pending) c group by 1, 2`,
  );
  const malformed = await admin.query<{ n: number }>('select count(*)::int n from exchange.malformed');
  return { inbox: inbox.rows, deliveries: deliveries.rows, counts: counts.rows, malformed: malformed.rows[0]?.n ?? 0 };
}

export async function readEmbeddedLog(admin: Client): Promise<LoggedEvent[]> {
  const { rows } = await admin.query<{ attributes: string }>('select attributes from event_log.records order by topic, position');
  return rows.map(({ attributes }) => loggedOf(JSON.parse(attributes)));
}

export async function readKafkaLog(brokers: readonly string[]): Promise<LoggedEvent[]> {
  const log: EventLog = new KafkaEventLog({ brokers, clientId: 'checker' });
  const found: LoggedEvent[] = [];
  try {
    for (const topic of Object.values(topics)) {
      for await (const { records } of log.read(topic, { positions: {} })) {
        for (const record of records) if (record.malformed === undefined) found.push(loggedOf(record.attributes));
      }
    }
    return found;
  } finally {
    await log.close();
  }
}

function loggedOf(attributes: Readonly<Record<string, string>>): LoggedEvent {
  const { origin: participant = '', source = '', id = '' } = attributes;
  return { participant, source, id };
}
