import { randomBytes } from 'node:crypto';
import { RedirectAddress, signInCookie } from '#connections';
import { Body, Get, HttpCode, Param, Patch, Post, Req, Res } from '@nestjs/common';
import { ApiBody, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiSecurity } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { readRequest } from '../api-problems/read-request';
import { Needs } from '../sign-in/rights';
import { DeskController } from '../sign-in/desk-route';
import { isSecure } from '../sign-in/session-cookie';
import { SignedIn, type SignedInMember } from '../sign-in/signed-in';
import { ChangeConnections } from './change-connections';
import { AddConnectionRequest, ChangeConnectionRequest, PromoteConnectionRequest } from './connection-requests';
import { ConnectionsView, ConnectionTestView, ConnectionView, DriftView, VendorSignInView } from './connection-views';
import { DeskConnections } from './desk-connections';

/** Back offices and websites that are reached over a vendor's own API. */
@Needs('runExchange')
@DeskController('api/connections', 'Connections')
export class ConnectionsController {
  constructor(
    private readonly connections: DeskConnections,
    private readonly changes: ChangeConnections,
    private readonly redirect: RedirectAddress,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'listConnections', summary: 'Connections and what each is doing' })
  @ApiOkResponse({ type: ConnectionsView })
  async list(@SignedIn() who: SignedInMember): Promise<ConnectionsView> {
    return { connections: await this.connections.list(who.agency) };
  }

  @Post()
  @ApiOperation({ operationId: 'addConnection', summary: 'Sets a connection up' })
  @ApiSecurity('csrf')
  @ApiBody({ type: AddConnectionRequest })
  @ApiCreatedResponse({ type: ConnectionView })
  async add(@SignedIn() who: SignedInMember, @Body() body: unknown): Promise<ConnectionView> {
    return this.connections.one(who.agency, await this.changes.add(who, body));
  }

  @Get(':id')
  @ApiOperation({ operationId: 'readConnection', summary: 'One connection with everything that is known' })
  @ApiOkResponse({ type: ConnectionView })
  read(@SignedIn() who: SignedInMember, @Param('id') id: string): Promise<ConnectionView> {
    return this.connections.one(who.agency, id);
  }

  @Patch(':id')
  @ApiOperation({ operationId: 'changeConnection', summary: 'Enters other settings' })
  @ApiSecurity('csrf')
  @ApiBody({ type: ChangeConnectionRequest })
  @ApiOkResponse({ type: ConnectionView })
  async change(@SignedIn() who: SignedInMember, @Param('id') id: string, @Body() body: unknown): Promise<ConnectionView> {
    await this.changes.change(who, id, body);
    return this.connections.one(who.agency, id);
  }

  @Post(':id/test')
  @HttpCode(200)
  @ApiOperation({ operationId: 'testConnection', summary: 'Asks the vendor something harmless' })
  @ApiSecurity('csrf')
  @ApiOkResponse({ type: ConnectionTestView })
  test(@SignedIn() who: SignedInMember, @Param('id') id: string): Promise<ConnectionTestView> {
    return this.connections.test(who.agency, id);
  }

  @Post(':id/promote')
  @HttpCode(200)
  @ApiOperation({ operationId: 'promoteConnection', summary: 'Goes to another version of its pack; events under way end on theirs' })
  @ApiSecurity('csrf')
  @ApiBody({ type: PromoteConnectionRequest })
  @ApiOkResponse({ type: ConnectionView })
  async promote(@SignedIn() who: SignedInMember, @Param('id') id: string, @Body() body: unknown): Promise<ConnectionView> {
    await this.changes.promote(who, id, readRequest(PromoteConnectionRequest, body));
    return this.connections.one(who.agency, id);
  }

  @Post(':id/roll-back')
  @HttpCode(200)
  @ApiOperation({ operationId: 'rollBackConnection', summary: 'Goes back to the version before the last promotion' })
  @ApiSecurity('csrf')
  @ApiOkResponse({ type: ConnectionView })
  async rollBack(@SignedIn() who: SignedInMember, @Param('id') id: string): Promise<ConnectionView> {
    await this.changes.rollBack(who, id);
    return this.connections.one(who.agency, id);
  }

  @Post(':id/sign-in')
  @HttpCode(200)
  @ApiOperation({ operationId: 'signInAtVendor', summary: 'Begins a sign-in at the vendor, good once and for ten minutes' })
  @ApiSecurity('csrf')
  @ApiOkResponse({ type: VendorSignInView })
  async signIn(
    @SignedIn() who: SignedInMember,
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<VendorSignInView> {
    const browser = randomBytes(32).toString('base64url');
    const { address, expiresAt, tag } = await this.changes.signIn(who, id, { redirectUri: this.redirect.seenBy(request), browser });
    void reply.header('set-cookie', signInCookie(tag, browser, isSecure(request)));
    return { address, expiresAt };
  }

  @Post(':id/pause')
  @HttpCode(200)
  @ApiOperation({ operationId: 'pauseConnection', summary: 'Asks, reads and sweeps nothing until resumed; what is for it waits' })
  @ApiSecurity('csrf')
  @ApiOkResponse({ type: ConnectionView })
  async pause(@SignedIn() who: SignedInMember, @Param('id') id: string): Promise<ConnectionView> {
    await this.changes.pause(who, id);
    return this.connections.one(who.agency, id);
  }

  @Post(':id/resume')
  @HttpCode(200)
  @ApiOperation({ operationId: 'resumeConnection', summary: 'Goes on after a pause' })
  @ApiSecurity('csrf')
  @ApiOkResponse({ type: ConnectionView })
  async resume(@SignedIn() who: SignedInMember, @Param('id') id: string): Promise<ConnectionView> {
    await this.changes.resume(who, id);
    return this.connections.one(who.agency, id);
  }

  @Get(':id/drift')
  @ApiOperation({ operationId: 'readDrift', summary: 'What the vendor holds otherwise than it was written' })
  @ApiOkResponse({ type: DriftView })
  drift(@SignedIn() who: SignedInMember, @Param('id') id: string): Promise<DriftView> {
    return this.connections.drift(who.agency, id);
  }
}
