import { Button, Menu } from '@mantine/core';
import { IconRipple } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { t } from '../words/words';
import { pondsQuery } from './pond-queries';
import { useFillPond } from './use-pond-changes';

interface IntoPondMenuProps {
  leads: readonly string[];
  /** Whom it is about, for whoever hears the button; nothing where many are selected. */
  name?: string;
  onDone?(): void;
}

/** Into which pond to put leads, whoever has them (X11). */
export function IntoPondMenu({ leads, name, onDone = () => undefined }: IntoPondMenuProps) {
  const [opened, setOpened] = useState(false);
  const { data: ponds } = useQuery({ ...pondsQuery, enabled: opened });
  const fill = useFillPond(onDone);
  return (
    <Menu opened={opened} onChange={setOpened} position="bottom-end" width={260} withinPortal={false} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <Button
          size="compact-sm"
          variant="default"
          loading={fill.isPending}
          aria-label={name === undefined ? undefined : t('ponds.putOf', { name })}
          leftSection={<IconRipple size={14} stroke={1.75} aria-hidden />}
        >
          {t('ponds.put')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {ponds?.length === 0 && (
          <Menu.Item renderRoot={(props) => <Link to="/distribution" {...props} />}>{t('ponds.noneToPut')}</Menu.Item>
        )}
        {ponds?.map((pond) => (
          <Menu.Item
            key={pond.id}
            rightSection={<span className="quiet">{t('ponds.membersOf', { count: pond.members.length })}</span>}
            onClick={() => fill.mutate({ pond, leads })}
          >
            <bdi>{pond.name}</bdi>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
