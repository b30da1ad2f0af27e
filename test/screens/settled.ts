import { until } from '../journeys/until';
import type { Desk } from './stand-desk';

/** Waits until the desk shows so many events, and nothing is to be delivered but what the test has fail. */
export async function settled(desk: Desk, events: number, open = 0): Promise<void> {
  const count = async (sql: string): Promise<number> => {
    const [row]: { n: string }[] = await desk.db.query(sql);
    return Number(row?.n ?? 0);
  };
  await until(async () => {
    const read = await count('select count(*) as n from exchange.inbox');
    const shown = await count(`select count(*) as n from exchange.outcomes where target = 'lead-desk'`);
    return read === events && shown === events;
  });
  await until(
    async () =>
      (await count(`select count(*) as n from exchange.pending where state in ('due', 'parked')`)) === open &&
      (await count('select count(*) as n from exchange.queues where failing_since is not null')) === (open > 1 ? 1 : 0),
  );
}
