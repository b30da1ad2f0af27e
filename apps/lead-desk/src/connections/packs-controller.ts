import { Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { Needs } from '../sign-in/rights';
import { DeskController } from '../sign-in/desk-route';
import { SignedIn, type SignedInMember } from '../sign-in/signed-in';
import { DeskConnections } from './desk-connections';
import { CapabilityMatrixView, PacksView } from './pack-views';

/** What connections can be made of, and what they can do. */
@Needs('runExchange')
@DeskController('api', 'Connections')
export class PacksController {
  constructor(private readonly connections: DeskConnections) {}

  @Get('packs')
  @ApiOperation({ operationId: 'listPacks', summary: 'Packs to choose from, with the settings each needs' })
  @ApiOkResponse({ type: PacksView })
  packs(@SignedIn() who: SignedInMember): Promise<PacksView> {
    return this.connections.packs(who.agency);
  }

  @Get('capabilities')
  @ApiOperation({ operationId: 'readCapabilities', summary: 'What every connection does with every row (P17)' })
  @ApiOkResponse({ type: CapabilityMatrixView })
  capabilities(@SignedIn() who: SignedInMember): Promise<CapabilityMatrixView> {
    return this.connections.matrix(who.agency);
  }
}
