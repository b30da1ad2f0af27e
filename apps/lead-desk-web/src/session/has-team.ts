import type { SessionMemberView } from '../generated';

/** Who manages the team and sees its mails; the lead desk refuses anybody else. */
export const hasTeam = (role: SessionMemberView['role']): boolean => role === 'broker' || role === 'admin';
