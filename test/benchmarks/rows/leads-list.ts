import Fastify from 'fastify';
import { Pool } from 'pg';
import { openDatabase } from '#runtime';
import type { DataSource } from 'typeorm';
import { enquirer } from '../../../apps/lead-desk/test/lead-tales';
import { runDesk, type Visitor } from '../../../apps/lead-desk/test/running-desk';
import { taken } from '../../../apps/lead-desk/test/told-events';
import { analyzeYoungTables } from '../../../apps/lead-desk/src/take-events/analyze-young-tables';
import { project } from '../../../apps/lead-desk/src/take-events/project';
import { migrateAll } from '../../../apps/bridge/src/tables';
import { percentile, shown } from '../harness/rounds';
import { atMost, type Measured, type RowGroup } from '../harness/row';

const leads = 100_000;
const atOnce = 1_000;
const asked = 100;
const limit = 100;

const givens = ['Ann', 'Bob', 'Cleo', 'Dan', 'Eve', 'Finn', 'Gwen', 'Hugh', 'Iris', 'Jack'];
const families = ['Reed', 'Moss', 'Hart', 'Ash', 'Lane', 'Ford', 'Wood', 'Hill', 'Marsh', 'Brook', 'Field', 'Stone'];
const nth = <T>(all: readonly T[], n: number): T => {
  const one = all[n % all.length];
  if (one === undefined) throw new TypeError('Nothing to choose from');
  return one;
};

/** One of a hundred thousand leads, whose family name ends in a number of its own. */
const nameOf = (n: number): string => `${nth(givens, n)} ${nth(families, Math.floor(n / 10))}${n}`;

async function fill(db: DataSource, say: (what: string) => void): Promise<void> {
  for (let from = 0; from < leads; from += atOnce) {
    const tales = Array.from({ length: atOnce }, (_, at) => from + at).flatMap((n) =>
      enquirer(`p${n}`, nameOf(n), n % 10_000, n % 3 === 0 ? { intent: 'sell', source: 'portal' } : {}),
    );
    await db.transaction((manager) => project(manager, tales.map(taken)));
    await analyzeYoungTables(db);
    if ((from + atOnce) % 25_000 === 0) say(`  ${shown(from + atOnce)} of ${shown(leads)} leads opened`);
  }
  await db.query('vacuum analyze');
}

/** What is asked for: of the API, and in one statement as one would write it by hand for the same page and number of leads. */
interface Question {
  readonly id: string;
  readonly what: string;
  readonly query: (n: number) => string;
  readonly order: string;
  readonly where: string;
  readonly values: (n: number) => readonly unknown[];
}

const questions: readonly Question[] = [
  { id: 'R20', what: 'the newest', query: () => '', order: 'opened_at desc', where: 'true', values: () => [] },
  { id: 'R20s', what: 'sorted by name', query: () => '&sort=name', order: 'sort_name', where: 'true', values: () => [] },
  {
    id: 'R20f',
    what: 'of two stages and one intent, by last activity',
    query: () => '&sort=lastActivityAt&stage=uncontacted&stage=nurturing&intent=sell',
    order: 'last_activity desc',
    where: `stage in ('uncontacted', 'nurturing') and intent = 'sell'`,
    values: () => [],
  },
  {
    id: 'R20w',
    what: 'a word that hardly a lead has, anywhere',
    query: (n) => `&search=${nth(families, n).toLowerCase()}${1_000 + (n % 9_000)}`,
    order: 'opened_at desc',
    where: 'sought like $2',
    values: (n) => [`%${nth(families, n).toLowerCase()}${1_000 + (n % 9_000)}%`],
  },
  {
    id: 'R20m',
    what: 'a word that many leads have, sorted by name',
    query: (n) => `&search=${nth(families, n).toLowerCase()}&sort=name`,
    order: 'sort_name',
    where: 'sought like $2',
    values: (n) => [`%${nth(families, n).toLowerCase()}%`],
  },
];

/** The same page and the number of all, in one statement; the rows as the list's table has them. */
const byHand = ({ where, order }: Question): string => `
with these as materialized (
  select lead_id from lead_desk.lead_list where agency = $1 and within is null and record_status in ('active', 'inactive', 'converted') and ${where}
  order by ${order}, lead_id${order.endsWith('desc') ? ' desc' : ''} limit 1001)
select l.*, (select count(*)::int from these) as total from lead_desk.lead_list l
where l.agency = $1 and l.lead_id in (select lead_id from these limit ${limit + 1}) order by ${order}, lead_id`;

/** Milliseconds in which 95 of 100 calls are answered. */
async function p95(call: (n: number) => Promise<unknown>, round: number): Promise<number> {
  const times: number[] = [];
  for (let n = -5; n < asked; n += 1) {
    const began = performance.now();
    await call(round * asked + n + 5);
    if (n >= 0) times.push(performance.now() - began);
  }
  return percentile(times, 0.95);
}

/** The statement behind a route of its own that signs nobody in: what one would write by hand for one agency. */
async function routeByHand(url: string): Promise<{ read(question: Question, n: number): Promise<number>; close(): Promise<void> }> {
  const pool = new Pool({ connectionString: url, options: '-c bridge.agency=oak', max: 4 });
  const app = Fastify();
  app.get<{ Params: { id: string; n: string } }>('/:id/:n', async ({ params }) => {
    const question = questions.find(({ id }) => id === params.id);
    if (!question) throw new TypeError(`There is no question ${params.id}`);
    const { rows } = await pool.query<{ total: number }>(byHand(question), ['oak', ...question.values(Number(params.n))]);
    return { leads: rows, total: rows[0]?.total ?? 0 };
  });
  const at = await app.listen({ port: 0, host: '127.0.0.1' });
  return {
    read: async ({ id }, n) => totalIn(await fetch(`${at}/${id}/${n}`)),
    close: async () => {
      await app.close();
      await pool.end();
    },
  };
}

async function totalIn(answer: Response): Promise<number> {
  if (answer.status !== 200) throw new TypeError(`The list answered ${answer.status}: ${await answer.text()}`);
  // Both contestants answer with it.
  return ((await answer.json()) as { total: number }).total;
}

const pageOf = async (admin: Visitor, query: string): Promise<number> => totalIn(await admin.get(`/api/leads?limit=${limit}${query}`));

/** B1 and B2 at a hundred thousand leads, over HTTP, beside a statement written by hand. */
export const leadsList: RowGroup = {
  ids: questions.map(({ id }) => id),
  measure: async ({ ground, rounds, say }) => {
    const url = await ground.database();
    await migrateAll(url, () => undefined);
    const db = await openDatabase({ url, name: 'bench desk', everyAgency: true });
    await fill(db, say);
    const desk = await runDesk(db);
    const floor = await routeByHand(url);
    try {
      const admin = await desk.signIn('oak');
      const measured: Measured[] = [];
      for (const question of questions) {
        const ours = (n: number): Promise<number> => pageOf(admin, question.query(n));
        if ((await floor.read(question, 7)) !== (await ours(7))) throw new TypeError(`${question.id}: unlike totals`);
        const found: { floor: number; ours: number }[] = [];
        for (let round = 0; round < rounds; round += 1)
          found.push({ floor: await p95((n) => floor.read(question, n), round), ours: await p95(ours, round) });
        say(`  ${question.id}: ${found.map((one) => `${one.floor.toFixed(1)} / ${one.ours.toFixed(1)} ms`).join(', ')}`);
        measured.push({
          id: question.id,
          what: `100 of ${shown(leads)} leads by the API, ${question.what}: p95, vs SQL by hand behind a bare route`,
          unit: 'ms',
          goal: atMost(1.5, null),
          rounds: found,
        });
      }
      return measured;
    } finally {
      await floor.close();
      await desk.app.close();
      await db.destroy();
      await ground.drop(url);
    }
  },
};
