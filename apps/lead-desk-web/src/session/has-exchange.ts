import type { SessionMemberView } from '../generated';

/** Who sets up and mends what passes; the lead desk refuses anybody else. */
export const hasExchange = (role: SessionMemberView['role']): boolean => role === 'integrator' || role === 'admin';
