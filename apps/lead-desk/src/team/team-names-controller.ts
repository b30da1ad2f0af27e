import { Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { DeskController } from '../sign-in/desk-route';
import { Needs } from '../sign-in/rights';
import { SignedIn, type SignedInMember } from '../sign-in/signed-in';
import { Team } from './team';
import { TeamNamesView } from './team-views';

/** The names of colleagues and offices, for everybody who works leads. */
@DeskController('api/team/names', 'Team')
@Needs('workLeads')
export class TeamNamesController {
  constructor(private readonly team: Team) {}

  @Get()
  @ApiOperation({ operationId: 'readTeamNames', summary: 'Who there is, and which offices' })
  @ApiOkResponse({ type: TeamNamesView })
  read(@SignedIn() { agency }: SignedInMember): Promise<TeamNamesView> {
    return this.team.names(agency);
  }
}
