import { ExchangeRefused, ExchangeRefusedFilter, Keys, operatorOnly, Participants } from '#delivery';
import { Body, Controller, Get, Headers, HttpCode, Inject, Param, Patch, Post, Query, UseFilters } from '@nestjs/common';
import { DriftReport } from '../out/drift-report';
import { MadeRequests } from '../out/made-requests';
import { Packs } from '../packs/packs';
import { Acts } from '../setting-up/acts';
import { ConnectionViews } from '../setting-up/connection-views';
import { Connections } from '../setting-up/connections';
import { TestConnection } from '../setting-up/test-connection';
import { changeIn, connectionIn, packIn } from './requests';

const byOperator = 'operator';

/** Connections and their packs, by operator key. */
@Controller('v1')
@UseFilters(ExchangeRefusedFilter)
export class ConnectionsController {
  constructor(
    @Inject(Keys) private readonly keys: Keys,
    @Inject(Participants) private readonly participants: Participants,
    @Inject(Packs) private readonly packs: Packs,
    @Inject(Connections) private readonly connections: Connections,
    @Inject(ConnectionViews) private readonly views: ConnectionViews,
    @Inject(TestConnection) private readonly test: TestConnection,
    @Inject(DriftReport) private readonly drifts: DriftReport,
    @Inject(Acts) private readonly acts: Acts,
    @Inject(MadeRequests) private readonly requests: MadeRequests,
  ) {}

  @Get('packs')
  async listPacks(@Query('agency') agency?: string, @Headers('authorization') authorization?: string): Promise<object> {
    await operatorOnly(this.keys, authorization);
    if (agency) await this.participants.demandAgency(agency);
    return { packs: await this.packs.list(agency ?? '') };
  }

  @Post('packs')
  async publish(@Body() body: unknown, @Headers('authorization') authorization?: string): Promise<object> {
    await operatorOnly(this.keys, authorization);
    const { agency, files } = packIn(body);
    await this.participants.demandAgency(agency);
    return this.packs.publish(agency, files, byOperator);
  }

  @Get('packs/:agency/:name/:version')
  async files(
    @Param('agency') agency: string,
    @Param('name') name: string,
    @Param('version') version: string,
    @Headers('authorization') authorization?: string,
  ): Promise<object> {
    await operatorOnly(this.keys, authorization);
    return { files: Object.fromEntries(await this.packs.filesOf(agency, name, version)) };
  }

  @Get('connections')
  async list(@Query('agency') agency?: string, @Headers('authorization') authorization?: string): Promise<object> {
    await operatorOnly(this.keys, authorization);
    const asked = demanded(agency);
    await this.participants.demandAgency(asked);
    return { connections: await this.views.of(asked) };
  }

  /** What was asked of vendors for one event, without what was in it (X9). */
  @Get('made-requests')
  async madeRequests(
    @Query('participant') participant?: string,
    @Query('source') source?: string,
    @Query('id') id?: string,
    @Headers('authorization') authorization?: string,
  ): Promise<object> {
    await operatorOnly(this.keys, authorization);
    if (!participant || !source || !id) throw new ExchangeRefused('invalid', 'participant, source and id name the event');
    return { requests: await this.requests.masked({ participant, source, id }) };
  }

  @Post('connections')
  async add(@Body() body: unknown, @Headers('authorization') authorization?: string): Promise<object> {
    await operatorOnly(this.keys, authorization);
    const { agency, id, pack } = await this.connections.add(connectionIn(body));
    await this.acts.record(agency, id, {
      who: byOperator,
      did: 'added',
      facts: { pack: pack.document.pack, version: pack.document.version },
    });
    return this.one(agency, id);
  }

  @Patch('connections/:agency/:id')
  async change(
    @Param('agency') agency: string,
    @Param('id') id: string,
    @Body() body: unknown,
    @Headers('authorization') authorization?: string,
  ): Promise<object> {
    await operatorOnly(this.keys, authorization);
    const change = changeIn(body);
    await this.connections.change(agency, id, change);
    // Names alone: what was entered may be a secret.
    const { settings, ...facts } = change;
    await this.acts.record(agency, id, {
      who: byOperator,
      did: 'changed',
      facts: { ...facts, ...(settings ? { settings: Object.keys(settings) } : {}) },
    });
    return this.one(agency, id);
  }

  @Post('connections/:agency/:id/roll-back')
  @HttpCode(200)
  async rollBack(
    @Param('agency') agency: string,
    @Param('id') id: string,
    @Headers('authorization') authorization?: string,
  ): Promise<object> {
    await operatorOnly(this.keys, authorization);
    const { pack } = await this.connections.rollBack(agency, id);
    await this.acts.record(agency, id, {
      who: byOperator,
      did: 'rolled back',
      facts: { pack: pack.document.pack, version: pack.document.version },
    });
    return this.one(agency, id);
  }

  @Post('connections/:agency/:id/test')
  @HttpCode(200)
  async try(@Param('agency') agency: string, @Param('id') id: string, @Headers('authorization') authorization?: string): Promise<object> {
    await operatorOnly(this.keys, authorization);
    return this.test.run(agency, id);
  }

  @Get('connections/:agency/:id/drift')
  async drift(@Param('agency') agency: string, @Param('id') id: string, @Headers('authorization') authorization?: string): Promise<object> {
    await operatorOnly(this.keys, authorization);
    return { drift: await this.drifts.of(agency, id) };
  }

  @Get('connections/:agency/:id/acts')
  async whoDidWhat(
    @Param('agency') agency: string,
    @Param('id') id: string,
    @Headers('authorization') authorization?: string,
  ): Promise<object> {
    await operatorOnly(this.keys, authorization);
    return { acts: await this.acts.of(agency, id) };
  }

  private async one(agency: string, id: string): Promise<object> {
    const [connection] = await this.views.of(agency, id);
    return { connection };
  }
}

function demanded(agency: string | undefined): string {
  if (agency === undefined || agency === '')
    throw new ExchangeRefused('invalid', 'agency names whose connections: /v1/connections?agency=ID');
  return agency;
}
