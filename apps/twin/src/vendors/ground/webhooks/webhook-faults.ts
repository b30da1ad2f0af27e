import type { FaultPlan } from '../faults';
import type { Notification } from './notification';

/** A notification and how much later than at once it leaves, in milliseconds of the vendor's time. */
export interface Planned {
  notification: Notification;
  delayMs: number;
}

const hourMs = 3_600_000;
const shuffledWithinMs = 60_000;

/** What the faults make of one notification: none, one late, or several. Pure but for the plan's seeded chance. */
export function planned(notification: Notification, key: string, faults: FaultPlan): Planned[] {
  if (faults.strikes('silent', key)) return [];
  const copies = [notification];
  if (faults.strikes('fan-out', key)) {
    const more = faults.chance('fan-out', `${key}:how many`).int(1, 3);
    for (let i = 0; i < more; i++) copies.push(notification);
  }
  if (faults.strikes('duplicates', key)) copies.push(withOtherId(notification, faults.chance('duplicates', `${key}:id`).uuid()));
  return copies.map((copy, i) => ({ notification: copy, delayMs: delayOf(`${key}:${i}`, faults) }));
}

function delayOf(key: string, faults: FaultPlan): number {
  let delay = 0;
  if (faults.strikes('late', key)) delay += faults.chance('late', `${key}:by`).int(hourMs, 6 * hourMs);
  // Each waits for another while, so that later ones overtake.
  if (faults.strikes('out-of-order', key)) delay += faults.chance('out-of-order', `${key}:by`).int(1, shuffledWithinMs);
  return delay;
}

function withOtherId(notification: Notification, id: string): Notification {
  return { ...notification, payload: { ...notification.payload, [notification.idMember]: id } };
}
