import { Body, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiBody, ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiSecurity } from '@nestjs/swagger';
import { readRequest } from '../api-problems/read-request';
import { Needs } from '../sign-in/rights';
import { DeskController } from '../sign-in/desk-route';
import { SignedIn, type SignedInMember } from '../sign-in/signed-in';
import { DeskSignOn } from './desk-sign-on';
import { AddProductRequest, ChangeProductRequest, SignOnLinksQuery } from './sign-on-requests';
import { ProductsView, ProductView, SignOnLinksView } from './sign-on-views';

/** Tracker products that confirmed owners are let into, and the links into them (P14). */
@Needs('runExchange')
@DeskController('api/sign-on', 'Sign-on')
export class SignOnController {
  constructor(private readonly signOn: DeskSignOn) {}

  @Get('products')
  @ApiOperation({ operationId: 'listProducts', summary: 'The tracker products of the agency' })
  @ApiOkResponse({ type: ProductsView })
  products(@SignedIn() who: SignedInMember): Promise<ProductsView> {
    return this.signOn.products(who.agency);
  }

  @Post('products')
  @ApiOperation({ operationId: 'addProduct', summary: 'Adds a product that owners may be let into' })
  @ApiSecurity('csrf')
  @ApiBody({ type: AddProductRequest })
  @ApiCreatedResponse({ type: ProductView })
  add(@SignedIn() who: SignedInMember, @Body() body: unknown): Promise<ProductView> {
    return this.signOn.add(who, body);
  }

  @Patch('products/:id')
  @ApiOperation({ operationId: 'changeProduct', summary: 'Changes what it is called, its audience or its address' })
  @ApiSecurity('csrf')
  @ApiBody({ type: ChangeProductRequest })
  @ApiOkResponse({ type: ProductView })
  change(@SignedIn() who: SignedInMember, @Param('id') id: string, @Body() body: unknown): Promise<ProductView> {
    return this.signOn.change(who, id, body);
  }

  @Delete('products/:id')
  @HttpCode(204)
  @ApiOperation({ operationId: 'removeProduct', summary: 'Lets nobody in there any more; links that are open go nowhere' })
  @ApiSecurity('csrf')
  @ApiNoContentResponse()
  remove(@SignedIn() who: SignedInMember, @Param('id') id: string): Promise<void> {
    return this.signOn.remove(who, id);
  }

  @Get('links')
  @ApiOperation({ operationId: 'listSignOnLinks', summary: 'Who asked to be let in where, and what came of it' })
  @ApiOkResponse({ type: SignOnLinksView })
  links(@SignedIn() who: SignedInMember, @Query() query: SignOnLinksQuery): Promise<SignOnLinksView> {
    return this.signOn.links(who.agency, readRequest(SignOnLinksQuery, query));
  }
}
