import type { DistributionRuleView, RuleRequest } from '../generated';

/** A rule as the fields of the form hold it. */
export interface RuleForm {
  active: boolean;
  method: RuleRequest['method'];
  acceptWithinMinutes: number | '';
  mostOffers: number | '';
  capPerDay: number | '';
  stickyAgent: boolean;
  listingAgent: boolean;
  zone: string;
  from: string;
  until: string;
  days: 'weekdays' | 'anyDay';
  holidays: string;
  pond: string | null;
}

export function formOf(rule: DistributionRuleView | undefined, active: boolean, zone: string): RuleForm {
  return {
    active,
    method: rule?.method ?? 'roundRobin',
    acceptWithinMinutes: rule ? (rule.acceptWithinMinutes ?? '') : 30,
    mostOffers: rule?.mostOffers ?? 3,
    capPerDay: rule?.capPerDay ?? '',
    stickyAgent: rule?.stickyAgent ?? true,
    listingAgent: rule?.listingAgent ?? false,
    zone: rule?.hours.zone ?? zone,
    from: rule ? (rule.hours.hours?.from ?? '') : '08:00',
    until: rule ? (rule.hours.hours?.until ?? '') : '18:00',
    days: rule?.hours.days ?? 'weekdays',
    holidays: rule?.hours.holidays.join('\n') ?? '',
    pond: rule?.pond ?? null,
  };
}

export function ruleIn(form: RuleForm): RuleRequest {
  const none = form.from === '' && form.until === '';
  return {
    method: form.method,
    acceptWithinMinutes: form.acceptWithinMinutes === '' ? null : form.acceptWithinMinutes,
    mostOffers: form.mostOffers === '' ? 0 : form.mostOffers,
    capPerDay: form.capPerDay === '' ? null : form.capPerDay,
    stickyAgent: form.stickyAgent,
    listingAgent: form.listingAgent,
    pond: form.method === 'manual' ? null : form.pond,
    hours: {
      zone: form.zone.trim(),
      hours: none ? null : { from: form.from, until: form.until },
      days: form.days,
      holidays: form.holidays.split(/\s+/u).filter((day) => day !== ''),
    },
  };
}

/** The field of the form that a problem of the API is about. */
export function fieldOf(path: string): keyof RuleForm | undefined {
  const fields: readonly (readonly [string, keyof RuleForm])[] = [
    ['/rule/hours/hours/until', 'until'],
    ['/rule/hours/hours', 'from'],
    ['/rule/hours/zone', 'zone'],
    ['/rule/hours/holidays', 'holidays'],
    ['/rule/hours/days', 'days'],
    ['/rule/acceptWithinMinutes', 'acceptWithinMinutes'],
    ['/rule/capPerDay', 'capPerDay'],
    ['/rule/mostOffers', 'mostOffers'],
    ['/rule/method', 'method'],
    ['/rule/pond', 'pond'],
  ];
  return fields.find(([start]) => path.startsWith(start))?.[1];
}
