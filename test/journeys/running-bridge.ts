import { createLogger, readSettings, Shutdown } from '#runtime';
import { type RunningBridge, startBridge } from '../../apps/bridge/src/bridge';

export type BridgeInTest = RunningBridge & { stop(): Promise<void> };

/** The whole bridge inside the test's own process, on its own PostgreSQL. */
export async function runBridge(environment: Readonly<Record<string, string>>): Promise<BridgeInTest> {
  const log = createLogger({ name: 'bridge', level: process.env['TEST_LOG_LEVEL'] ?? 'silent' });
  const shutdown = new Shutdown({ log });
  const settings = readSettings({ BRIDGE_PORT: '0', BRIDGE_DEMO: 'off', ...environment });
  try {
    const bridge = await startBridge({ settings, log, shutdown }, () => undefined);
    return { ...bridge, stop: async () => void (await shutdown.run('the test is over')) };
  } catch (error) {
    await shutdown.run('the start failed');
    throw error;
  }
}
