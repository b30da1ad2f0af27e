// `npm run try:deploy`: builds the image, runs compose.yaml for real, sends events both ways, stops, starts anew, and runs the
// conformance of Kafka in containers. Leaves nothing but the build cache and the images the engine fetched. Exit 0 it works, 1 it does
// not, 69 no engine.
'use strict';
const starter = require('../apps/bridge/starter.cjs');
const progress = require('../apps/bridge/progress.cjs');
const { engineAnswers } = require('../test/kafka/docker-broker.cjs');
const { runConformance } = require('./try/conformance.cjs');
const { travellers, registered, invited, backOffice, website } = require('./try/events.cjs');
const { beginCleaning, check } = require('./try/run.cjs');
const { composeCommand, prepareStack } = require('./try/stack.cjs');

async function step(words, work) {
  const shown = progress.begin(words);
  try {
    const answer = await work();
    shown.end(true);
    return answer;
  } catch (error) {
    shown.end(false);
    throw error;
  }
}

async function tryStack(stack) {
  await step('building the image', stack.build);
  await step('starting PostgreSQL, Kafka, the tables, the topics and the apps', stack.up);
  await step('waiting until every app is healthy', stack.healthy);
  await step('every volume has a name', stack.volumesAreNamed);
  await step('the role of the bridge is no superuser and bypasses no row-level security', async () => {
    const rights = await stack.sql(
      `select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb from pg_roles where rolname = 'people_exchange'`,
    );
    check(rights === 'f|f|f|f', `the role has rights it must not have: ${rights}`);
  });
  const access = await step('reading access.json', stack.access);
  const { send, tally, fetchFromFeed, untilDelivered, seenByAnAgent } = travellers(stack.urls, access);

  await step('an event of the website reaches the lead desk and the back office', async () => {
    await send('web-ingest', website, registered);
    await seenByAnAgent(registered);
    await fetchFromFeed('back-office-connector', backOffice, registered);
    await untilDelivered({ 'lead-desk': 1, [backOffice]: 1, [website]: 0 });
  });
  await step('an event of the back office reaches the lead desk and the website', async () => {
    await send('back-office-connector', backOffice, invited);
    await seenByAnAgent(invited);
    await fetchFromFeed('web-ingest', website, invited);
    await untilDelivered({ 'lead-desk': 2, [backOffice]: 1, [website]: 1 });
  });
  process.stdout.write(await step('the command line speaks to the containers', () => stack.operator('tally')));

  for (const app of stack.apps) await step(`${app} stops in order at SIGTERM`, () => stack.stopInOrder(app));
  const before = await step('taking the containers down and starting new ones on their volumes', async () => {
    await stack.down();
    await stack.up();
    await stack.healthy();
    check(JSON.stringify(await stack.access()) === JSON.stringify(access), 'access.json was made anew');
    return tally();
  });
  await step('nothing is lost, a repeated event is known, and a new one goes its way', async () => {
    check(before.accepted === 2 && before.repeated === 0, `the tally begins with ${before.accepted} accepted, ${before.repeated} repeated`);
    await send('web-ingest', website, registered);
    const later = { ...registered, id: `${registered.id}-2`, subject: 'customer-4712', data: { person: { name: { full: 'Second One' } } } };
    await send('web-ingest', website, later);
    await seenByAnAgent(later);
    await fetchFromFeed('back-office-connector', backOffice, later);
    await untilDelivered({ 'lead-desk': 3, [backOffice]: 2, [website]: 1 });
    const { accepted, repeated } = await tally();
    check(accepted === 3 && repeated === 1, `the tally ends with ${accepted} accepted, ${repeated} repeated`);
  });
}

async function main() {
  const compose = engineAnswers() ? await composeCommand() : undefined;
  if (!compose) {
    const lacks = engineAnswers() ? 'docker compose (or docker-compose)' : 'a Docker engine that answers';
    process.stderr.write(`NOT RUN: this needs ${lacks}. Nothing was tried, so nothing is known.\n`);
    return 69; // EX_UNAVAILABLE of sysexits.h: silence must not pass for success
  }
  await starter.prepare();
  const stack = await prepareStack(compose);
  try {
    await tryStack(stack);
    const counts = await step('the conformance of Kafka, with its broker in a container', runConformance);
    process.stdout.write(`${counts}\n`);
    return 0;
  } catch (error) {
    beginCleaning();
    process.stderr.write(`\n${await stack.logs()}\n\nIt does not work: ${error.message}\n`);
    return 1;
  } finally {
    beginCleaning();
    await step('taking everything down', stack.remove);
  }
}

main().then(
  (code) => {
    if (code === 0) process.stdout.write('The containers work.\n');
    process.exitCode = code;
  },
  (error) => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  },
);
