import { Radio } from '@mantine/core';
import type { RuleRequest } from '../generated';
import { t } from '../words/words';
import classes from './Distribution.module.css';

const methods = [
  'roundRobin',
  'random',
  'leastLeads',
  'firstToClaim',
  'pond',
  'manual',
] as const satisfies readonly RuleRequest['method'][];

/** The methods, each with what it does. */
export function MethodChoice({ value, onChange }: { value: RuleRequest['method']; onChange(method: RuleRequest['method']): void }) {
  return (
    <Radio.Group
      label={t('distribution.method')}
      value={value}
      onChange={(chosen) => onChange(methods.find((one) => one === chosen) ?? value)}
    >
      <div className={classes.methods}>
        {methods.map((method) => (
          <Radio
            key={method}
            value={method}
            className={classes.method}
            label={t(`distribution.methods.${method}.name`)}
            description={t(`distribution.methods.${method}.about`)}
          />
        ))}
      </div>
    </Radio.Group>
  );
}
