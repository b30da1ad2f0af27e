import { randomUUID } from 'node:crypto';
import type { Speaker } from '../play/bridge-wire';
import { BridgeWire } from '../play/bridge-wire';
import { dayFaults, noFaults } from './fault-plan';
import { replyTo, type Reply } from './speak-back';
import { Twin } from './twin';

export interface AloneOptions {
  side: 'website' | 'backOffice';
  host: string;
  port: number;
  participant: string;
  secret: string | undefined;
  faults: boolean;
  /** With it the twin speaks back. */
  bridge: Speaker | undefined;
  print: (text: string) => void;
}

/** One twin on its own, for integrators: listens until it is told to stop. */
export async function runAlone(options: AloneOptions): Promise<Twin> {
  const wire = new BridgeWire(4);
  const twin = new Twin({
    side: options.side,
    participant: options.participant,
    secret: options.secret,
    faults: options.faults ? dayFaults(options.side) : noFaults,
    onEffect: (read, ownId) => {
      options.print(`${read.event.type} ${read.event.id} about ${ownId ?? 'nobody'}`);
      const reply = replyTo(options.side, read, ownId);
      if (reply && options.bridge) void speak(wire, options, reply);
    },
  });
  const { url, hook } = await twin.listen(options.port, options.host);
  options.print(`The ${options.side === 'website' ? 'website' : 'back-office'} twin takes webhooks at ${hook}`);
  options.print(`What it holds: ${url}/twin/holdings   what it got: ${url}/twin/journal`);
  if (!options.secret) options.print('Without --secret it answers 503: give it the webhook secret of its participant (whsec_…).');
  return twin;
}

async function speak(wire: BridgeWire, options: AloneOptions, reply: Reply): Promise<void> {
  if (!options.bridge) return;
  const event = {
    specversion: '1.0' as const,
    id: randomUUID(),
    source: `urn:twin:${options.participant}`,
    time: new Date().toISOString(),
    datacontenttype: 'application/json' as const,
    ...reply,
  };
  try {
    const answer = await wire.post(options.bridge, {
      n: 0,
      role: options.side,
      atMs: 0,
      persons: [reply.subject],
      mode: 'structured',
      events: [{ event, reach: 'either', translated: true }],
      expect: { status: 202 },
      after: [],
    });
    options.print(`said ${reply.type} about ${reply.subject}: ${answer.status}`);
  } catch (problem) {
    options.print(`could not say ${reply.type} about ${reply.subject}: ${problem instanceof Error ? problem.message : String(problem)}`);
  }
}
