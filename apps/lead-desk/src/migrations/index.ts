import { LeadDesk0001 } from './0001-lead-desk';
import { LeadDeskTimelineByTime0002 } from './0002-timeline-by-time';
import { LeadDeskSessionsShown0003 } from './0003-sessions-shown';
import { LeadDeskGivingOut0004 } from './0004-giving-out';
import { LeadDeskTeamAndMail0005 } from './0005-team-and-mail';
import { LeadDeskLeadsList0006 } from './0006-leads-list';
import { LeadDeskPonds0007 } from './0007-ponds';

/** Schema `lead_desk`, in order. */
export const leadDeskMigrations = [
  LeadDesk0001,
  LeadDeskTimelineByTime0002,
  LeadDeskSessionsShown0003,
  LeadDeskGivingOut0004,
  LeadDeskTeamAndMail0005,
  LeadDeskLeadsList0006,
  LeadDeskPonds0007,
];
