import { Body, Controller, Delete, Get, Headers, HttpCode, Inject, Param, Patch, Post, Query, UseFilters } from '@nestjs/common';
import { Keys } from '../participants/keys';
import { Participants } from '../participants/participants';
import type { Target } from '../participants/target';
import { operatorOnly } from './authority';
import { ExchangeRefusedFilter } from './problem-filter';
import { agencyIn, changeIn, participantIn } from './requests';

/** Agencies, participants and keys, by operator key. */
@Controller('v1')
@UseFilters(ExchangeRefusedFilter)
export class OperateController {
  constructor(
    @Inject(Keys) private readonly keys: Keys,
    @Inject(Participants) private readonly participants: Participants,
  ) {}

  @Get('agencies')
  async agencies(@Headers('authorization') authorization?: string): Promise<object> {
    await operatorOnly(this.keys, authorization);
    return { agencies: await this.participants.agencies() };
  }

  @Post('agencies')
  async addAgency(@Body() body: unknown, @Headers('authorization') authorization?: string): Promise<object> {
    await operatorOnly(this.keys, authorization);
    const agency = agencyIn(body);
    await this.participants.addAgency(agency);
    return agency;
  }

  @Get('participants')
  async list(@Query('agency') agency?: string, @Headers('authorization') authorization?: string): Promise<object> {
    await operatorOnly(this.keys, authorization);
    if (agency) await this.participants.demandAgency(agency);
    const all = await this.participants.list(agency);
    return { participants: await Promise.all(all.map(async (one) => ({ ...view(one), keys: await this.keys.list(one.agency, one.id) }))) };
  }

  @Post('participants')
  async add(@Body() body: unknown, @Headers('authorization') authorization?: string): Promise<object> {
    await operatorOnly(this.keys, authorization);
    const added = await this.participants.add(participantIn(body));
    return { participant: view(added), key: await this.keys.make(added.agency, added.id), webhookSecret: added.webhookSecret };
  }

  @Patch('participants/:agency/:id')
  async change(
    @Param('agency') agency: string,
    @Param('id') id: string,
    @Body() body: unknown,
    @Headers('authorization') authorization?: string,
  ): Promise<object> {
    await operatorOnly(this.keys, authorization);
    return { participant: view(await this.participants.change(agency, id, changeIn(body))) };
  }

  @Post('participants/:agency/:id/keys')
  async makeKey(
    @Param('agency') agency: string,
    @Param('id') id: string,
    @Headers('authorization') authorization?: string,
  ): Promise<object> {
    await operatorOnly(this.keys, authorization);
    return this.keys.make(agency, id);
  }

  @Delete('participants/:agency/:id/keys/:key')
  @HttpCode(204)
  async revokeKey(
    @Param('agency') agency: string,
    @Param('id') id: string,
    @Param('key') key: string,
    @Headers('authorization') authorization?: string,
  ): Promise<void> {
    await operatorOnly(this.keys, authorization);
    await this.keys.revoke(agency, id, key);
  }
}

/** A participant as it is shown: never with its secret. */
function view({ webhookSecret: _secret, allowedPrivate: _allowed, ...shown }: Target): object {
  return shown;
}
