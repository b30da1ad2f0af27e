import { Connections0001 } from './0001-connections';

export const connectionsMigrations = [Connections0001];
