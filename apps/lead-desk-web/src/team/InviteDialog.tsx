import { Button, Modal, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { InviteMemberRequest, OfficeView } from '../generated';
import { t } from '../words/words';
import { OfficeSelect } from './OfficeSelect';
import { problemAt, Wrong } from './problems-at';
import { RoleSelect } from './RoleSelect';
import { useInvite } from './team-changes';
import classes from './Team.module.css';

interface InviteProps {
  offices: readonly OfficeView[];
  close(): void;
}

export const InviteDialog = ({ opened, ...props }: InviteProps & { opened: boolean }) => (
  <Modal opened={opened} onClose={props.close} title={t('team.inviteTitle')} closeButtonProps={{ 'aria-label': t('team.cancel') }}>
    {opened && <Fields {...props} />}
  </Modal>
);

const fields = ['name', 'email', 'role', 'office'];

function Fields({ offices, close }: InviteProps) {
  const [values, setValues] = useState<InviteMemberRequest>({ name: '', email: '', role: 'agent', office: offices[0]?.id ?? null });
  const invite = useInvite(close);
  const set = (change: Partial<InviteMemberRequest>) => setValues((was) => ({ ...was, ...change }));
  const at = (field: string) => problemAt(invite.error, field);
  return (
    <form
      noValidate
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        invite.mutate(values);
      }}
    >
      <p className="quiet">{t('team.inviteDo')}</p>
      <Wrong error={invite.error} fields={fields} />
      <TextInput
        data-autofocus
        label={t('team.name')}
        value={values.name}
        onChange={(event) => set({ name: event.currentTarget.value })}
        error={at('name')}
        autoComplete="off"
      />
      <TextInput
        type="email"
        label={t('team.email')}
        value={values.email}
        onChange={(event) => set({ email: event.currentTarget.value })}
        error={at('email')}
        autoComplete="off"
      />
      <RoleSelect role={values.role} onRole={(role) => set({ role })} error={at('role')} />
      <OfficeSelect offices={offices} office={values.office ?? null} onOffice={(office) => set({ office })} error={at('office')} />
      <div className={classes.foot}>
        <Button variant="default" onClick={close}>
          {t('team.cancel')}
        </Button>
        <Button type="submit" loading={invite.isPending}>
          {t('team.send')}
        </Button>
      </div>
    </form>
  );
}
