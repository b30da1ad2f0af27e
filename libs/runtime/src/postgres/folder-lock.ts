import type { Client } from 'pg';

const key = `hashtextextended('people-exchange folder', 0)`;

/** A session lock that says "a bridge uses this folder"; it goes with its connection, however that ends. */
export async function tryTakeFolder(client: Client): Promise<boolean> {
  const answer = await client.query<{ taken: boolean }>(`select pg_try_advisory_lock(${key}) taken`);
  return answer.rows[0]?.taken === true;
}

/** Who holds it, in words for people. */
export async function holderOfFolder(client: Client): Promise<string> {
  const answer = await client.query<{ application_name: string }>(
    `select a.application_name from pg_locks l join pg_stat_activity a using (pid)
     where l.locktype = 'advisory' and l.granted
       and ((l.classid::bigint << 32) | l.objid::bigint) = ${key} and a.pid <> pg_backend_pid() limit 1`,
  );
  const process = /\d+$/.exec(answer.rows[0]?.application_name ?? '')?.[0];
  return process === undefined ? 'another bridge' : `another bridge (process ${process})`;
}

/** The name under which a bridge shows up, which is how the next one learns whom to name. */
export function holderName(pid: number): string {
  return `people-exchange ${pid}`;
}
