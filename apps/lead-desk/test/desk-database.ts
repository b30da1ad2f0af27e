import { migrate, openDatabase } from '#runtime';
import type { DataSource } from 'typeorm';
import { freshDatabase } from '../../../test/postgres/fresh-database';
import { leadDeskMigrations } from '../src/migrations';

export interface DeskDatabase {
  readonly url: string;
  readonly db: DataSource;
  end(): Promise<void>;
}

/** A database of the test's own with the lead desk's schema, seen by an app that serves every agency. */
export async function deskDatabase(): Promise<DeskDatabase> {
  const { url, drop } = await freshDatabase();
  await migrate(url, [{ schema: 'lead_desk', migrations: leadDeskMigrations }]);
  const db = await openDatabase({ url, name: 'lead-desk test', everyAgency: true });
  return {
    url,
    db,
    end: async () => {
      await db.destroy();
      await drop();
    },
  };
}

const tables = [
  'persons',
  'person_details',
  'person_keys',
  'people',
  'households',
  'timeline',
  'searches',
  'inferred_interests',
  'saved_properties',
  'ownerships',
  'consents',
  'leads',
  'lead_marks',
  'lead_list',
  'lead_values',
  'lead_requests',
  'plan_runs',
  'todos',
  'todo_marks',
  'notes',
];

/** Every row of the desk as text, so that two states compare. */
export async function dumpOf(db: DataSource): Promise<string[]> {
  const rows = await Promise.all(
    tables.map(async (table): Promise<string[]> => {
      const found: { row: string }[] = await db.query(`select to_jsonb(t)::text as row from lead_desk.${table} t order by 1`);
      return found.map(({ row }) => `${table} ${row}`);
    }),
  );
  return rows.flat();
}
