import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { eventExamples } from './event-examples';
import { eventsOperation } from './events-operation';

export interface HttpDescription {
  readonly title: string;
  readonly version: string;
  /** Absolute path of the folder with `events/…`, from which the examples are taken. */
  readonly schemasFolder: string;
  /** True where the app takes events. */
  readonly takesEvents: boolean;
}

/**
 * Serves `/openapi.json` and, from files of this installation only, `/docs`. Call after `NestFactory.create` and before
 * `listen`. Every controller of the app is described by its own decorators; `POST /v1/events`, which is no controller, here.
 */
export function describeHttp(app: INestApplication, description: HttpDescription): void {
  const build = (): OpenAPIObject => {
    const config = new DocumentBuilder()
      .setTitle(description.title)
      .setVersion(description.version)
      .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'The key of a participant, or of an operator.' }, 'key')
      .build();
    const document = SwaggerModule.createDocument(app, config);
    if (description.takesEvents) document.paths['/v1/events'] = { post: eventsOperation(eventExamples(description.schemasFolder)) };
    return document;
  };
  SwaggerModule.setup('docs', app, build, { jsonDocumentUrl: '/openapi.json', raw: ['json'], customSiteTitle: description.title });
}
