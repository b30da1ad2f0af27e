import { Select } from '@mantine/core';
import type { MemberView } from '../generated';
import { oneOf } from '../frame/address';
import { useSession } from '../session/session';
import { t } from '../words/words';

const roles = ['agent', 'officeManager', 'broker', 'integrator', 'admin'] as const;
type Role = MemberView['role'];

/** The roles that whoever is signed in may give. */
export function RoleSelect({ role, onRole, error }: { role: Role; onRole(role: Role): void; error: string | undefined }) {
  const { member } = useSession();
  const given = roles.filter((each) => each !== 'admin' || member.role === 'admin' || role === 'admin');
  return (
    <Select
      label={t('team.roleLabel')}
      description={t(`team.roleHelp.${role}`)}
      data={given.map((value) => ({ value, label: t(`team.role.${value}`) }))}
      value={role}
      onChange={(value) => onRole(oneOf(value, roles) ?? role)}
      allowDeselect={false}
      error={error}
      comboboxProps={{ withinPortal: false }}
    />
  );
}
