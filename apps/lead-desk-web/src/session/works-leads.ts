import type { SessionMemberView } from '../generated';

type RoleWord = SessionMemberView['role'];

/** Who is offered leads and works them; the lead desk refuses anybody else. */
export const worksLeads = (role: RoleWord): boolean => role !== 'integrator';

/** Who gives leads to others and sees how that goes; the lead desk refuses anybody else. */
export const leadsOthers = (role: RoleWord): boolean => role === 'officeManager' || role === 'broker' || role === 'admin';

/** Who sets how the agency works with leads. */
export const setsLeads = (role: RoleWord): boolean => role === 'broker' || role === 'admin';
