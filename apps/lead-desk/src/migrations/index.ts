import { LeadDesk0001 } from './0001-lead-desk';
import { LeadDeskTimelineByTime0002 } from './0002-timeline-by-time';

/** Schema `lead_desk`, in order. */
export const leadDeskMigrations = [LeadDesk0001, LeadDeskTimelineByTime0002];
