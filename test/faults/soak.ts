import { setTimeout as pause } from 'node:timers/promises';
import { Chance } from '../../apps/twin/src/index';
import { Run } from './ground/run';
import { Servers } from './ground/servers';
import { whyOf } from './run-faults';
import { floorSlopePerHour, type Sample, sampleOf, slopePerHour } from './soak/samples';
import { brokerTroubles, troubles } from './soak/troubles';
import { typedArguments } from './typed-arguments';

const { values } = typedArguments({
  options: {
    minutes: { type: 'string', default: '60' },
    log: { type: 'string', default: 'embedded' },
    seed: { type: 'string', default: String(Date.now()) },
    rate: { type: 'string', default: '60' },
    every: { type: 'string', default: '90' },
  },
});

const figures = ['residentMiB', 'handles', 'connections', 'loopDelayMs', 'passingRows', 'historyMiB'] as const;
/** What the quietest moments may gain per hour; what keeps history has no bound here. */
const mostPerHour = { residentMiB: 40, handles: 20, connections: 10 } as const;
const say = (text: string): void => void process.stderr.write(text);

async function main(): Promise<number> {
  const minutes = Number(values.minutes);
  const log = values.log === 'kafka' ? 'kafka' : 'embedded';
  if (!(minutes > 0)) {
    say(`--minutes is a number above 0, not "${values.minutes}"\n`);
    return 64; // EX_USAGE of sysexits.h
  }
  say(`seed ${values.seed}: ${minutes} minutes on the ${log} log, ${values.rate} events a second, trouble every ${values.every} s\n`);
  const servers = new Servers(log);
  try {
    const run = await Run.begin({ log, scale: 1, seed: values.seed, tell: () => undefined, ...(await servers.ready()) });
    try {
      return await soak(run, minutes);
    } finally {
      await run.close();
    }
  } finally {
    await servers.close();
  }
}

async function soak(run: Run, minutes: number): Promise<number> {
  const rate = Number(values.rate);
  const persons = 40;
  run.beginLoad({ rate, persons, each: Math.ceil((rate * minutes * 60) / (2 * persons)), insistMs: 180_000 });
  const began = performance.now();
  const minute = (): number => (performance.now() - began) / 60_000;
  const samples: Sample[] = [];
  const all = run.ground.kafka ? { ...troubles, ...brokerTroubles } : troubles;
  const names = Object.keys(all);
  const chance = new Chance(values.seed);
  let next = Number(values.every) / 60;
  while (minute() < minutes) {
    await pause(5_000);
    if (minute() >= next) {
      const name = chance.pick(names);
      say(`${minute().toFixed(1)} min: ${name}\n`);
      await all[name]?.(run);
      next = minute() + Number(values.every) / 60;
    } else if (samples.length < minute() * 4) {
      const sample = await sampleOf(run, minute()).catch(() => undefined); // It is away at the moment.
      if (!sample) continue;
      samples.push(sample);
      say(`${sample.minute.toFixed(1)} min: ${figures.map((figure) => `${figure} ${sample[figure].toFixed(1)}`).join(', ')}\n`);
    }
  }
  const checked = await run.checked(180_000);
  for (const sentence of whyOf(checked)) say(`${sentence}\n`);
  // What the first minutes fill is no leak.
  const settled = samples.filter((sample) => sample.minute >= minutes / 4);
  const slopes = figures.map((figure) => ({ figure, slope: floorSlopePerHour(settled, (sample) => sample[figure]) }));
  for (const { figure, slope } of slopes) say(`${figure}: ${slope >= 0 ? '+' : ''}${slope.toFixed(1)} per hour\n`);
  const tables = Object.keys(samples.at(-1)?.tables ?? {}).map((name) => ({
    name,
    slope: slopePerHour(settled, (sample) => sample.tables[name] ?? Number.NaN),
    size: samples.at(-1)?.tables[name] ?? 0,
  }));
  for (const { name, slope, size } of tables.toSorted((a, b) => b.slope - a.slope))
    say(`${name}: ${size.toFixed(1)} MiB, ${slope >= 0 ? '+' : ''}${slope.toFixed(1)} per hour\n`);
  const steep = slopes.filter(({ figure, slope }) => figure in mostPerHour && slope > mostPerHour[figure as keyof typeof mostPerHour]);
  for (const { figure, slope } of steep) say(`${figure} grows by ${slope.toFixed(1)} per hour\n`);
  say(
    `${checked.accepted} accepted, ${checked.lost} lost, ${checked.doubled} doubled, ${checked.reordered} reordered; seed ${values.seed}\n`,
  );
  // A slope over minutes says nothing of hours.
  return checked.held && (minutes < 30 || steep.length === 0) ? 0 : 1;
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    say(`${error instanceof Error ? error.stack : String(error)}\n`);
    process.exit(70);
  },
);
