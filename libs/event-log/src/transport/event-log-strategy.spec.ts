import { Controller, type INestApplication, UseFilters } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { defer, EMPTY, type Observable, throwError } from 'rxjs';
import { EventLogStrategy, FailuresAsTheyAre, type LogIncident, MemoryEventLog, type RecordBatch } from '../index';
import { numbered } from '../../../../test/conformance/entries';
import { idOf, Positions } from '../../../../test/conformance/reader';
import { until } from '../../../../test/conformance/until';

const OURS = Symbol('ours');
const THEIRS = Symbol('theirs');

type Answer = (batch: RecordBatch) => Promise<void> | Observable<never>;

@UseFilters(FailuresAsTheyAre)
@Controller()
class Reader {
  static answer: Answer;
  static readonly batches: RecordBatch[] = [];
  static readonly theirs: RecordBatch[] = [];

  @EventPattern('websites', OURS)
  websites(@Payload() batch: RecordBatch): Promise<void> | Observable<never> {
    Reader.batches.push(batch);
    return Reader.answer(batch);
  }

  @EventPattern('others', THEIRS)
  others(@Payload() batch: RecordBatch): void {
    Reader.theirs.push(batch);
  }
}

describe('the Nest transport of an event log', () => {
  let app: INestApplication;
  let log: MemoryEventLog;
  let positions: Positions;
  let incidents: LogIncident[];

  async function started(answer: Answer): Promise<void> {
    Reader.answer = answer;
    app = (await Test.createTestingModule({ controllers: [Reader] }).compile()).createNestApplication(new FastifyAdapter(), {
      logger: false,
    });
    const strategy = new EventLogStrategy({
      log,
      group: 'readers',
      transport: OURS,
      positionOf: async (topic, partition) => positions.of(topic, partition),
      onIncident: (incident) => void incidents.push(incident),
    });
    app.connectMicroservice({ strategy });
    await app.startAllMicroservices();
  }

  beforeEach(() => {
    log = new MemoryEventLog();
    positions = new Positions();
    incidents = [];
    Reader.batches.length = 0;
    Reader.theirs.length = 0;
  });
  afterEach(async () => {
    await app.close();
    await log.close();
  });

  it('a handler is called once per batch, with all its records, and only for the topics that name its transport', async () => {
    await log.append('websites', numbered(700));
    await log.append('others', numbered(3));
    await started(async (batch) => positions.take(batch));
    await until('everything is read', () => positions.ids.length >= 700);
    expect(Reader.batches.map(({ records }) => records.length)).toEqual([500, 200]);
    expect(Reader.theirs).toEqual([]);
    expect(incidents).toEqual([]);
  });

  const refusals: [string, Answer][] = [
    ['rejects', () => Promise.reject(new TypeError('not now'))],
    ['answers with an observable that errors', () => throwError(() => new TypeError('not now'))],
  ];
  it.each(refusals)('a handler that %s gets the same batch again until it takes it', async (_, refuse) => {
    await log.append('websites', numbered(10));
    await started((batch) => {
      if (Reader.batches.length < 3) return refuse(batch);
      return defer(() => (positions.take(batch), EMPTY));
    });
    await until('it is taken', () => positions.ids.length >= 10);
    expect(Reader.batches.map(({ records }) => records.map(idOf).join())).toEqual(
      Array(3).fill(
        numbered(10)
          .map((_, n) => n)
          .join(),
      ),
    );
    expect(incidents.map(({ what }) => what)).toEqual(['handlerFailed', 'handlerFailed']);
    expect(incidents[0]?.message).toContain('not now');
  });

  it('an app that closes waits for the running handler and is handed nothing more', async () => {
    await log.append('websites', numbered(5));
    const hold = Promise.withResolvers<void>();
    await started(() => hold.promise);
    await until('the handler runs', () => Reader.batches.length === 1);
    let closed = false;
    const closing = app.close().then(() => (closed = true));
    await log.append('websites', numbered(5));
    await new Promise((resolve) => setImmediate(resolve));
    expect(closed).toBe(false);
    hold.resolve();
    await closing;
    expect(Reader.batches).toHaveLength(1);
  });
});
