import {
  type DynamicModule,
  Inject,
  Logger,
  Module,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
  type OnModuleInit,
} from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { hookRoute } from '../in/hook-route';
import type { OpenConnections } from '../open-connections';
import type { ConnectionSetUp } from '../setting-up/open-set-up';
import { DriftReport } from '../out/drift-report';
import { MadeRequests } from '../out/made-requests';
import { Packs } from '../packs/packs';
import { Acts } from '../setting-up/acts';
import { ConnectionViews } from '../setting-up/connection-views';
import { Connections } from '../setting-up/connections';
import { TestConnection } from '../setting-up/test-connection';
import { VendorSignIns } from '../setting-up/vendor-sign-ins';
import { ConnectionsController } from './connections-controller';
import { RedirectAddress } from './redirect-address';
import { signInRoute } from './sign-in-route';
import { VendorSignInsController } from './vendor-sign-ins-controller';

const opened = Symbol('connections');

/** Serves connections: their API and, where they work here, their webhooks and what they do by themselves. */
@Module({})
export class ConnectionsModule implements OnModuleInit, OnApplicationBootstrap, OnApplicationShutdown {
  constructor(
    @Inject(HttpAdapterHost) private readonly host: HttpAdapterHost,
    @Inject(opened) private readonly open: ConnectionSetUp | OpenConnections,
  ) {}

  static over(open: ConnectionSetUp | OpenConnections, publicUrl?: string): DynamicModule {
    const offered = [
      { provide: Packs, useValue: open.packs },
      { provide: Connections, useValue: open.connections },
      { provide: ConnectionViews, useValue: open.views },
      { provide: TestConnection, useValue: open.test },
      { provide: DriftReport, useValue: open.drifts },
      { provide: Acts, useValue: open.acts },
      { provide: MadeRequests, useValue: open.requests },
      { provide: VendorSignIns, useValue: open.signIns },
      { provide: RedirectAddress, useValue: new RedirectAddress(publicUrl) },
    ];
    return {
      module: ConnectionsModule,
      global: true,
      controllers: [ConnectionsController, VendorSignInsController],
      providers: [{ provide: opened, useValue: open }, ...offered],
      exports: offered.map(({ provide }) => provide),
    };
  }

  async onModuleInit(): Promise<void> {
    const server = this.host.httpAdapter.getInstance<FastifyInstance>();
    await server.register(signInRoute(this.open.signIns, (message) => new Logger('connections').warn(message)));
    if ('takeHook' in this.open) await server.register(hookRoute(this.open.takeHook));
  }

  onApplicationBootstrap(): void {
    if ('worker' in this.open) this.open.worker.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.open.close();
  }
}
