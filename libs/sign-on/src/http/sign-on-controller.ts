import { authorityOf, ExchangeRefused, ExchangeRefusedFilter, Keys, operatorOnly, Participants } from '#delivery';
import { Body, Controller, Get, Headers, Inject, Post, Query, Req, UseFilters } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { familyOf } from '../links/address-family';
import { AskForLink } from '../links/ask-for-link';
import { SignOnList } from '../links/sign-on-list';
import { PublicUrl } from './public-url';
import { pageIn, signOnIn } from './requests';

/** Links into products: asked for by websites, looked through by operators. */
@Controller('v1/sign-ons')
@UseFilters(ExchangeRefusedFilter)
export class SignOnController {
  constructor(
    @Inject(Keys) private readonly keys: Keys,
    @Inject(Participants) private readonly participants: Participants,
    @Inject(AskForLink) private readonly links: AskForLink,
    @Inject(SignOnList) private readonly signOns: SignOnList,
    @Inject(PublicUrl) private readonly publicUrl: PublicUrl,
  ) {}

  @Post()
  async ask(@Body() body: unknown, @Req() request: FastifyRequest, @Headers('authorization') authorization?: string): Promise<object> {
    const authority = await authorityOf(this.keys, authorization);
    if (authority.operator || authority.side !== 'website')
      throw new ExchangeRefused('forbidden', 'A website asks for its own customers, with its own key');
    return this.links.ask(authority, signOnIn(body), { base: this.publicUrl.seenBy(request), family: familyOf(request.ip) });
  }

  @Get()
  async list(
    @Query('agency') agency?: string,
    @Query('limit') limit?: string,
    @Query('before') before?: string,
    @Headers('authorization') authorization?: string,
  ): Promise<object> {
    await operatorOnly(this.keys, authorization);
    const asked = demandedAgency(agency, '/v1/sign-ons');
    await this.participants.demandAgency(asked);
    return { signOns: await this.signOns.list(asked, pageIn(limit, before)) };
  }
}

/** @throws ExchangeRefused `invalid` */
export function demandedAgency(agency: string | undefined, path: string): string {
  if (agency === undefined || !/^[a-z0-9][a-z0-9-]{0,62}$/u.test(agency))
    throw new ExchangeRefused('invalid', `agency names whose: ${path}?agency=ID`);
  return agency;
}
