import { applyDecorators, Controller, SetMetadata, UseFilters, UseGuards } from '@nestjs/common';
import { ApiCookieAuth, ApiDefaultResponse, ApiExtraModels, ApiTags, getSchemaPath } from '@nestjs/swagger';
import { ProblemFilter } from '../api-problems/problem-filter';
import { ProblemView } from '../api-problems/problem-view';
import { SessionGuard } from './session-guard';

export const openToAll = 'lead-desk:open-to-all';

/** A route that is asked before anybody is signed in. */
export const OpenToAll = (): MethodDecorator => SetMetadata(openToAll, true);

/** A controller of the lead desk: behind the session guard, refusing with problem documents. */
export function DeskController(path: string, tag: string): ClassDecorator {
  return applyDecorators(
    Controller(path),
    UseGuards(SessionGuard),
    UseFilters(ProblemFilter),
    ApiTags(tag),
    ApiCookieAuth('session'),
    ApiExtraModels(ProblemView),
    ApiDefaultResponse({
      description: 'Refused, with what to do',
      content: { 'application/problem+json': { schema: { $ref: getSchemaPath(ProblemView) } } },
    }),
  );
}
