import { ExchangeRefused } from '#delivery';
import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { DeskRefusal } from './desk-refusal';
import { refusalOf } from './exchange-refusal';
import type { ProblemView } from './problem-view';

/** Says every refusal of the lead desk as application/problem+json; what is unexpected is logged, not told. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly log = new Logger('lead-desk');

  catch(error: unknown, host: ArgumentsHost): void {
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    if (reply.sent) return;
    const problem = this.problemOf(error);
    if (error instanceof DeskRefusal && error.retryAfterSeconds !== undefined)
      void reply.header('retry-after', String(error.retryAfterSeconds));
    void reply.code(problem.status).type('application/problem+json; charset=utf-8').send(JSON.stringify(problem));
  }

  private problemOf(thrown: unknown): ProblemView {
    const error = thrown instanceof ExchangeRefused ? refusalOf(thrown) : thrown;
    if (error instanceof DeskRefusal) {
      return {
        ...error.facts,
        type: 'about:blank',
        title: error.title,
        status: error.status,
        detail: error.message,
        problems: [...error.problems],
      };
    }
    if (error instanceof HttpException && error.getStatus() < 500) {
      return {
        type: 'about:blank',
        title: 'Refused',
        status: error.getStatus(),
        detail: error.message,
        problems: [{ path: '', rule: 'http', message: error.message }],
      };
    }
    this.log.error({ err: error }, 'A request to the lead desk failed');
    const detail = 'Something went wrong here; nothing of yours was lost. Try again, and tell an administrator if it stays.';
    return { type: 'about:blank', title: 'Failed', status: 500, detail, problems: [{ path: '', rule: 'internal', message: detail }] };
  }
}
