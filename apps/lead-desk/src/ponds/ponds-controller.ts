import { Body, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiOperation, ApiSecurity } from '@nestjs/swagger';
import { readRequest } from '../api-problems/read-request';
import { DeskController } from '../sign-in/desk-route';
import { Needs } from '../sign-in/rights';
import { SignedIn, type SignedInMember } from '../sign-in/signed-in';
import { FillPond } from './fill-pond';
import { FillPondRequest, RemovePondQuery, SavePondRequest } from './pond-requests';
import { FilledPondView, PondsView, PondView, RemovedPondView } from './pond-views';
import { Ponds } from './ponds';

/** Pools of leads that their members claim from (X11). */
@Needs('setDistribution')
@DeskController('api/ponds', 'Distribution')
export class PondsController {
  constructor(
    private readonly ponds: Ponds,
    private readonly filling: FillPond,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'listPonds', summary: 'The ponds of the company and of one’s office' })
  @ApiOkResponse({ type: PondsView })
  list(@SignedIn() who: SignedInMember): Promise<PondsView> {
    return this.ponds.list(who);
  }

  @Put(':id')
  @ApiOperation({ operationId: 'savePond', summary: 'Makes a pond, or changes its name and its members' })
  @ApiSecurity('csrf')
  @ApiBody({ type: SavePondRequest })
  @ApiOkResponse({ type: PondView })
  save(@SignedIn() who: SignedInMember, @Param('id') id: string, @Body() body: unknown): Promise<PondView> {
    return this.ponds.save(who, id, readRequest(SavePondRequest, body));
  }

  @Delete(':id')
  @ApiOperation({ operationId: 'removePond', summary: 'Deletes a pond that no rule uses; its leads go back to the managers' })
  @ApiSecurity('csrf')
  @ApiOkResponse({ type: RemovedPondView })
  async remove(@SignedIn() who: SignedInMember, @Param('id') id: string, @Query() query: RemovePondQuery): Promise<RemovedPondView> {
    return { leads: await this.ponds.remove(who, id, readRequest(RemovePondQuery, query, 400).version) };
  }

  @Post(':id/leads')
  @Needs('assignLeads')
  @HttpCode(200)
  @ApiOperation({ operationId: 'fillPond', summary: 'Puts one lead, or up to 500, into a pond, whoever had them' })
  @ApiSecurity('csrf')
  @ApiBody({ type: FillPondRequest })
  @ApiOkResponse({ type: FilledPondView })
  async fill(@SignedIn() who: SignedInMember, @Param('id') id: string, @Body() body: unknown): Promise<FilledPondView> {
    return { leads: await this.filling.fill(who, id, readRequest(FillPondRequest, body).leads) };
  }
}
