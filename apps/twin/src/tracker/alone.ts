import { TrackerTwin } from './tracker-twin';

export interface TrackerFlags {
  readonly host: string;
  readonly port: number;
  readonly bridge: string;
  readonly audience: string;
}

/** One tracker on its own, for integrators: listens until it is told to stop. */
export async function runTracker({ host, port, bridge, audience }: TrackerFlags, print: (text: string) => void): Promise<TrackerTwin> {
  const twin = new TrackerTwin({ issuer: bridge.replace(/\/+$/u, ''), audience, now: () => new Date() });
  const address = await twin.listen(port, host);
  print(`The tracker twin takes owners in at ${address}`);
  print(
    `Set it up: people-exchange sign-on products add AGENCY tracker --name Tracker --audience ${audience} --redirect ${address} --allow-private`,
  );
  return twin;
}
