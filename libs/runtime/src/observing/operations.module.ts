import { Controller, type DynamicModule, Get, Header, Inject, Module, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Health, type HealthReport } from './health';
import { Metrics } from './metrics';

@Controller()
class OperationsController {
  constructor(@Inject(Health) private readonly health: Health) {}

  /** Answers as long as the event loop turns; says nothing about what the process needs. */
  @Get('health/live')
  @Header('cache-control', 'no-store')
  live(): { ok: true } {
    return { ok: true };
  }

  @Get('health/ready')
  @Header('cache-control', 'no-store')
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<HealthReport> {
    const report = await this.health.ready();
    reply.status(report.ok ? 200 : 503);
    return report;
  }
}

/** `/health/live` and `/health/ready`, for operators; binds `Health` and `Metrics` for every module. */
@Module({})
export class OperationsModule {
  static with(health: Health, metrics: Metrics): DynamicModule {
    return {
      module: OperationsModule,
      global: true,
      controllers: [OperationsController],
      providers: [
        { provide: Health, useValue: health },
        { provide: Metrics, useValue: metrics },
      ],
      exports: [Health, Metrics],
    };
  }
}
