// One of several processes that take sign-ups at once: node gives-out.cjs URL NAME COUNT
const { join } = require('node:path');
const dist = join(__dirname, '../../dist');
const { openDatabase } = require(join(dist, 'libs/runtime/src/index.js'));
const { partitionKeyOf, personIdOf } = require(join(dist, 'libs/people-exchange/src/index.js'));
const { project } = require(join(dist, 'apps/lead-desk/src/take-events/project.js'));

const [url, name, count] = process.argv.slice(2);

async function main() {
  const db = await openDatabase({ url, name, everyAgency: true });
  // All begin together, whoever started first.
  process.send('ready');
  await new Promise((resolve) => process.once('message', resolve));
  for (let n = 0; n < Number(count); n += 1) {
    const subject = `${name}-${n}`;
    const now = new Date();
    const event = {
      specversion: '1.0',
      id: subject,
      source: '/site',
      type: 'person.registered',
      subject,
      time: now.toISOString(),
      receivedtime: now.toISOString(),
      agency: 'oak',
      origin: 'site',
      partitionkey: partitionKeyOf('oak', 'site', subject),
      data: { person: { name: { full: subject } } },
    };
    const taken = { event, personId: personIdOf('oak', 'site', subject), receivedAt: now, topic: 'people-exchange.from-websites' };
    await db.transaction((manager) => project(manager, [taken]));
  }
  await db.destroy();
}

main().then(
  () => process.exit(0),
  (error) => {
    console.error(error);
    process.exit(1);
  },
);
