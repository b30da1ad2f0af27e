import { SignOn0001 } from './0001-sign-on';

export const signOnMigrations = [SignOn0001];
