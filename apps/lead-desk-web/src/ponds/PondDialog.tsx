import { Alert, Button, Group, Modal, MultiSelect, Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { PondView } from '../generated';
import { agentsQuery } from '../reports/report-queries';
import { useSession } from '../session/session';
import { setsLeads } from '../session/works-leads';
import { problemAt, Wrong } from '../team/problems-at';
import { t } from '../words/words';
import type { Asked } from './PondsSection';
import classes from './Ponds.module.css';
import { standsIn, useSavePond } from './use-pond-changes';

interface PondDialogProps {
  asked: Asked | undefined;
  whose: readonly { readonly value: string; readonly label: string }[];
  office: string;
  close(): void;
}

/** Adds a pond, or changes what one is called and who shares it. */
export function PondDialog({ asked, close, ...of }: PondDialogProps) {
  const pond = asked?.about === 'edit' ? asked.pond : undefined;
  const opened = asked?.about === 'add' || pond !== undefined;
  return (
    <Modal
      opened={opened}
      onClose={close}
      size="lg"
      title={pond ? t('ponds.editTitle', { name: pond.name }) : t('ponds.addTitle')}
      closeButtonProps={{ 'aria-label': t('ponds.cancel') }}
    >
      {opened && <Fields pond={pond} close={close} {...of} />}
    </Modal>
  );
}

const fields = ['name', 'members'];

function Fields({ pond, whose, office: shown, close }: Omit<PondDialogProps, 'asked'> & { pond: PondView | undefined }) {
  const [id] = useState(() => pond?.id ?? crypto.randomUUID());
  const [name, setName] = useState(pond?.name ?? '');
  const [office, setOffice] = useState(
    pond ? (pond.office ?? '') : (whose.find(({ value }) => value === shown)?.value ?? whose[0]?.value ?? ''),
  );
  const [members, setMembers] = useState<string[]>(pond?.members.map((one) => one.id) ?? []);
  const save = useSavePond(close);
  const stands = standsIn(save.error);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // After a refusal, over what was shown to stand instead.
    const version = stands?.version ?? save.variables?.version ?? pond?.version ?? 0;
    save.mutate({ id, name, office: pond || office === '' ? undefined : office, members, version });
  };
  return (
    <form noValidate className={classes.form} onSubmit={submit}>
      {stands ? <Stands pond={stands} /> : <Wrong error={save.error} fields={fields} />}
      <TextInput
        data-autofocus
        label={t('ponds.name')}
        description={t('ponds.nameHelp')}
        maxLength={80}
        value={name}
        error={problemAt(save.error, 'name')}
        onChange={(event) => setName(event.currentTarget.value)}
        autoComplete="off"
      />
      {!pond && whose.length > 1 && (
        <Select
          label={t('ponds.whose')}
          allowDeselect={false}
          data={[...whose]}
          value={office}
          onChange={(value) => setOffice(value ?? '')}
          comboboxProps={{ withinPortal: false }}
        />
      )}
      <Members pond={pond} office={office} members={members} onMembers={setMembers} error={problemAt(save.error, 'members')} />
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={close}>
          {t('ponds.cancel')}
        </Button>
        <Button type="submit" loading={save.isPending}>
          {pond ? t('ponds.save') : t('ponds.add')}
        </Button>
      </Group>
    </form>
  );
}

interface MembersProps {
  pond: PondView | undefined;
  office: string;
  members: string[];
  error: string | undefined;
  onMembers(members: string[]): void;
}

/** Managers share leads among their own office; brokers and administrators among anybody. */
function Members({ pond, office, members, error, onMembers }: MembersProps) {
  const { member } = useSession();
  const { data: agents = [] } = useQuery(agentsQuery);
  const known = pond?.members ?? [];
  const reached = agents.filter((one) => setsLeads(member.role) || one.office === office);
  const choices = [...reached, ...known.filter(({ id }) => !reached.some((one) => one.id === id))];
  return (
    <MultiSelect
      label={t('ponds.members')}
      description={t('ponds.membersHelp')}
      searchable
      hidePickedOptions
      data={choices.map(({ id, name }) => ({ value: id, label: name }))}
      value={members}
      error={error}
      onChange={onMembers}
      comboboxProps={{ withinPortal: false }}
    />
  );
}

/** What somebody else made of the pond meanwhile. */
function Stands({ pond: { name, members, changedBy: by } }: { pond: PondView }) {
  const who = members.map((one) => one.name).join(', ') || t('ponds.nobody');
  return (
    <Alert role="alert" color="orange" variant="light">
      {t('ponds.changedTo', { by, name, members: who })}
    </Alert>
  );
}
