import { Body, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiOperation, ApiSecurity } from '@nestjs/swagger';
import { readRequest } from '../api-problems/read-request';
import { Needs } from '../sign-in/rights';
import { DeskController } from '../sign-in/desk-route';
import { SignedIn, type SignedInMember } from '../sign-in/signed-in';
import { RetryRequest, SkipRequest, WaitingQuery } from './delivery-requests';
import { RepairedDeliveriesView, WaitingDeliveriesView } from './delivery-views';
import { DeskDeliveries } from './desk-deliveries';

/** What is held or parked over all targets, and why; tried again or skipped. */
@Needs('runExchange')
@DeskController('api/deliveries', 'Held and parked')
export class DeliveriesController {
  constructor(private readonly deliveries: DeskDeliveries) {}

  @Get()
  @ApiOperation({ operationId: 'listWaiting', summary: 'What is held or parked, the longest waiting first' })
  @ApiOkResponse({ type: WaitingDeliveriesView })
  list(@SignedIn() who: SignedInMember, @Query() query: WaitingQuery): Promise<WaitingDeliveriesView> {
    return this.deliveries.list(who, readRequest(WaitingQuery, query));
  }

  @Post('retry')
  @HttpCode(200)
  @ApiOperation({ operationId: 'retryDeliveries', summary: 'Makes deliveries again; each answers for itself' })
  @ApiSecurity('csrf')
  @ApiBody({ type: RetryRequest })
  @ApiOkResponse({ type: RepairedDeliveriesView })
  retry(@SignedIn() who: SignedInMember, @Body() body: unknown): Promise<RepairedDeliveriesView> {
    return this.deliveries.retry(who, readRequest(RetryRequest, body));
  }

  @Post('skip')
  @HttpCode(200)
  @ApiOperation({ operationId: 'skipDeliveries', summary: 'Ends deliveries for good, for a reason; each answers for itself' })
  @ApiSecurity('csrf')
  @ApiBody({ type: SkipRequest })
  @ApiOkResponse({ type: RepairedDeliveriesView })
  skip(@SignedIn() who: SignedInMember, @Body() body: unknown): Promise<RepairedDeliveriesView> {
    return this.deliveries.skip(who, readRequest(SkipRequest, body));
  }
}
