import { Catch, type RpcExceptionFilter } from '@nestjs/common';
import { type Observable, throwError } from 'rxjs';

/**
 * `@UseFilters(FailuresAsTheyAre)` on a controller of batches: what a handler throws reaches the incident as it is. Without it
 * Nest logs the error itself and hands on the words "Internal server error".
 */
@Catch()
export class FailuresAsTheyAre implements RpcExceptionFilter {
  catch(failure: unknown): Observable<never> {
    return throwError(() => failure);
  }
}
