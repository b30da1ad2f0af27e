import type { DataSource } from 'typeorm';
import type { Connection, ConnectionState } from './connection';

/** Whether connections can ask their vendors, and why not; written when it changes. */
export class ConnectionStates {
  private readonly last = new WeakMap<Connection, string>();

  constructor(private readonly db: DataSource) {}

  async tell(connection: Connection, state: ConnectionState, says: string | null): Promise<void> {
    const told = JSON.stringify([state, says]);
    if (this.last.get(connection) === told) return;
    await this.db.query(
      `update connections.connections set state = $3, says = $4, state_since = case when state = $3 then state_since else now() end
       where agency = $1 and id = $2 and (state, says) is distinct from ($3, $4)`,
      [connection.agency, connection.id, state, says],
    );
    this.last.set(connection, told);
  }
}
