import 'reflect-metadata';
import { readSettings, SettingsInvalid } from '#runtime';
import { startBridge } from './bridge';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

async function main(): Promise<void> {
  const settings = readSettings();
  const bridge = await startBridge(
    settings,
    (what) => say(`… ${what}`),
    (what) => void process.stderr.write(`${what}\n`),
  );
  const [website] = bridge.access.participants;
  say('');
  say(`API docs    ${bridge.url}/docs`);
  say(`Access      ${settings.dataDir}/access.json`);
  say('First event');
  say(
    `  curl -sS ${bridge.url}/v1/events -H 'authorization: Bearer ${website?.key ?? 'KEY'}' -H 'content-type: application/cloudevents+json' \\`,
  );
  say(
    `    -d '{"specversion":"1.0","id":"first-1","source":"https://www.example.com","type":"site.visited","subject":"W1","data":{"visits":1}}'`,
  );
  say('Ctrl-C stops everything.');
  let stopping = false;
  const stop = (): void => {
    if (stopping) process.exit(1);
    stopping = true;
    bridge.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`The bridge did not stop cleanly: ${String(error)}\n`);
        process.exit(1);
      },
    );
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
}

main().catch((error: unknown) => {
  const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
  const words = error instanceof Error ? error.message : String(error);
  process.stderr.write(
    taken
      ? `The port is taken: stop what listens there, or choose another with BRIDGE_PORT (0 picks a free one). ${words}\n`
      : `${words}\n`,
  );
  process.exit(error instanceof SettingsInvalid ? error.exitCode : 1);
});
