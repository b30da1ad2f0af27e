import type { EntityManager } from 'typeorm';

/** Partitions of which the desk has read more than the reader that writes the inbox. Positions are #delivery's; they are only read here. */
export async function inboxBehind(manager: EntityManager): Promise<{ topic: string; partition: number }[]> {
  const behind: { topic: string; partition: number }[] = await manager.query(
    `select d.topic, d.partition from exchange.positions d where d.reader = 'lead-desk'
       and not exists (select from exchange.positions o where o.topic = d.topic and o.partition = d.partition and o.reader <> 'lead-desk' and o.next >= d.next)
     order by 1, 2`,
  );
  return behind;
}
