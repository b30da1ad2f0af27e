import { KafkaEventLog, PostgresEventLog } from '#event-log';
import { Express } from '../../../libs/delivery/src/express/express';
import * as positions from '../../../libs/delivery/src/inbox/positions';
import * as moveQueues from '../../../libs/delivery/src/lanes/move-queues';
import * as recordRuns from '../../../libs/delivery/src/lanes/record-runs';
import { LaneLeases } from '../../../libs/delivery/src/lanes/lane-leases';
import { EventRouter } from '../../../libs/delivery/src/routing/event-router';
import { WebhookTarget } from '../../../libs/delivery/src/targets/webhook-target';
import { LeadDeskReader } from '../../../apps/lead-desk/src/take-events/lead-desk-reader';
import { around } from './patch';

interface Point {
  readonly owners: readonly object[];
  readonly name: string;
  readonly when: 'before' | 'after';
}

/** The steps of an event's way; a process can be killed at each, just before it or just after. */
export const faultPoints: Readonly<Record<string, Point>> = {
  'before-append': { owners: [PostgresEventLog.prototype, KafkaEventLog.prototype], name: 'append', when: 'before' },
  'after-append': { owners: [PostgresEventLog.prototype, KafkaEventLog.prototype], name: 'append', when: 'after' },
  'before-routing': { owners: [EventRouter.prototype], name: 'take', when: 'before' },
  'position-held': { owners: [positions], name: 'holdPositions', when: 'after' },
  'before-position-moves': { owners: [positions], name: 'movePositions', when: 'before' },
  'position-moved-uncommitted': { owners: [positions], name: 'movePositions', when: 'after' },
  'before-express': { owners: [Express.prototype], name: 'deliver', when: 'before' },
  'express-delivered-uncommitted': { owners: [Express.prototype], name: 'deliver', when: 'after' },
  'after-routing': { owners: [EventRouter.prototype], name: 'take', when: 'after' },
  'before-projection': { owners: [LeadDeskReader.prototype], name: 'take', when: 'before' },
  'after-projection': { owners: [LeadDeskReader.prototype], name: 'take', when: 'after' },
  'before-sending': { owners: [WebhookTarget.prototype], name: 'send', when: 'before' },
  'after-answer': { owners: [WebhookTarget.prototype], name: 'send', when: 'after' },
  'before-recording': { owners: [recordRuns], name: 'recordRuns', when: 'before' },
  'recorded-uncommitted': { owners: [moveQueues], name: 'moveQueues', when: 'after' },
  'after-recording': { owners: [recordRuns], name: 'recordRuns', when: 'after' },
  'after-lease': { owners: [LaneLeases.prototype], name: 'renew', when: 'after' },
};

/** Kills this very process when it is at the point for the n-th time. */
export function killAt(name: string, times: number): void {
  const point = faultPoints[name];
  if (!point) throw new TypeError(`there is no fault point ${name}: ${Object.keys(faultPoints).join(', ')}`);
  let left = times;
  const reached = (): void => {
    left -= 1;
    if (left === 0) process.kill(process.pid, 'SIGKILL');
  };
  for (const owner of point.owners) {
    around(owner, point.name, async (original, args) => {
      if (point.when === 'before') reached();
      const result = await original(...args);
      if (point.when === 'after') reached();
      return result;
    });
  }
}
