import { Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { readRequest } from '../api-problems/read-request';
import { JourneyQuery } from '../events/event-requests';
import { DeskController } from '../sign-in/desk-route';
import { SignedIn, type SignedInMember } from '../sign-in/signed-in';
import { MadeRequestsView } from './made-request-views';
import { MadeRequests } from './made-requests';

/** For the journey of an event, which every member may follow. */
@DeskController('api/events', 'Events')
export class MadeRequestsController {
  constructor(private readonly requests: MadeRequests) {}

  @Get('journey/requests')
  @ApiOperation({ operationId: 'readMadeRequests', summary: 'What connections asked of their vendors for one event' })
  @ApiOkResponse({ type: MadeRequestsView })
  read(@SignedIn() who: SignedInMember, @Query() query: JourneyQuery): Promise<MadeRequestsView> {
    return this.requests.of(who, readRequest(JourneyQuery, query));
  }
}
