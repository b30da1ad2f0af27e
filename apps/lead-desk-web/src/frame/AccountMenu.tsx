import { Menu, UnstyledButton, useMantineColorScheme } from '@mantine/core';
import { IconCheck, IconDeviceDesktop, IconLogout, IconMoon, IconSun, IconUser } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useSession, useSignOut } from '../session/session';
import { t } from '../words/words';
import classes from './Frame.module.css';

const schemes = [
  { value: 'light', Icon: IconSun },
  { value: 'dark', Icon: IconMoon },
  { value: 'auto', Icon: IconDeviceDesktop },
] as const;

export function AccountMenu({ phone = false }: { phone?: boolean }) {
  const { member } = useSession();
  const navigate = useNavigate();
  const signOut = useSignOut(() => void navigate({ to: '/sign-in' }));
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Menu
      position={phone ? 'top-end' : 'right-end'}
      width={224}
      withinPortal={false}
      floatingStrategy="fixed"
      withInitialFocusPlaceholder={false}
    >
      <Menu.Target>
        {phone ? (
          <UnstyledButton className={classes.tab}>
            <IconUser size={22} stroke={1.6} aria-hidden />
            {t('nav.account')}
          </UnstyledButton>
        ) : (
          <UnstyledButton className={classes.account} aria-label={`${t('nav.account')}: ${member.name}`}>
            <span className={classes.face} data-letter={member.name.charAt(0).toUpperCase()} aria-hidden />
            <span className={`cut ${classes.word}`}>{member.name}</span>
          </UnstyledButton>
        )}
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('account.signedInAs', { email: member.email })}</Menu.Label>
        <Menu.Item leftSection={<IconUser size={16} stroke={1.6} />} onClick={() => void navigate({ to: '/profile' })}>
          {t('account.profile')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Label>{t('account.looks')}</Menu.Label>
        {schemes.map(({ value, Icon }) => (
          <Menu.Item
            key={value}
            leftSection={<Icon size={16} stroke={1.6} />}
            rightSection={colorScheme === value ? <IconCheck size={16} stroke={1.6} aria-hidden /> : undefined}
            onClick={() => setColorScheme(value)}
          >
            {t(`account.${value}`)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} stroke={1.6} />} onClick={() => signOut.mutate()}>
          {t('account.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
