import { Body, Delete, Get, HttpCode, Param, Patch, Post } from '@nestjs/common';
import { ApiBody, ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiSecurity } from '@nestjs/swagger';
import { readRequest } from '../api-problems/read-request';
import { Needs } from '../sign-in/rights';
import { DeskController } from '../sign-in/desk-route';
import { SignedIn, type SignedInMember } from '../sign-in/signed-in';
import { DeskStudio } from './desk-studio';
import { AcceptRequest, BeginDraftRequest, KeepSampleRequest, RevisionRequest, SaveDraftRequest } from './studio-requests';
import { DraftsView, DraftView, PublishedView } from './studio-views';

/** Packs that are being written. */
@Needs('runExchange')
@DeskController('api/studio/drafts', 'Studio')
export class DraftsController {
  constructor(private readonly studio: DeskStudio) {}

  @Get()
  @ApiOperation({ operationId: 'listDrafts', summary: 'Drafts of the agency, the last changed first' })
  @ApiOkResponse({ type: DraftsView })
  list(@SignedIn() who: SignedInMember): Promise<DraftsView> {
    return this.studio.list(who.agency);
  }

  @Post()
  @ApiOperation({ operationId: 'beginDraft', summary: 'Begins one from the starter, or from a version of a pack' })
  @ApiSecurity('csrf')
  @ApiBody({ type: BeginDraftRequest })
  @ApiCreatedResponse({ type: DraftView })
  begin(@SignedIn() who: SignedInMember, @Body() body: unknown): Promise<DraftView> {
    return this.studio.begin(who, readRequest(BeginDraftRequest, body));
  }

  @Get(':name')
  @ApiOperation({ operationId: 'readDraft', summary: 'One draft with its files' })
  @ApiOkResponse({ type: DraftView })
  read(@SignedIn() who: SignedInMember, @Param('name') name: string): Promise<DraftView> {
    return this.studio.read(who.agency, name);
  }

  @Patch(':name')
  @ApiOperation({ operationId: 'saveDraft', summary: 'Saves files changed since a revision; 409 says which others changed meanwhile' })
  @ApiSecurity('csrf')
  @ApiBody({ type: SaveDraftRequest })
  @ApiOkResponse({ type: DraftView })
  save(@SignedIn() who: SignedInMember, @Param('name') name: string, @Body() body: unknown): Promise<DraftView> {
    return this.studio.save(who, name, readRequest(SaveDraftRequest, body));
  }

  @Delete(':name')
  @HttpCode(204)
  @ApiOperation({ operationId: 'deleteDraft', summary: 'Deletes a draft; what was published of it stays' })
  @ApiSecurity('csrf')
  @ApiNoContentResponse()
  delete(@SignedIn() who: SignedInMember, @Param('name') name: string): Promise<void> {
    return this.studio.delete(who, name);
  }

  @Post(':name/samples')
  @HttpCode(200)
  @ApiOperation({ operationId: 'keepSample', summary: 'Keeps a past event as a sample, masked' })
  @ApiSecurity('csrf')
  @ApiBody({ type: KeepSampleRequest })
  @ApiOkResponse({ type: DraftView })
  keep(@SignedIn() who: SignedInMember, @Param('name') name: string, @Body() body: unknown): Promise<DraftView> {
    return this.studio.keepSample(who, name, readRequest(KeepSampleRequest, body));
  }

  @Post(':name/accept')
  @HttpCode(200)
  @ApiOperation({ operationId: 'acceptResult', summary: 'What a sample leads to now is what is expected from here on' })
  @ApiSecurity('csrf')
  @ApiBody({ type: AcceptRequest })
  @ApiOkResponse({ type: DraftView })
  accept(@SignedIn() who: SignedInMember, @Param('name') name: string, @Body() body: unknown): Promise<DraftView> {
    return this.studio.accept(who, name, readRequest(AcceptRequest, body));
  }

  @Post(':name/publish')
  @HttpCode(200)
  @ApiOperation({ operationId: 'publishDraft', summary: 'Publishes a new version for good, once its samples pass' })
  @ApiSecurity('csrf')
  @ApiBody({ type: RevisionRequest })
  @ApiOkResponse({ type: PublishedView })
  publish(@SignedIn() who: SignedInMember, @Param('name') name: string, @Body() body: unknown): Promise<PublishedView> {
    return this.studio.publish(who, name, readRequest(RevisionRequest, body).revision);
  }
}
