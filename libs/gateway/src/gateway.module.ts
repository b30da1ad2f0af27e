import type { IncomingHttpHeaders } from 'node:http';
import {
  type BeforeApplicationShutdown,
  type DynamicModule,
  Inject,
  Module,
  type ModuleMetadata,
  type OnModuleInit,
  type Provider,
} from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { BatchingAppender, EventLog } from '#event-log';
import { Clock, Metrics, type Tracing } from '#runtime';
import { ErasedPeople, KeyRing } from './ports';
import { eventsRoute } from './take-events/events-route';
import { TakingMeasures } from './take-events/measures';
import { RecordedTrace } from './take-events/recorded-trace';
import { RefusalLog } from './take-events/refusal-log';
import { TakeEvents, type TakeEventsOptions } from './take-events/take-events';
import { Trace } from './take-events/trace';

export interface GatewayOptions extends TakeEventsOptions {
  readonly imports?: ModuleMetadata['imports'];
  /** Binds `KeyRing`, `ErasedPeople`, `EventLog`, `Clock` and `Metrics` where no global module does. */
  readonly providers?: readonly Provider[];
  /** True: a `BatchingAppender` is bound already, and whoever bound it closes it. Else the gateway has its own. */
  readonly sharedAppender?: boolean;
  /** Records each request as a span. */
  readonly tracing?: Tracing;
}

/** What the gateway stands on. */
export interface GatewayParts {
  readonly keys: KeyRing;
  readonly erased: ErasedPeople;
  readonly log: EventLog;
  readonly clock: Clock;
  readonly tracing?: Tracing;
}

const shutdown = Symbol('how the gateway stops');
const recording = Symbol('where requests are recorded, if anywhere');

/** Serves `POST /v1/events` for the sides an app stands for. */
@Module({})
export class GatewayModule implements OnModuleInit, BeforeApplicationShutdown {
  constructor(
    @Inject(HttpAdapterHost) private readonly host: HttpAdapterHost,
    @Inject(TakeEvents) private readonly takeEvents: TakeEvents,
    @Inject(TakingMeasures) private readonly measures: TakingMeasures,
    @Inject(shutdown) private readonly finish: () => Promise<void>,
    @Inject(recording) private readonly tracing: Tracing | undefined,
  ) {}

  /** Takes what `sides` send, over the parts an app has opened. */
  static over(sides: TakeEventsOptions['sides'], parts: GatewayParts): DynamicModule {
    return GatewayModule.forSides({
      sides,
      tracing: parts.tracing,
      providers: [
        { provide: KeyRing, useValue: parts.keys },
        { provide: ErasedPeople, useValue: parts.erased },
        { provide: EventLog, useValue: parts.log },
        { provide: Clock, useValue: parts.clock },
      ],
    });
  }

  static forSides(options: GatewayOptions): DynamicModule {
    const ownAppender: Provider = {
      provide: BatchingAppender,
      inject: [EventLog, TakingMeasures],
      useFactory: (log: EventLog, measures: TakingMeasures) => measures.shown(new BatchingAppender(log, {}, measures)),
    };
    return {
      module: GatewayModule,
      imports: options.imports,
      providers: [
        ...(options.providers ?? []),
        ...(options.sharedAppender === true ? [] : [ownAppender]),
        { provide: TakingMeasures, inject: [Metrics], useFactory: (metrics: Metrics) => new TakingMeasures(metrics.registry) },
        {
          provide: TakeEvents,
          inject: [KeyRing, ErasedPeople, BatchingAppender, Clock, TakingMeasures],
          useFactory: (keyRing: KeyRing, erased: ErasedPeople, appender: BatchingAppender, clock: Clock, measures: TakingMeasures) =>
            new TakeEvents(options, { keyRing, erased, appender, clock, measures }),
        },
        { provide: recording, useValue: options.tracing },
        {
          provide: shutdown,
          inject: [TakeEvents, BatchingAppender],
          useFactory: (takeEvents: TakeEvents, appender: BatchingAppender) => async (): Promise<void> => {
            await takeEvents.finish();
            if (options.sharedAppender !== true) await appender.close();
          },
        },
      ],
      exports: [TakeEvents],
    };
  }

  async onModuleInit(): Promise<void> {
    const { tracing } = this;
    const traceOf = (headers: IncomingHttpHeaders): Trace => (tracing ? new RecordedTrace(headers, tracing) : new Trace(headers));
    const route = eventsRoute(this.takeEvents, this.measures, new RefusalLog(), traceOf);
    await this.host.httpAdapter.getInstance<FastifyInstance>().register(route);
  }

  /** Runs while connections are still open, so that what was taken gets its receipt. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.finish();
  }
}
