import { readSettings } from '#runtime';
import { startBridge } from './bridge';

describe('the bridge', () => {
  it('refuses a log it does not have, before anything is made', async () => {
    const settings = readSettings({ EVENT_LOG: 'kafka', KAFKA_BROKERS: 'localhost:9092', BRIDGE_DATA_DIR: '/nowhere/to/be/made' });
    const nothing = (): void => undefined;
    await expect(startBridge(settings, nothing, nothing)).rejects.toMatchObject({
      name: 'SettingsInvalid',
      problems: [expect.stringContaining('EVENT_LOG')],
    });
  });
});
