import { connectionsMigrations } from '#connections';
import { exchangeMigrations } from '#delivery';
import { eventLogMigrations } from '#event-log';
import { migrate } from '#runtime';
import { leadDeskMigrations } from '../../lead-desk/src';

/** Every table of the bridge, each schema by its owner. */
export function migrateAll(url: string, onProgress: (what: string) => void): Promise<void> {
  const owners = [
    { schema: 'event_log', migrations: eventLogMigrations },
    { schema: 'exchange', migrations: exchangeMigrations },
    { schema: 'connections', migrations: connectionsMigrations },
    { schema: 'lead_desk', migrations: leadDeskMigrations },
  ];
  return migrate(url, owners, { onProgress });
}
