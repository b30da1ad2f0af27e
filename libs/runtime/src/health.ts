export interface HealthCheck {
  readonly name: string;
  check(): Promise<{ ok: boolean; warnings: string[] }>;
}

/** Whether a process can do its work, and what is missing where it cannot. */
export class Health {
  private readonly checks: HealthCheck[] = [];

  add(check: HealthCheck): void {
    this.checks.push(check);
  }

  async ready(): Promise<{ ok: boolean; missing: string[]; warnings: string[] }> {
    const missing: string[] = [];
    const warnings: string[] = [];
    for (const { name, check } of this.checks) {
      const state = await check().catch((error: unknown) => ({
        ok: false,
        warnings: [error instanceof Error ? error.message : String(error)],
      }));
      if (!state.ok) missing.push(name);
      warnings.push(...state.warnings);
    }
    return { ok: missing.length === 0, missing, warnings };
  }
}
