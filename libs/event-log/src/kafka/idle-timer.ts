import { createRequire } from 'node:module';

interface Queue {
  readonly pending: readonly unknown[];
}

/**
 * kafkajs 2.2.4 arms a timer of 1 ms again and again on every idle connection, and Node warns of each (TimeoutNegativeWarning).
 * The timer is of use only while requests wait, so it is armed only then.
 */
export function armTimerOnlyForPending(): void {
  // kafkajs has no types for its inside; what is touched is looked at first.
  const prototype = (createRequire(__filename)('kafkajs/src/network/requestQueue') as { prototype: Record<string, unknown> }).prototype;
  const armed = prototype['scheduleCheckPendingRequests'];
  if (typeof armed !== 'function' || armed.name === 'armForPending') return;
  prototype['scheduleCheckPendingRequests'] = function armForPending(this: Queue): unknown {
    return this.pending.length > 0 ? Reflect.apply(armed, this, []) : undefined;
  };
}
