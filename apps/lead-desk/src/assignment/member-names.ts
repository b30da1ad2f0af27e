import type { EntityManager } from 'typeorm';

/** What the members of an agency are called, also those who are disabled by now. */
export async function memberNames(manager: EntityManager, agency: string): Promise<(member: string) => string> {
  const rows: { id: string; name: string }[] = await manager.query('select id, name from lead_desk.members where agency = $1', [agency]);
  const names = new Map(rows.map(({ id, name }) => [id, name]));
  return (member) => names.get(member) ?? 'somebody who left';
}
