import { Button, NativeSelect } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { type FormEvent, useRef, useState } from 'react';
import { ScreenHead } from '../../frame/ScreenHead';
import { Section } from '../../frame/Section';
import { addLead } from '../../generated';
import { DeskProblem } from '../../session/desk-problem';
import { useSession } from '../../session/session';
import { t } from '../../words/words';
import { FieldInput } from '../FieldInput';
import { fieldGroups, type FieldName, groupNames } from '../lead-fields';
import { leadChoicesQuery, leadsChanged } from '../lead-queries';
import classes from '../Leads.module.css';
import { showLeadTrouble } from '../use-lead-acts';

type Values = Partial<Record<FieldName, string>>;
const begin: Values = { stage: 'uncontacted', rating: '0', intent: 'buy' };
const wide: ReadonlySet<FieldName> = new Set(['message', 'notes', 'property']);

/** A lead written down by hand; nothing is needed but one way to reach the person (B5). */
export function AddLeadScreen() {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { member } = useSession();
  const choices = useQuery(leadChoicesQuery);
  // One id however often the form is sent.
  const id = useRef(crypto.randomUUID());
  const [values, setValues] = useState<Values>(begin);
  const [assign, setAssign] = useState(member.role === 'agent' ? member.id : 'automatic');
  const [unreachable, setUnreachable] = useState(false);
  const add = useMutation({
    mutationFn: () => addLead({ body: { id: id.current, values: { ...values }, assign } }),
    onSuccess: ({ id: lead, joined }) => {
      leadsChanged(queries);
      notifications.show({ message: t(joined ? 'leads.adding.joined' : 'leads.adding.added'), withBorder: true });
      void navigate({ to: '/leads/$id', params: { id: lead } });
    },
    // What belongs to a field stands at it.
    onError: (error) => {
      if (!(error instanceof DeskProblem) || error.status !== 422) showLeadTrouble(error);
    },
  });
  const wrong = add.error instanceof DeskProblem ? add.error.problems : [];
  const errorOf = (field: FieldName): string | undefined =>
    field === 'email' && unreachable ? t('leads.adding.reach') : wrong.find(({ path }) => path === `/values/${field}`)?.message;
  const reachable = Boolean(values.email?.trim()) || Boolean(values.phone?.trim());
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setUnreachable(!reachable);
    if (reachable) add.mutate();
  };
  const assigns = [
    { value: 'automatic', label: t('leads.adding.automatic') },
    ...(member.role === 'agent' ? [] : [{ value: 'nobody', label: t('leads.adding.nobody') }]),
    ...(choices.data?.agents ?? [{ id: member.id, name: member.name }]).map(({ id: value, name }) => ({ value, label: name })),
  ];
  return (
    <>
      <ScreenHead title={t('leads.adding.title')} lead={t('leads.adding.lead')} />
      <form className={classes.page} noValidate onSubmit={submit}>
        {groupNames.map((group) => (
          <Section key={group} title={t(`leads.group.${group}`)}>
            <div className={classes.fields}>
              {fieldGroups[group].map((field) => (
                <div key={field} className={wide.has(field) ? classes.wide : undefined}>
                  <FieldInput
                    field={field}
                    value={values[field] ?? ''}
                    error={errorOf(field)}
                    autoFocus={undefined}
                    onChange={(value) => setValues((was) => ({ ...was, [field]: value }))}
                  />
                </div>
              ))}
              {group === 'lead' && (
                <NativeSelect
                  label={t('leads.adding.assign')}
                  value={assign}
                  data={assigns}
                  error={wrong.find(({ path }) => path === '/assign')?.message}
                  onChange={(event) => setAssign(event.currentTarget.value)}
                />
              )}
            </div>
          </Section>
        ))}
        <div className={classes.foot}>
          <Button type="submit" loading={add.isPending}>
            {t('leads.adding.add')}
          </Button>
          <Button variant="default" renderRoot={(props) => <Link to="/leads" {...props} />}>
            {t('leads.cancel')}
          </Button>
        </div>
      </form>
    </>
  );
}
