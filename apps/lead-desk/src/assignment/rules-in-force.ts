import type { DistributionRule } from '#lead';
import type { EntityManager } from 'typeorm';

export interface RuleInForce {
  readonly rule: DistributionRule;
  /** Whose it is: an office's own goes before its company's (F1). */
  readonly of: 'office' | 'company';
}

/** The rule by which leads of an office are given out; nothing where neither the office nor its company has one switched on. */
export async function ruleInForce(manager: EntityManager, agency: string, office: string): Promise<RuleInForce | undefined> {
  const rows: { office: string; active: boolean; rule: DistributionRule }[] = await manager.query(
    `select office, active, rule from lead_desk.distribution_rules where agency = $1 and office = any($2) order by office desc`,
    [agency, office === '' ? [''] : [office, '']],
  );
  // An office that switched its own off follows its company's.
  const found = rows.find(({ active }) => active);
  return found && { rule: found.rule, of: found.office === '' ? 'company' : 'office' };
}
