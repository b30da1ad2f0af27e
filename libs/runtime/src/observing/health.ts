export interface CheckResult {
  readonly ok: boolean;
  /** What is missing, in a sentence, when not ok. */
  readonly missing?: string;
  /** What works but should be better, such as too few replicas. */
  readonly warnings?: readonly string[];
}

export interface HealthReport {
  readonly ok: boolean;
  /** One sentence each. */
  readonly missing: string[];
  readonly warnings: string[];
}

/** `check` may throw: what it says is then what is missing. */
export interface HealthCheck {
  readonly name: string;
  check(): CheckResult | Promise<CheckResult>;
}

const checkLimitMs = 3_000;

/** What this process needs to do its work, each under a name, asked when somebody wants to know. */
export class Health {
  private readonly checks: HealthCheck[] = [];
  private stopping = false;

  add(check: HealthCheck): this {
    this.checks.push(check);
    return this;
  }

  /** From now on not ready, so that a load balancer looks elsewhere. */
  sayStopping(): void {
    this.stopping = true;
  }

  async ready(): Promise<HealthReport> {
    const results = await Promise.all(this.checks.map(async (check) => ({ name: check.name, ...(await answerOf(check)) })));
    const missing = results.filter(({ ok }) => !ok).map(({ name, missing: sentence }) => sentence ?? `${name} does not work`);
    if (this.stopping) missing.push('the process is stopping');
    return { ok: missing.length === 0, missing, warnings: results.flatMap(({ warnings }) => warnings ?? []) };
  }
}

/** A check that throws or hangs is one that fails: the probe must answer in any case. */
async function answerOf({ name, check }: HealthCheck): Promise<CheckResult> {
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
