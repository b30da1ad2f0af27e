import { Controller, Get, Header, HttpException, Inject, Module, type DynamicModule } from '@nestjs/common';
import { Health } from './health';
import { Metrics } from './metrics';

@Controller()
class OperationsController {
  constructor(
    @Inject(Health) private readonly health: Health,
    @Inject(Metrics) private readonly metrics: Metrics,
  ) {}

  @Get('health/live')
  live(): { ok: true } {
    return { ok: true };
  }

  @Get('health/ready')
  async ready(): Promise<{ ok: boolean; missing: string[]; warnings: string[] }> {
    const state = await this.health.ready();
    if (!state.ok) throw new HttpException(state, 503);
    return state;
  }

  @Get('metrics')
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  exposition(): Promise<string> {
    return this.metrics.registry.metrics();
  }
}

/** `/health/live`, `/health/ready` and `/metrics`, for operators. */
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
