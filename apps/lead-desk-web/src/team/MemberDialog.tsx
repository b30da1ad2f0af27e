import { Button, Modal, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { MemberView, OfficeView } from '../generated';
import { t } from '../words/words';
import { fromLocal, toLocal } from './local-time';
import { OfficeSelect } from './OfficeSelect';
import { problemAt, Wrong } from './problems-at';
import { RoleSelect } from './RoleSelect';
import { useAble, useChangeMember, useInviteAgain } from './team-changes';
import classes from './Team.module.css';

interface MemberProps {
  offices: readonly OfficeView[];
  close(): void;
}

export const MemberDialog = ({ member, ...props }: MemberProps & { member: MemberView | undefined }) => (
  <Modal
    opened={member !== undefined}
    onClose={props.close}
    title={member && t('team.editTitle', { name: member.name })}
    closeButtonProps={{ 'aria-label': t('team.cancel') }}
  >
    {member && <Fields key={member.id} member={member} {...props} />}
  </Modal>
);

const fields = ['name', 'role', 'office', 'agentRef', 'absentUntil'];

function Fields({ member, offices, close }: MemberProps & { member: MemberView }) {
  // What the editor saw first: an edit is of that, also where the list was read anew since.
  const [was] = useState(member);
  const [values, setValues] = useState(was);
  const change = useChangeMember(was, close);
  const set = (edit: Partial<MemberView>) => setValues((before) => ({ ...before, ...edit }));
  const at = (field: string) => problemAt(change.error, field);
  return (
    <form
      noValidate
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        const { name, role, office, agentRef, absentUntil } = values;
        change.mutate({ name, role, office, agentRef: agentRef === '' ? null : agentRef, absentUntil });
      }}
    >
      <div className={classes.account}>
        <span className="quiet">{member.email}</span>
        <Acts member={member} close={close} />
      </div>
      <Wrong error={change.error} fields={fields} />
      <TextInput
        data-autofocus
        label={t('team.name')}
        value={values.name}
        onChange={(event) => set({ name: event.currentTarget.value })}
        error={at('name')}
        autoComplete="off"
      />
      <RoleSelect role={values.role} onRole={(role) => set({ role })} error={at('role')} />
      <OfficeSelect offices={offices} office={values.office} onOffice={(office) => set({ office })} error={at('office')} />
      <TextInput
        label={t('team.agentRef')}
        description={t('team.agentRefHelp')}
        value={values.agentRef ?? ''}
        onChange={(event) => set({ agentRef: event.currentTarget.value })}
        error={at('agentRef')}
        autoComplete="off"
        spellCheck={false}
      />
      <TextInput
        type="datetime-local"
        label={t('team.absent')}
        description={t('team.absentHelp')}
        value={toLocal(values.absentUntil)}
        onChange={(event) => set({ absentUntil: fromLocal(event.currentTarget.value) })}
        error={at('absentUntil')}
      />
      <div className={classes.foot}>
        <Button variant="default" onClick={close}>
          {t('team.cancel')}
        </Button>
        <Button type="submit" loading={change.isPending}>
          {t('team.save')}
        </Button>
      </div>
    </form>
  );
}

/** What is done to the whole account. */
function Acts({ member, close }: { member: MemberView; close(): void }) {
  const able = useAble(member, close);
  const again = useInviteAgain(member);
  const [asked, setAsked] = useState(false);
  const enabled = member.state !== 'disabled';
  const turn = () => (enabled && member.leads > 0 && !asked ? setAsked(true) : able.mutate(!enabled));
  if (asked)
    return (
      <div className={classes.sure} role="alertdialog" aria-label={t('team.disable')}>
        <p>{t('team.disableLeads', { count: member.leads })}</p>
        <Button size="compact-sm" loading={able.isPending} onClick={turn}>
          {t('team.disableSure', { count: member.leads })}
        </Button>
        <Button size="compact-sm" variant="default" onClick={() => setAsked(false)}>
          {t('team.disableNot')}
        </Button>
      </div>
    );
  return (
    <>
      <Button size="compact-sm" variant="default" loading={able.isPending} onClick={turn}>
        {t(enabled ? 'team.disable' : 'team.enable')}
      </Button>
      {member.state === 'invited' && (
        <Button size="compact-sm" variant="default" loading={again.isPending} onClick={() => again.mutate()}>
          {t('team.again')}
        </Button>
      )}
    </>
  );
}
