export { leadDeskOver } from './lead-desk';
export { leadDeskMigrations } from './migrations';
export { rebuildProjections } from './rebuild/rebuild-projections';
export { RebuildTooEarly } from './rebuild/rebuild-too-early';
export { createAdministrator, renewPassword } from './sign-in/create-administrator';
