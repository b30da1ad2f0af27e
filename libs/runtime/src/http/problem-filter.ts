import { randomBytes } from 'node:crypto';
import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Inject } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isError } from '../error-code';
import type { Logger } from '../observing/logger';
import { ProblemDetails, type ProblemDocument, problemMediaType, titleOf } from './problem-details';

const problemLog = Symbol('where unexpected errors are told');

/** Every error of a route as problem details; what is unexpected is told to the log, and the caller gets a number to ask by. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(@Inject(problemLog) private readonly log: Pick<Logger, 'error'>) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    if (reply.sent) return;
    const document = refusalOf(error) ?? this.unexpected(error, request);
    if (error instanceof ProblemDetails) void reply.headers(error.headers);
    void reply.code(document.status).type(problemMediaType).send(JSON.stringify(document));
  }

  private unexpected(error: unknown, request: FastifyRequest): ProblemDocument {
    const trace = traceOf(request);
    // The route's pattern, not the address: a query may hold what a person typed.
    this.log.error({ err: error, trace, route: request.routeOptions?.url, method: request.method }, 'a request failed');
    const detail = `Something went wrong here, and it is not your request. Try again; if it stays, ask the operator about ${trace}.`;
    return { type: 'urn:people-exchange:problem:internal', title: titleOf(500), status: 500, detail, trace, problems: [] };
  }
}

/** What was refused on purpose, by an app, by Nest or by the server under it; undefined for everything else. */
function refusalOf(error: unknown): ProblemDocument | undefined {
  if (error instanceof ProblemDetails) return error.document();
  if (!isError(error)) return undefined;
  const status = error instanceof HttpException ? error.getStatus() : 'statusCode' in error ? error.statusCode : undefined;
  if (typeof status !== 'number' || status < 400 || (status >= 500 && status !== 503)) return undefined;
  const code = 'code' in error && typeof error.code === 'string' ? error.code.replace(/^FST_(ERR_)?/, '').toLowerCase() : 'http';
  return { type: `urn:people-exchange:problem:${code}`, title: titleOf(status), status, detail: error.message, problems: [] };
}

/** The caller's own W3C trace where there is one, so that both sides find the same request. */
function traceOf(request: FastifyRequest): string {
  const sent = /^[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-/.exec(String(request.headers['traceparent'] ?? ''));
  return sent?.[1] ?? randomBytes(16).toString('hex');
}
