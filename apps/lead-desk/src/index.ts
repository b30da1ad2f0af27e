export { describeLeadDesk } from './describe-api';
export { DeskSettings } from './desk-settings';
export { LeadDeskModule, type LeadDeskOptions } from './lead-desk.module';
export { leadDeskMigrations } from './migrations';
export { type RebuildOptions, rebuildProjections } from './rebuild/rebuild-projections';
export { RebuildTooEarly } from './rebuild/rebuild-too-early';
export { createAdministrator, type NewAdministrator } from './sign-in/create-administrator';
export { LeadDeskReader } from './take-events/lead-desk-reader';
export { LEAD_DESK } from './take-events/take-events-controller';
