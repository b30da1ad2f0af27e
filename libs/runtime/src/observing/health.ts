import { Controller, Get, Header, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';

export interface CheckResult {
  readonly ok: boolean;
  /** What is missing, in a sentence, when not ok. */
  readonly missing?: string;
  /** What works but should be better, such as too few replicas. */
  readonly warnings?: readonly string[];
}

export interface HealthReport {
  readonly status: 'ok' | 'notReady';
  readonly missing: readonly { check: string; sentence: string }[];
  readonly warnings: readonly { check: string; sentence: string }[];
}

export type HealthCheck = () => CheckResult | Promise<CheckResult>;

const checkLimitMs = 3_000;

/** What this process needs to do its work, each under a name, asked when somebody wants to know. */
export class Health {
  private readonly checks = new Map<string, HealthCheck>();
  private stopping = false;

  add(name: string, check: HealthCheck): this {
    this.checks.set(name, check);
    return this;
  }

  /** From now on not ready, so that a load balancer looks elsewhere. */
  sayStopping(): void {
    this.stopping = true;
  }

  async ready(): Promise<HealthReport> {
    const results = await Promise.all([...this.checks].map(async ([name, check]) => ({ name, result: await answerOf(name, check) })));
    const missing = results
      .filter(({ result }) => !result.ok)
      .map(({ name, result }) => ({ check: name, sentence: result.missing ?? `${name} does not work` }));
    if (this.stopping) missing.push({ check: 'process', sentence: 'The process is stopping' });
    const warnings = results.flatMap(({ name, result }) => (result.warnings ?? []).map((sentence) => ({ check: name, sentence })));
    return { status: missing.length === 0 ? 'ok' : 'notReady', missing, warnings };
  }
}

/** A check that throws or hangs is one that fails: the probe must answer in any case. */
async function answerOf(name: string, check: HealthCheck): Promise<CheckResult> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<CheckResult>((resolve) => {
    timer = setTimeout(() => resolve({ ok: false, missing: `${name} did not answer within ${checkLimitMs / 1000} s` }), checkLimitMs);
  });
  try {
    return await Promise.race([Promise.resolve().then(check), late]);
  } catch (error) {
    return { ok: false, missing: `${name}: ${error instanceof Error ? error.message : String(error)}` };
  } finally {
    clearTimeout(timer);
  }
}

@Controller('health')
export class HealthController {
  constructor(@Inject(Health) private readonly health: Health) {}

  /** Answers as long as the event loop turns; says nothing about what the process needs. */
  @Get('live')
  @Header('cache-control', 'no-store')
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  @Get('ready')
  @Header('cache-control', 'no-store')
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<HealthReport> {
    const report = await this.health.ready();
    reply.status(report.status === 'ok' ? 200 : 503);
    return report;
  }
}
