import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { LeadDeskModule } from './lead-desk.module';

/** The OpenAPI description of the lead desk's own API, also where it shares a process with other apps. */
export function describeLeadDesk(
  app: INestApplication,
  include: Parameters<typeof SwaggerModule.createDocument>[2] = { include: [LeadDeskModule] },
): OpenAPIObject {
  const about = new DocumentBuilder()
    .setTitle('Lead desk')
    .setDescription('The API of the lead desk screens. Sign in first; every change sends the csrf token of the session as x-csrf-token.')
    .setVersion('1')
    .addCookieAuth('lead_desk_session', { type: 'apiKey', in: 'cookie', name: 'lead_desk_session' }, 'session')
    .addApiKey({ type: 'apiKey', in: 'header', name: 'x-csrf-token' }, 'csrf')
    .build();
  return SwaggerModule.createDocument(app, about, include);
}
