import { Body, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiOperation, ApiSecurity } from '@nestjs/swagger';
import { readRequest } from '../api-problems/read-request';
import { Needs } from '../sign-in/rights';
import { DeskController } from '../sign-in/desk-route';
import { SignedIn, type SignedInMember } from '../sign-in/signed-in';
import { DeskStudio } from './desk-studio';
import { PastEvents } from './past-events';
import { PastEventRequest, PastEventsQuery, PlaySampleRequest } from './studio-requests';
import { CheckedDraftView, PastEventsView, PlayedSampleView, TriedDraftView } from './studio-views';

/** Trying a draft; nothing is sent, and nothing is kept. */
@Needs('runExchange')
@DeskController('api/studio', 'Studio')
export class PlayController {
  constructor(
    private readonly studio: DeskStudio,
    private readonly past: PastEvents,
  ) {}

  @Post('drafts/:name/check')
  @HttpCode(200)
  @ApiOperation({ operationId: 'checkDraft', summary: 'All problems with their places, and the samples there are' })
  @ApiSecurity('csrf')
  @ApiOkResponse({ type: CheckedDraftView })
  check(@SignedIn() who: SignedInMember, @Param('name') name: string): Promise<CheckedDraftView> {
    return this.studio.check(who.agency, name);
  }

  @Post('drafts/:name/play')
  @HttpCode(200)
  @ApiOperation({ operationId: 'playSample', summary: 'What one sample leads to, what was expected, and where each value comes from' })
  @ApiSecurity('csrf')
  @ApiBody({ type: PlaySampleRequest })
  @ApiOkResponse({ type: PlayedSampleView })
  play(@SignedIn() who: SignedInMember, @Param('name') name: string, @Body() body: unknown): Promise<PlayedSampleView> {
    return this.studio.play(who.agency, name, readRequest(PlaySampleRequest, body).sample);
  }

  @Post('drafts/:name/play-all')
  @HttpCode(200)
  @ApiOperation({ operationId: 'playAllSamples', summary: 'Which samples lead to what is expected' })
  @ApiSecurity('csrf')
  @ApiOkResponse({ type: TriedDraftView })
  playAll(@SignedIn() who: SignedInMember, @Param('name') name: string): Promise<TriedDraftView> {
    return this.studio.playAll(who.agency, name);
  }

  @Post('drafts/:name/play-past')
  @HttpCode(200)
  @ApiOperation({ operationId: 'playPastEvent', summary: 'What a past event would lead to, masked before the mapping sees it' })
  @ApiSecurity('csrf')
  @ApiBody({ type: PastEventRequest })
  @ApiOkResponse({ type: PlayedSampleView })
  playPast(@SignedIn() who: SignedInMember, @Param('name') name: string, @Body() body: unknown): Promise<PlayedSampleView> {
    return this.studio.playPast(who.agency, name, readRequest(PastEventRequest, body));
  }

  @Get('events')
  @ApiOperation({ operationId: 'listPastEvents', summary: 'The newest events of a type' })
  @ApiOkResponse({ type: PastEventsView })
  events(@SignedIn() who: SignedInMember, @Query() query: PastEventsQuery): Promise<PastEventsView> {
    return this.past.newest(who.agency, readRequest(PastEventsQuery, query).type);
  }
}
