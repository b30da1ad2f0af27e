/** Roles of people who sign in at the lead desk. */
export const roles = ['agent', 'officeManager', 'broker', 'integrator', 'admin'] as const;
export type Role = (typeof roles)[number];

/** What each role may see and do, in one table; every route that is not for all who are signed in names a row of it. */
export const rights = {
  seeIntakes: ['agent', 'officeManager', 'broker', 'integrator', 'admin'],
  decideIntakes: ['officeManager', 'broker', 'admin'],
  /** Others see that something is there, but not whose. */
  seeIntakesUnmasked: ['agent', 'officeManager', 'broker', 'admin'],
  /** Connections, packs, replays, what is held and parked, sign-on; requests and answers whole. */
  runExchange: ['integrator', 'admin'],
  /** See the leads one may see, be offered them, take and work them. */
  workLeads: ['agent', 'officeManager', 'broker', 'admin'],
  /** Leads of everybody at one's office; others see their own. */
  seeOfficeLeads: ['officeManager', 'broker', 'admin'],
  /** Leads of every office. */
  seeAllLeads: ['broker', 'admin'],
  /** Give leads to others, take them back, and see who has how many. */
  assignLeads: ['officeManager', 'broker', 'admin'],
  /** How leads are given out: of one's own office, or with `seeAllLeads` of every one and of the company. */
  setDistribution: ['officeManager', 'broker', 'admin'],
  /** Approve or decline what agents ask for. */
  decideRequests: ['officeManager', 'broker', 'admin'],
  /** Settings of leads and action plans. */
  setLeads: ['broker', 'admin'],
  /** Offices, members, their roles and invitations. */
  manageTeam: ['broker', 'admin'],
  /** Mails that went out, with their texts. */
  seeMails: ['broker', 'admin'],
} as const satisfies Readonly<Record<string, readonly Role[]>>;

export type Right = keyof typeof rights;

/** The roles that have a right. */
export const rolesWith = (right: Right): readonly Role[] => rights[right];

export function may(role: Role, right: Right): boolean {
  return rolesWith(right).includes(role);
}
