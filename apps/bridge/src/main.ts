import 'reflect-metadata';
import { InboxHistory } from '#delivery';
import { openDatabase, type ProcessGround, runProcess } from '#runtime';
import { rebuildProjections } from '../../lead-desk/src';
import { ownPostgres, prepareBridge, type RunningBridge, startBridge } from './bridge';
import { fillDemoAgency } from './small-day';
import { StartProgress } from './start-progress';

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const [, , command] = process.argv;

async function start(ground: ProcessGround): Promise<void> {
  const progress = new StartProgress(process.stderr);
  try {
    const bridge = await startBridge(ground, (what) => progress.begin(what));
    if (ground.settings.demo) await fill(ground, bridge, progress);
    progress.end();
    greet(ground.settings.dataDir, bridge);
  } finally {
    progress.end();
  }
}

async function fill({ settings, log }: ProcessGround, bridge: RunningBridge, progress: StartProgress): Promise<void> {
  try {
    await fillDemoAgency(settings.dataDir, bridge, (done, of) => progress.begin(`filling the demo agency: ${done} of ${of} requests`));
  } catch (error) {
    log.warn({ err: error }, 'the demo agency could not be filled; the next start tries again');
  }
}

function greet(dataDir: string, { url, metricsUrl, access }: RunningBridge): void {
  const website = access.participants.find(({ side }) => side === 'website');
  say('');
  say(`Lead desk    ${url}/`);
  say(`             sign in as ${access.admin.email} with ${access.admin.password}`);
  say(`API docs     ${url}/docs`);
  say(`Metrics      ${metricsUrl}`);
  say(`Keys         ${dataDir}/access.json`);
  say('First event');
  say(`  curl -sS ${url}/v1/events -H 'authorization: Bearer ${website?.key ?? 'KEY'}' -H 'content-type: application/cloudevents+json' \\`);
  say(
    `    -d '{"specversion":"1.0","id":"first-1","source":"https://www.example.com","type":"site.visited","subject":"W1","data":{"visits":1}}'`,
  );
  say('');
  say('Ctrl-C stops everything.');
}

/** `main.js migrate`: tables and first access for apps that run apart. */
async function migrateOnly(ground: ProcessGround): Promise<void> {
  const { isNew } = await prepareBridge(ground, (what) => void process.stderr.write(`… ${what}\n`));
  say('The tables are up to date: event_log, exchange, connections, sign_on, lead_desk.');
  if (isNew) say(`The first access stands in ${ground.settings.dataDir}/access.json.`);
  await ground.shutdown.run('done');
}

/** `main.js rebuild`: makes the lead desk's projections anew from the inbox; what people did in the desk stays. */
async function rebuild(ground: ProcessGround): Promise<void> {
  const { settings, shutdown } = ground;
  const url = settings.databaseUrl ?? (await ownPostgres(ground, (what) => void process.stderr.write(`… ${what}\n`)));
  const db = await openDatabase({ url, name: 'rebuild', everyAgency: true });
  shutdown.on('close', 'database', () => db.destroy());
  const progress = new StartProgress(process.stderr);
  const onProgress = (events: number): void => progress.begin(`folding the inbox: ${events} events`);
  const events = await rebuildProjections({ db, history: new InboxHistory(db), onProgress });
  progress.end();
  say(`The lead desk was made anew from ${events} events.`);
  await shutdown.run('done');
}

const commands = new Map([
  ['migrate', { needs: { database: true, oneShot: true }, work: migrateOnly }],
  ['rebuild', { needs: { oneShot: true }, work: rebuild }],
]);
const { needs, work } = commands.get(command ?? '') ?? { needs: {}, work: start };
void runProcess('bridge', needs, work);
