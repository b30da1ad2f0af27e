import { ExchangeRefusedFilter, Keys, operatorOnly } from '#delivery';
import { Controller, Headers, HttpCode, Inject, Param, Post, Req, UseFilters } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { VendorSignIns } from '../setting-up/vendor-sign-ins';
import { RedirectAddress } from './redirect-address';

/** Begins sign-ins at vendors, by operator key. The address may be opened in any browser, so it is to be given to nobody else. */
@Controller('v1')
@UseFilters(ExchangeRefusedFilter)
export class VendorSignInsController {
  constructor(
    @Inject(Keys) private readonly keys: Keys,
    @Inject(VendorSignIns) private readonly signIns: VendorSignIns,
    @Inject(RedirectAddress) private readonly redirect: RedirectAddress,
  ) {}

  @Post('connections/:agency/:id/sign-in')
  @HttpCode(200)
  async begin(
    @Param('agency') agency: string,
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Headers('authorization') authorization?: string,
  ): Promise<object> {
    await operatorOnly(this.keys, authorization);
    const { address, expiresAt } = await this.signIns.begin(agency, id, { who: 'operator', redirectUri: this.redirect.seenBy(request) });
    return { address, expiresAt };
  }
}
