import { Body, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiBody, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiSecurity } from '@nestjs/swagger';
import { readRequest } from '../api-problems/read-request';
import { Needs } from '../sign-in/rights';
import { DeskController } from '../sign-in/desk-route';
import { SignedIn, type SignedInMember } from '../sign-in/signed-in';
import { DeskReplays } from './desk-replays';
import { PlanReplayRequest, PreviewQuery, ReplaysQuery } from './replay-requests';
import { ReplayPreviewView, ReplayRunView, ReplaysView, ReplayView } from './replay-views';

/** Telling a target again what it was told or missed, and filling a new one (X3). */
@Needs('runExchange')
@DeskController('api/replays', 'Replay')
export class ReplaysController {
  constructor(private readonly replays: DeskReplays) {}

  @Get()
  @ApiOperation({ operationId: 'listReplays', summary: 'Runs, the newest first, and the targets there are' })
  @ApiOkResponse({ type: ReplaysView })
  list(@SignedIn() who: SignedInMember, @Query() query: ReplaysQuery): Promise<ReplaysView> {
    return this.replays.list(who, readRequest(ReplaysQuery, query));
  }

  @Post()
  @ApiOperation({ operationId: 'planReplay', summary: 'Writes down what would be told and counts it; nothing is sent' })
  @ApiSecurity('csrf')
  @ApiBody({ type: PlanReplayRequest })
  @ApiCreatedResponse({ type: ReplayRunView })
  plan(@SignedIn() who: SignedInMember, @Body() body: unknown): Promise<ReplayRunView> {
    return this.replays.plan(who, body);
  }

  @Get(':id')
  @ApiOperation({ operationId: 'readReplay', summary: 'One run: how far it is, what was refused, and who did what' })
  @ApiOkResponse({ type: ReplayView })
  read(@SignedIn() who: SignedInMember, @Param('id') id: string): Promise<ReplayView> {
    return this.replays.read(who, id);
  }

  @Get(':id/preview')
  @ApiOperation({ operationId: 'previewReplay', summary: 'What would be sent, beside what the target was told before' })
  @ApiOkResponse({ type: ReplayPreviewView })
  preview(@SignedIn() who: SignedInMember, @Param('id') id: string, @Query() query: PreviewQuery): Promise<ReplayPreviewView> {
    return this.replays.preview(who, id, readRequest(PreviewQuery, query));
  }

  @Post(':id/run')
  @HttpCode(200)
  @ApiOperation({ operationId: 'runReplay', summary: 'Starts a planned run' })
  @ApiSecurity('csrf')
  @ApiOkResponse({ type: ReplayRunView })
  run(@SignedIn() who: SignedInMember, @Param('id') id: string): Promise<ReplayRunView> {
    return this.replays.move(who, id, 'run');
  }

  @Post(':id/stop')
  @HttpCode(200)
  @ApiOperation({ operationId: 'stopReplay', summary: 'Stops a run; what is live goes on' })
  @ApiSecurity('csrf')
  @ApiOkResponse({ type: ReplayRunView })
  stop(@SignedIn() who: SignedInMember, @Param('id') id: string): Promise<ReplayRunView> {
    return this.replays.move(who, id, 'stop');
  }

  @Post(':id/go-on')
  @HttpCode(200)
  @ApiOperation({ operationId: 'goOnWithReplay', summary: 'Lets a stopped run go on' })
  @ApiSecurity('csrf')
  @ApiOkResponse({ type: ReplayRunView })
  goOn(@SignedIn() who: SignedInMember, @Param('id') id: string): Promise<ReplayRunView> {
    return this.replays.move(who, id, 'goOn');
  }
}
