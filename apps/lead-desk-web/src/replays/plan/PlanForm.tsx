import { Button, Group, Input, MultiSelect, NumberInput, Radio, Select, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { showTrouble } from '../../connections/connection-changes';
import classes from '../../connections/set-up/SetUp.module.css';
import { eventWords } from '../../events/event-columns';
import { planReplay, type ReplayRunView, type ReplayTargetView } from '../../generated';
import { PersonFilter } from '../../people/PersonFilter';
import { useSession } from '../../session/session';
import { t } from '../../words/words';
import { type PlanAddress, spans } from '../plan-address';
import { planBody, type PlanRest } from './plan-body';

interface PlanFormProps {
  targets: readonly ReplayTargetView[];
  address: PlanAddress;
  change(changes: Partial<PlanAddress>): void;
  planned(run: ReplayRunView): void;
}

/** The form of a plan; what it holds stands in the address. */
export function PlanForm({ targets, address, change, planned }: PlanFormProps) {
  const { agency } = useSession();
  const queries = useQueryClient();
  const [rest, setRest] = useState<PlanRest>({ from: '', until: '', days: 0 });
  const [asked, setAsked] = useState(false);
  const fill = address.fill !== undefined;
  const target = targets.find(({ id }) => id === address.target);
  const wrong = windowWrong(address, rest);
  const plan = useMutation({
    mutationFn: () => planReplay({ body: planBody(address, rest, agency.zone, Date.now()) }),
    onSuccess: (run) => {
      void queries.invalidateQueries({ queryKey: ['replays', 'list'] });
      planned(run);
    },
    onError: showTrouble,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (target && !wrong) plan.mutate();
  };
  return (
    <form noValidate className={classes.form} onSubmit={submit}>
      <Radio.Group
        label={t('replays.what')}
        value={fill ? 'fill' : 'replay'}
        onChange={(kind) => change({ fill: kind === 'fill' ? 'true' : undefined })}
      >
        <div className={classes.choices}>
          <Radio value="replay" label={t('replays.replayIt')} description={t('replays.replayAbout')} />
          <Radio value="fill" label={t('replays.fillIt')} description={t('replays.fillAbout')} />
        </div>
      </Radio.Group>
      <Select
        label={t('replays.target')}
        data={targets.map(({ id, name }) => ({ value: id, label: name }))}
        value={target?.id ?? null}
        onChange={(id) => change({ target: id ?? undefined, type: undefined })}
        error={targets.length === 0 ? t('replays.noTarget') : asked && !target ? t('replays.targetMissing') : undefined}
      />
      <Input.Wrapper label={t('replays.whom')} description={t('replays.whomAbout')} labelElement="div">
        <Group mt="xs">
          <PersonFilter chosen={address.person} onChoose={(person) => change({ person })} />
        </Group>
      </Input.Wrapper>
      <MultiSelect
        label={t('replays.typesLabel')}
        placeholder={address.type ? undefined : t('replays.typesAll')}
        data={(target?.types ?? []).map((type) => ({ value: type, label: eventWords(type) }))}
        value={(address.type ?? []).filter((type) => target?.types.includes(type))}
        onChange={(type) => change({ type: type.length > 0 ? type : undefined })}
        disabled={!target}
        searchable
        clearable
        clearButtonProps={{ 'aria-label': t('list.clear') }}
      />
      {fill ? (
        <NumberInput
          label={t('replays.days')}
          description={t('replays.daysAbout')}
          min={0}
          max={3650}
          allowDecimal={false}
          value={rest.days}
          onChange={(days) => setRest({ ...rest, days: Number(days) || 0 })}
        />
      ) : (
        <Window address={address} change={change} rest={rest} setRest={setRest} zone={agency.zone} error={asked && wrong} />
      )}
      <div className={classes.foot}>
        <Button type="submit" loading={plan.isPending}>
          {t('replays.go')}
        </Button>
      </div>
    </form>
  );
}

/** Whether an end was entered that is not later than the beginning. */
const windowWrong = ({ span }: PlanAddress, { from, until }: PlanRest): boolean =>
  span === 'own' && from !== '' && until !== '' && from >= until;

interface WindowProps extends Pick<PlanFormProps, 'address' | 'change'> {
  rest: PlanRest;
  setRest(rest: PlanRest): void;
  zone: string;
  error: boolean;
}

function Window({ address: { span = 'week' }, change, rest, setRest, zone, error }: WindowProps) {
  return (
    <div className={classes.group}>
      <Select
        label={t('replays.when')}
        data={spans.map((value) => ({ value, label: t(`replays.span.${value}`) }))}
        value={span}
        onChange={(chosen) => change({ span: spans.find((one) => one === chosen) })}
        allowDeselect={false}
      />
      {span === 'own' && (
        <Group grow align="flex-start">
          {(['from', 'until'] as const).map((end) => (
            <TextInput
              key={end}
              type="datetime-local"
              label={t(`replays.${end}`)}
              description={t('replays.timeIn', { zone })}
              value={rest[end]}
              onChange={(event) => setRest({ ...rest, [end]: event.currentTarget.value })}
              error={end === 'until' && error ? t('replays.wrongWindow') : undefined}
            />
          ))}
        </Group>
      )}
    </div>
  );
}
