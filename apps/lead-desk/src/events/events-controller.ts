import { Get, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { readRequest } from '../api-problems/read-request';
import { ExchangeWindow } from '../exchange-window/exchange-window';
import { DeskController } from '../sign-in/desk-route';
import { SignedIn, type SignedInMember } from '../sign-in/signed-in';
import { DeskEvents } from './desk-events';
import { EventListQuery, JourneyQuery } from './event-requests';
import { EventListView, JourneyView } from './event-views';
import { LiveEvents } from './live-events';
import { EventTypesView, TallyView } from './tally-views';

/** What passes through the exchange, as the agency's people may see it. */
@DeskController('api/events', 'Events')
export class EventsController {
  constructor(
    private readonly events: DeskEvents,
    private readonly live: LiveEvents,
    private readonly window: ExchangeWindow,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'listEvents', summary: 'Events, newest first' })
  @ApiOkResponse({ type: EventListView })
  list(@SignedIn() who: SignedInMember, @Query() query: EventListQuery): Promise<EventListView> {
    return this.events.list(who.agency, readRequest(EventListQuery, query));
  }

  @Get('live')
  @ApiOperation({
    operationId: 'followEvents',
    summary: 'New and changed events as they come (server-sent events named "events": an event list without its cursor)',
  })
  @ApiProduces('text/event-stream')
  @ApiOkResponse({ schema: { type: 'string' } })
  follow(@SignedIn() who: SignedInMember, @Res() reply: FastifyReply): void {
    this.live.follow(who, reply);
  }

  @Get('journey')
  @ApiOperation({ operationId: 'readJourney', summary: 'Every hop of one event' })
  @ApiOkResponse({ type: JourneyView })
  journey(@SignedIn() who: SignedInMember, @Query() query: JourneyQuery): Promise<JourneyView> {
    return this.events.journey(who.agency, readRequest(JourneyQuery, query));
  }

  @Get('tally')
  @ApiOperation({ operationId: 'readTally', summary: 'What became of all events, per target' })
  @ApiOkResponse({ type: TallyView })
  tally(@SignedIn() who: SignedInMember): Promise<TallyView> {
    return this.window.tally(who.agency);
  }

  @Get('types')
  @ApiOperation({ operationId: 'listEventTypes', summary: 'The types of the contract' })
  @ApiOkResponse({ type: EventTypesView })
  types(): EventTypesView {
    return { types: this.window.eventTypes() };
  }
}
