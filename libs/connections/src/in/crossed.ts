import type { DataSource } from 'typeorm';
import { eventKeyOf } from '#delivery';
import type { Connection } from '../setting-up/connection';

/**
 * Whether what this connection said last of a record crossed a write of ours on its way: the website had not heard of it when it
 * made the change that was written now. Then both sides hold the other's word, and the vendor's state is told once more, so that
 * they come to hold the same (X2).
 */
export async function crossed(
  db: DataSource,
  { agency, id }: Connection,
  lastEvent: string | null,
  own: readonly { readonly receivedtime: string }[],
): Promise<boolean> {
  const written = own.map(({ receivedtime }) => receivedtime).sort();
  const [first] = written;
  if (lastEvent === null || first === undefined) return false;
  const key = eventKeyOf({ agency, origin: id, source: `/connections/${id}`, id: lastEvent });
  const [found]: { crossed: boolean }[] = await db.query(
    `select not exists (select from exchange.inbox where key = $2)
       or exists (select from exchange.pending where agency = $1 and key = $2)
       or exists (select from exchange.outcomes where agency = $1 and key = $2 and state = 'delivered' and ended_at >= $3) as crossed`,
    [agency, key, first],
  );
  return found?.crossed === true;
}
