import { LeadDesk0001 } from './0001-lead-desk';

/** Schema `lead_desk`, in order. */
export const leadDeskMigrations = [LeadDesk0001];
