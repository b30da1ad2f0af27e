import { Connections0001 } from './0001-connections';
import { Drafts0002 } from './0002-drafts';

export const connectionsMigrations = [Connections0001, Drafts0002];
