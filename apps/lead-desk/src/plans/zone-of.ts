import type { EntityManager } from 'typeorm';

/** The zone by whose days a lead's plan goes: its office's, else its agency's. IANA */
export async function zoneOf(manager: EntityManager, agency: string, office: string): Promise<string> {
  const [row]: { zone: string | null }[] = await manager.query(
    `select coalesce((select zone from lead_desk.offices where agency = $1 and id = $2), (select zone from exchange.agencies where id = $1)) as zone`,
    [agency, office],
  );
  return row?.zone ?? 'UTC';
}
