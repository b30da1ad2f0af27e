import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { type DeskDatabase, deskDatabase } from '../../apps/lead-desk/test/desk-database';
import { addMembers, ruleOf, setRule } from '../../apps/lead-desk/test/office-of-agents';
import { endPostgres } from '../postgres/fresh-database';

const processes = 5;
const each = 21;
const agents = 7;

let database: DeskDatabase;
beforeAll(async () => {
  database = await deskDatabase();
});
afterAll(async () => {
  await database.end();
  await endPostgres();
});

const giving = (name: string): ChildProcess =>
  fork(join(__dirname, 'gives-out.cjs'), [database.url, name, String(each)], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });

test('F3: several processes that take leads at once give every agent exactly as many as every other, and no turn twice', async () => {
  const { db } = database;
  await addMembers(
    db,
    Array.from({ length: agents }, (_, n) => `Agent ${n}`),
  );
  await setRule(db, ruleOf());
  const all = Array.from({ length: processes }, (_, n) => giving(`process-${n}`));
  await Promise.all(all.map((one) => once(one, 'message')));
  const ends = all.map((one) => once(one, 'exit'));
  for (const one of all) one.send('go');
  expect((await Promise.all(ends)).map(([code]) => code)).toEqual(all.map(() => 0));
  const counts: { n: number }[] = await db.query(
    'select count(*)::int as n from lead_desk.assignments, unnest(offered_to) as asked group by asked',
  );
  expect(counts.map(({ n }) => n)).toEqual(Array.from({ length: agents }, () => (processes * each) / agents));
  // Each decision knew of all before it: by the turns it saw, no two are the same.
  const turns: { turn: number }[] = await db.query(
    `select (select max((c->>'turn')::int) from jsonb_array_elements(asked->'candidates') c) as turn from lead_desk.assignment_acts order by 1`,
  );
  expect(turns.map(({ turn }) => turn)).toEqual(Array.from({ length: processes * each }, (_, n) => n));
}, 120_000);
