import { connectionsMigrations } from '#connections';
import { exchangeMigrations } from '#delivery';
import { eventLogMigrations } from '#event-log';
import { migrate } from '#runtime';
import { signOnMigrations } from '#sign-on';
import { leadDeskMigrations } from '../../lead-desk/src';

/** Every table of the bridge, each schema by its owner. */
export function migrateAll(url: string, onProgress: (what: string) => void): Promise<void> {
  const owners = [
    { schema: 'event_log', migrations: eventLogMigrations },
    { schema: 'exchange', migrations: exchangeMigrations },
    { schema: 'connections', migrations: connectionsMigrations },
    { schema: 'sign_on', migrations: signOnMigrations },
    { schema: 'lead_desk', migrations: leadDeskMigrations },
  ];
  return migrate(url, owners, { onProgress });
}
