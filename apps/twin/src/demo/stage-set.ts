import { randomBytes } from 'node:crypto';
import type { Day, Role } from '../day/plan';
import type { Names } from '../day/cast';
import type { Speaker } from '../play/bridge-wire';
import { dayFaults, noFaults, type FaultPlan } from '../twin/fault-plan';
import { Twin } from '../twin/twin';
import type { Operator } from './operator';

/** A day's agency on a bridge: its two participants, each with a twin that listens. */
export interface StageSet {
  twins: Record<Role, Twin>;
  keys: Record<Role, string>;
}

/** Names that no earlier day on the same bridge has used. */
export function freshNames(): Names {
  const mark = randomBytes(3).toString('hex');
  return { agency: `harbour-${mark}`, website: `website-${mark}`, backOffice: `back-office-${mark}` };
}

/** Makes the agency and its participants, and starts their twins, misbehaving by plan if asked to. */
export async function setStage(
  operator: Operator,
  names: Names,
  faults: 'day' | 'none' | Record<Role, FaultPlan> = 'day',
): Promise<StageSet> {
  await operator.addAgency({ id: names.agency, name: 'Harbour & Hill', zone: 'Europe/London' });
  const planFor = (role: Role) => (faults === 'none' ? noFaults : faults === 'day' ? dayFaults(role) : faults[role]);
  const one = async (role: Role) => {
    const participant = role === 'website' ? names.website : names.backOffice;
    const twin = new Twin({ side: role, participant, faults: planFor(role) });
    const { hook } = await twin.listen();
    const { key, webhookSecret } = await operator.addParticipant({
      agency: names.agency,
      id: participant,
      name: role === 'website' ? 'Harbour & Hill website' : 'Harbour & Hill back office',
      side: role,
      delivery: { mode: 'webhook', url: hook, allowPrivate: true },
    });
    twin.trust(webhookSecret);
    return { twin, key };
  };
  const website = await one('website');
  const backOffice = await one('backOffice');
  return { twins: { website: website.twin, backOffice: backOffice.twin }, keys: { website: website.key, backOffice: backOffice.key } };
}

/** Where both speak, for the player: one address, or one each where the apps run apart. */
export function speakersAt(url: string | Record<Role, string>, set: StageSet): Record<Role, Speaker> {
  const of = (role: Role): Speaker => ({ url: typeof url === 'string' ? url : url[role], key: set.keys[role] });
  return { website: of('website'), backOffice: of('backOffice') };
}

/** The player's question whether a twin holds an event yet. */
export function heldBy(set: StageSet): (role: Role, key: string, withinMs: number) => Promise<boolean> {
  return (role, key, withinMs) => set.twins[role].journal.awaitEffect(key, withinMs);
}

/** Both halves of the comparison. */
export function twinJournals(day: Day, set: StageSet) {
  return (['website', 'backOffice'] as const).map((role) => ({
    participant: day.participants[role],
    side: role,
    calls: set.twins[role].journal.all(),
  }));
}
