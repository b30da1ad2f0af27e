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
} as const satisfies Readonly<Record<string, readonly Role[]>>;

export type Right = keyof typeof rights;

export function may(role: Role, right: Right): boolean {
  const allowed: readonly Role[] = rights[right];
  return allowed.includes(role);
}
