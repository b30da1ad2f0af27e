import { Body, Get, HttpCode, Param, Patch, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiSecurity } from '@nestjs/swagger';
import { readRequest } from '../api-problems/read-request';
import { DeskController } from '../sign-in/desk-route';
import { Needs } from '../sign-in/rights';
import { SignedIn, type SignedInMember } from '../sign-in/signed-in';
import { Members } from './members';
import { Offices } from './offices';
import { Team } from './team';
import { AddOfficeRequest, ChangeMemberRequest, ChangeOfficeRequest, InviteMemberRequest } from './team-requests';
import { MemberView, OfficeView, TeamView } from './team-views';

/** Members, offices and invitations. */
@DeskController('api/team', 'Team')
@Needs('manageTeam')
export class TeamController {
  constructor(
    private readonly team: Team,
    private readonly members: Members,
    private readonly offices: Offices,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'readTeam', summary: 'Members and offices' })
  @ApiOkResponse({ type: TeamView })
  read(@SignedIn() { agency }: SignedInMember): Promise<TeamView> {
    return this.team.read(agency);
  }

  @Post('offices')
  @ApiOperation({ operationId: 'addOffice', summary: 'Adds an office' })
  @ApiSecurity('csrf')
  @ApiCreatedResponse({ type: OfficeView })
  addOffice(@SignedIn() who: SignedInMember, @Body() body: AddOfficeRequest): Promise<OfficeView> {
    return this.offices.add(who, readRequest(AddOfficeRequest, body));
  }

  @Patch('offices/:id')
  @ApiOperation({ operationId: 'changeOffice', summary: 'Changes an office; refused where somebody was faster' })
  @ApiSecurity('csrf')
  @ApiOkResponse({ type: OfficeView })
  changeOffice(@SignedIn() who: SignedInMember, @Param('id') id: string, @Body() body: ChangeOfficeRequest): Promise<OfficeView> {
    return this.offices.change(who, id, readRequest(ChangeOfficeRequest, body));
  }

  @Post('members')
  @ApiOperation({ operationId: 'inviteMember', summary: 'Makes a member and mails them a link to choose a password' })
  @ApiSecurity('csrf')
  @ApiCreatedResponse({ type: MemberView })
  invite(@SignedIn() who: SignedInMember, @Body() body: InviteMemberRequest): Promise<MemberView> {
    return this.members.invite(who, readRequest(InviteMemberRequest, body));
  }

  @Patch('members/:id')
  @ApiOperation({ operationId: 'changeMember', summary: 'Changes a member; refused where somebody was faster' })
  @ApiSecurity('csrf')
  @ApiOkResponse({ type: MemberView })
  change(@SignedIn() who: SignedInMember, @Param('id') id: string, @Body() body: ChangeMemberRequest): Promise<MemberView> {
    return this.members.change(who, id, readRequest(ChangeMemberRequest, body));
  }

  @Post('members/:id/invitation')
  @HttpCode(200)
  @ApiOperation({ operationId: 'inviteAgain', summary: 'Mails the invitation once more' })
  @ApiSecurity('csrf')
  @ApiOkResponse({ type: MemberView })
  inviteAgain(@SignedIn() who: SignedInMember, @Param('id') id: string): Promise<MemberView> {
    return this.members.inviteAgain(who, id);
  }

  @Post('members/:id/disable')
  @HttpCode(200)
  @ApiOperation({ operationId: 'disableMember', summary: 'Keeps a member from signing in, and ends their sessions' })
  @ApiSecurity('csrf')
  @ApiOkResponse({ type: MemberView })
  disable(@SignedIn() who: SignedInMember, @Param('id') id: string): Promise<MemberView> {
    return this.members.disable(who, id);
  }

  @Post('members/:id/enable')
  @HttpCode(200)
  @ApiOperation({ operationId: 'enableMember', summary: 'Lets a member sign in again' })
  @ApiSecurity('csrf')
  @ApiOkResponse({ type: MemberView })
  enable(@SignedIn() who: SignedInMember, @Param('id') id: string): Promise<MemberView> {
    return this.members.enable(who, id);
  }
}
