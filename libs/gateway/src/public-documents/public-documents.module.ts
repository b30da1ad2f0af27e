import { type DynamicModule, Inject, Module, type ModuleMetadata, type OnModuleInit, type Provider } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { NoPublicKeys, PublicKeySet } from '../ports';
import { documentRoutes } from './document-routes';

export interface PublicDocumentsOptions {
  /** Absolute path of the folder with `events/…` and the AsyncAPI document. */
  readonly schemasFolder: string;
  readonly imports?: ModuleMetadata['imports'];
  /** Binds `PublicKeySet` once something signs with keys of its own; until then the set is empty. */
  readonly publicKeySet?: Provider<PublicKeySet>;
}

const folder = Symbol('folder of what is published');

/** What integrators read without a key: `/asyncapi.json`, `/schemas/…`, `/.well-known/jwks.json`. `describeHttp` adds the rest. */
@Module({})
export class PublicDocumentsModule implements OnModuleInit {
  constructor(
    @Inject(HttpAdapterHost) private readonly host: HttpAdapterHost,
    @Inject(PublicKeySet) private readonly keySet: PublicKeySet,
    @Inject(folder) private readonly schemasFolder: string,
  ) {}

  static from(options: PublicDocumentsOptions): DynamicModule {
    return {
      module: PublicDocumentsModule,
      imports: options.imports,
      providers: [
        options.publicKeySet ?? { provide: PublicKeySet, useClass: NoPublicKeys },
        { provide: folder, useValue: options.schemasFolder },
      ],
    };
  }

  async onModuleInit(): Promise<void> {
    await this.host.httpAdapter.getInstance<FastifyInstance>().register(documentRoutes(this.schemasFolder, this.keySet));
  }
}
