import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { pondsQuery } from '../ponds/pond-queries';
import { t } from '../words/words';
import type { RuleForm } from './rule-form';

interface PondChoiceProps {
  form: RuleForm;
  /** Whose rule it is; none is the company's. */
  office: string | undefined;
  error: string | undefined;
  change(more: Partial<RuleForm>): void;
}

/** The pond that takes all leads, or those that nobody took: one of the office, or of the company. */
export function PondChoice({ form, office, error, change }: PondChoiceProps) {
  const { data: ponds = [] } = useQuery(pondsQuery);
  const all = form.method === 'pond';
  const data = ponds.filter((pond) => pond.office === null || pond.office === office).map(({ id, name }) => ({ value: id, label: name }));
  return (
    <Select
      label={t(all ? 'distribution.pond' : 'distribution.thenPond')}
      description={t(data.length === 0 ? 'distribution.noPond' : all ? 'distribution.pondHelp' : 'distribution.thenPondHelp')}
      placeholder={t(all ? 'distribution.choosePond' : 'distribution.managersHave')}
      clearable={!all}
      allowDeselect={!all}
      data={data}
      value={form.pond}
      error={error}
      onChange={(pond) => change({ pond })}
    />
  );
}
