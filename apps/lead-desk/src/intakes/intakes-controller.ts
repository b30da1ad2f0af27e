import { Body, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiSecurity } from '@nestjs/swagger';
import { readRequest } from '../api-problems/read-request';
import { Needs } from '../sign-in/rights';
import { DeskController } from '../sign-in/desk-route';
import { SignedIn, type SignedInMember } from '../sign-in/signed-in';
import { DeskIntakes } from './desk-intakes';
import { DecidedIntakesView, IntakeView } from './intake-detail-views';
import { DecideIntakeRequest, DecideIntakesRequest, IntakesQuery } from './intake-requests';
import { IntakesView } from './intake-views';

/** Registrations that wait for somebody to decide: look, let in, keep out, merge, and take a merge back. */
@DeskController('api/intakes', 'Holding tank')
export class IntakesController {
  constructor(private readonly intakes: DeskIntakes) {}

  @Get()
  @ApiOperation({ operationId: 'listIntakes', summary: 'Who waits, the longest first' })
  @ApiOkResponse({ type: IntakesView })
  list(@SignedIn() who: SignedInMember, @Query() query: IntakesQuery): Promise<IntakesView> {
    return this.intakes.list(who, readRequest(IntakesQuery, query));
  }

  @Get(':target/:id')
  @ApiOperation({ operationId: 'readIntake', summary: 'One intake with what the person did, and whom it may be' })
  @ApiOkResponse({ type: IntakeView })
  read(@SignedIn() who: SignedInMember, @Param('target') target: string, @Param('id') id: string): Promise<IntakeView> {
    return this.intakes.read(who, target, id);
  }

  @Post('decide')
  @Needs('decideIntakes')
  @HttpCode(200)
  @ApiOperation({ operationId: 'decideIntakes', summary: 'The same decision on several; each answers for itself' })
  @ApiSecurity('csrf')
  @ApiOkResponse({ type: DecidedIntakesView })
  decideAll(@SignedIn() who: SignedInMember, @Body() body: DecideIntakesRequest): Promise<DecidedIntakesView> {
    return this.intakes.decideAll(who, readRequest(DecideIntakesRequest, body));
  }

  @Post(':target/:id/decide')
  @Needs('decideIntakes')
  @HttpCode(200)
  @ApiOperation({ operationId: 'decideIntake', summary: 'Lets in, keeps out, merges, undoes; 409 says what was decided meanwhile' })
  @ApiSecurity('csrf')
  @ApiOkResponse({ type: IntakeView })
  decide(
    @SignedIn() who: SignedInMember,
    @Param('target') target: string,
    @Param('id') id: string,
    @Body() body: DecideIntakeRequest,
  ): Promise<IntakeView> {
    return this.intakes.decide(who, target, id, readRequest(DecideIntakeRequest, body));
  }
}
