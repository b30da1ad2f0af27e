import { Body, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiBody, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiSecurity } from '@nestjs/swagger';
import { readRequest } from '../../api-problems/read-request';
import { DeskController } from '../../sign-in/desk-route';
import { Needs } from '../../sign-in/rights';
import { SignedIn, type SignedInMember } from '../../sign-in/signed-in';
import { BranchInterests } from './branch-interests';
import { ChangeSearches } from './change-searches';
import { LookUp } from './look-up';
import { LookUpQuery, RemoveSearchQuery, SaveSearchRequest, ShowInterestRequest, WithdrawInterestQuery } from './wish-requests';
import { KnownAreaView, KnownPropertyView, SavedSearchView } from './wish-views';

/** What a person looks for and keeps, as an agent writes it down for them (P6, P9, M20). */
@DeskController('api', 'People')
@Needs('workLeads')
export class WishesController {
  constructor(
    private readonly searches: ChangeSearches,
    private readonly interests: BranchInterests,
    private readonly lookUp: LookUp,
  ) {}

  @Put('people/:id/searches/:searchId')
  @ApiOperation({ operationId: 'saveSearch', summary: 'Saves a search for a person under an id of one’s own, or changes one' })
  @ApiSecurity('csrf')
  @ApiBody({ type: SaveSearchRequest })
  @ApiOkResponse({ type: SavedSearchView })
  save(
    @SignedIn() who: SignedInMember,
    @Param('id') id: string,
    @Param('searchId') searchId: string,
    @Body() body: unknown,
  ): Promise<SavedSearchView> {
    return this.searches.save(who, id, searchId, readRequest(SaveSearchRequest, body));
  }

  @Delete('people/:id/searches/:searchId')
  @ApiOperation({ operationId: 'removeSearch', summary: 'Removes a saved search; saving it again brings it back' })
  @ApiSecurity('csrf')
  @ApiOkResponse({ type: SavedSearchView })
  remove(
    @SignedIn() who: SignedInMember,
    @Param('id') id: string,
    @Param('searchId') searchId: string,
    @Query() query: RemoveSearchQuery,
  ): Promise<SavedSearchView> {
    return this.searches.remove(who, id, searchId, readRequest(RemoveSearchQuery, query));
  }

  @Post('people/:id/interests')
  @HttpCode(204)
  @ApiOperation({ operationId: 'showInterest', summary: 'Notes that a person showed interest in a property' })
  @ApiSecurity('csrf')
  @ApiBody({ type: ShowInterestRequest })
  @ApiNoContentResponse()
  show(@SignedIn() who: SignedInMember, @Param('id') id: string, @Body() body: unknown): Promise<void> {
    return this.interests.show(who, id, readRequest(ShowInterestRequest, body));
  }

  @Delete('people/:id/interests')
  @HttpCode(204)
  @ApiOperation({ operationId: 'withdrawInterest', summary: 'Takes back an interest shown in branch' })
  @ApiSecurity('csrf')
  @ApiNoContentResponse()
  withdraw(@SignedIn() who: SignedInMember, @Param('id') id: string, @Query() query: WithdrawInterestQuery): Promise<void> {
    const { system, property } = readRequest(WithdrawInterestQuery, query);
    return this.interests.withdraw(who, id, { system, id: property });
  }

  @Get('areas')
  @ApiOperation({ operationId: 'findAreas', summary: 'Places that the agency’s people searched in lately, by a part of their name' })
  @ApiOkResponse({ type: [KnownAreaView] })
  areas(@SignedIn() who: SignedInMember, @Query() query: LookUpQuery): Promise<KnownAreaView[]> {
    return this.lookUp.areas(who.agency, readRequest(LookUpQuery, query).search);
  }

  @Get('properties')
  @ApiOperation({
    operationId: 'findProperties',
    summary: 'Listings that the agency’s people kept lately, by a part of their name',
  })
  @ApiOkResponse({ type: [KnownPropertyView] })
  properties(@SignedIn() who: SignedInMember, @Query() query: LookUpQuery): Promise<KnownPropertyView[]> {
    return this.lookUp.properties(who.agency, readRequest(LookUpQuery, query).search);
  }
}
