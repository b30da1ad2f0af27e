import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ExchangeRefused } from '../errors';

const statusOf: Readonly<Record<ExchangeRefused['code'], number>> = {
  notFound: 404,
  invalid: 422,
  conflict: 409,
  forbidden: 403,
  unauthorized: 401,
  expired: 410,
};

/** What the exchange refuses, as problem details (RFC 9457). */
@Catch(ExchangeRefused)
export class ExchangeRefusedFilter implements ExceptionFilter<ExchangeRefused> {
  catch(refused: ExchangeRefused, host: ArgumentsHost): void {
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const status = statusOf[refused.code];
    if (status === 401) void reply.header('www-authenticate', 'Bearer');
    const problems = Array.isArray(refused.facts.problems) ? refused.facts.problems : [];
    void reply
      .status(status)
      .header('content-type', 'application/problem+json')
      .send({ type: 'about:blank', title: refused.code, status, detail: refused.message, ...refused.facts, problems });
  }
}
