import { Body, Delete, Get, HttpCode, Param, Put } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiSecurity } from '@nestjs/swagger';
import { readRequest } from '../api-problems/read-request';
import { DeskController } from '../sign-in/desk-route';
import { Needs } from '../sign-in/rights';
import { SignedIn, type SignedInMember } from '../sign-in/signed-in';
import { SavePlanRequest } from './plan-requests';
import { PlansView, PlanView } from './plan-views';
import { Plans } from './plans';

/** Action plans: what an agent has to do with a lead, and by when. */
@DeskController('api/action-plans', 'Action plans')
@Needs('setLeads')
export class PlansController {
  constructor(private readonly plans: Plans) {}

  @Get()
  @ApiOperation({ operationId: 'listPlans', summary: 'The agency’s action plans' })
  @ApiOkResponse({ type: PlansView })
  list(@SignedIn() who: SignedInMember): Promise<PlansView> {
    return this.plans.list(who);
  }

  @Put(':id')
  @ApiOperation({ operationId: 'savePlan', summary: 'Makes a plan, or changes it' })
  @ApiSecurity('csrf')
  @ApiOkResponse({ type: PlanView })
  save(@SignedIn() who: SignedInMember, @Param('id') id: string, @Body() body: SavePlanRequest): Promise<PlanView> {
    return this.plans.save(who, id, readRequest(SavePlanRequest, body));
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ operationId: 'removePlan', summary: 'Deletes a plan that is not in use' })
  @ApiSecurity('csrf')
  @ApiNoContentResponse()
  remove(@SignedIn() who: SignedInMember, @Param('id') id: string): Promise<void> {
    return this.plans.remove(who, id);
  }
}
