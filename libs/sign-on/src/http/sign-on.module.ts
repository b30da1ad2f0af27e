import { type DynamicModule, Inject, Module, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { SigningKeys } from '../keys/signing-keys';
import { AskForLink } from '../links/ask-for-link';
import { SignOnList } from '../links/sign-on-list';
import type { OpenSignOn } from '../open-sign-on';
import { Products } from '../setting-up/products';
import { linkRoute } from './link-route';
import { ProductsController } from './products-controller';
import { PublicUrl } from './public-url';
import { SignOnController } from './sign-on-controller';

const opened = Symbol('sign-on');

/** Serves sign-on: links for websites, the way in for their customers, products and keys for operators. */
@Module({})
export class SignOnModule implements OnModuleInit {
  constructor(
    @Inject(HttpAdapterHost) private readonly host: HttpAdapterHost,
    @Inject(opened) private readonly open: OpenSignOn,
  ) {}

  static over(open: OpenSignOn): DynamicModule {
    return {
      module: SignOnModule,
      controllers: [SignOnController, ProductsController],
      providers: [
        { provide: opened, useValue: open },
        { provide: Products, useValue: open.products },
        { provide: SigningKeys, useValue: open.keys },
        { provide: AskForLink, useValue: open.ask },
        { provide: SignOnList, useValue: open.list },
        { provide: PublicUrl, useValue: new PublicUrl(open.publicUrl) },
      ],
    };
  }

  async onModuleInit(): Promise<void> {
    await this.host.httpAdapter.getInstance<FastifyInstance>().register(linkRoute(this.open.redeem, this.open.onTrouble));
  }
}
