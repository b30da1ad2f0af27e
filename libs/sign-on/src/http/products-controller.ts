import { ExchangeRefusedFilter, Keys, operatorOnly, Participants } from '#delivery';
import { Body, Controller, Delete, Get, Headers, HttpCode, Inject, Param, Patch, Post, Query, UseFilters } from '@nestjs/common';
import { SigningKeys } from '../keys/signing-keys';
import { Products } from '../setting-up/products';
import { changeIn, productIn } from './requests';
import { demandedAgency } from './sign-on-controller';

/** The products of an agency and the keys of the bridge, by operator key. */
@Controller('v1')
@UseFilters(ExchangeRefusedFilter)
export class ProductsController {
  constructor(
    @Inject(Keys) private readonly keys: Keys,
    @Inject(Participants) private readonly participants: Participants,
    @Inject(Products) private readonly products: Products,
    @Inject(SigningKeys) private readonly signing: SigningKeys,
  ) {}

  @Get('sign-on-products')
  async list(@Query('agency') agency?: string, @Headers('authorization') authorization?: string): Promise<object> {
    await operatorOnly(this.keys, authorization);
    const asked = demandedAgency(agency, '/v1/sign-on-products');
    await this.participants.demandAgency(asked);
    return { products: await this.products.list(asked) };
  }

  @Post('sign-on-products')
  async add(@Body() body: unknown, @Headers('authorization') authorization?: string): Promise<object> {
    await operatorOnly(this.keys, authorization);
    return { product: await this.products.add(productIn(body)) };
  }

  @Patch('sign-on-products/:agency/:id')
  async change(
    @Param('agency') agency: string,
    @Param('id') id: string,
    @Body() body: unknown,
    @Headers('authorization') authorization?: string,
  ): Promise<object> {
    await operatorOnly(this.keys, authorization);
    return { product: await this.products.change(demandedAgency(agency, '/v1/sign-on-products'), id, changeIn(body)) };
  }

  @Delete('sign-on-products/:agency/:id')
  @HttpCode(204)
  async remove(@Param('agency') agency: string, @Param('id') id: string, @Headers('authorization') authorization?: string): Promise<void> {
    await operatorOnly(this.keys, authorization);
    await this.products.remove(demandedAgency(agency, '/v1/sign-on-products'), id);
  }

  @Post('sign-on-keys/rotate')
  @HttpCode(200)
  async rotate(@Headers('authorization') authorization?: string): Promise<object> {
    await operatorOnly(this.keys, authorization);
    return this.signing.rotate();
  }
}
