import type { Role } from '../roles/rights';
import type { LeadStanding } from './lead-standing';

/** What can be done with a lead where settings and role decide (B7–B12). */
export const leadActs = ['delete', 'archive', 'convert', 'resetPlan', 'handOff', 'rebroadcast'] as const;
export type LeadAct = (typeof leadActs)[number];

/** Done at once, asked for and decided by a manager, or not there. */
export const allowances = ['direct', 'request', 'notOffered'] as const;
export type Allowance = (typeof allowances)[number];

/** Roles that settings tell apart; a broker and an administrator may do what an office manager may. */
export type ActingRole = 'agent' | 'officeManager';
export type ActTable = Readonly<Record<LeadAct, Readonly<Record<ActingRole, Allowance>>>>;

export const usualActs: ActTable = {
  delete: { agent: 'request', officeManager: 'direct' },
  archive: { agent: 'request', officeManager: 'direct' },
  convert: { agent: 'direct', officeManager: 'direct' },
  resetPlan: { agent: 'notOffered', officeManager: 'direct' },
  handOff: { agent: 'direct', officeManager: 'direct' },
  rebroadcast: { agent: 'notOffered', officeManager: 'direct' },
};

/** How an act goes for a role. Who decides on requests never has to ask for leave. */
export function allowanceOf(table: ActTable, act: LeadAct, role: Role): Allowance {
  if (role === 'broker' || role === 'admin') return 'direct';
  if (role === 'integrator') return 'notOffered';
  const allowed = table[act][role];
  return role === 'officeManager' && allowed === 'request' ? 'direct' : allowed;
}

/** Whether an act makes sense where the lead stands. */
export function fits(act: LeadAct, { recordStatus, closedAt }: Pick<LeadStanding, 'recordStatus' | 'closedAt'>, hasPlan: boolean): boolean {
  switch (act) {
    case 'delete':
      return recordStatus !== 'deleted';
    case 'archive':
      return recordStatus !== 'archived' && recordStatus !== 'deleted';
    case 'convert':
      return closedAt === null && recordStatus !== 'converted';
    case 'resetPlan':
      return closedAt === null && recordStatus !== 'converted' && hasPlan;
    case 'handOff':
    case 'rebroadcast':
      return closedAt === null;
  }
}
