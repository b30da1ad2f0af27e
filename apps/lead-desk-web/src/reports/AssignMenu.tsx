import { Button, Combobox, useCombobox } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { AgentChoiceView } from '../generated';
import { t } from '../words/words';
import { agentsQuery } from './report-queries';

interface AssignMenuProps {
  name: string;
  label: string;
  busy: boolean;
  onChoose(agent: AgentChoiceView): void;
}

const mostShown = 25;

/** Whom to give a lead to: a few names to click, or typed where there are more than fit (F13). */
export function AssignMenu({ name, label, busy, onChoose }: AssignMenuProps) {
  const [typed, setTyped] = useState('');
  const combobox = useCombobox({
    onDropdownClose: () => setTyped(''),
    onDropdownOpen: () => combobox.focusSearchInput(),
  });
  const { data: agents = [] } = useQuery({ ...agentsQuery, enabled: combobox.dropdownOpened });
  const found = agents.filter((agent) => agent.name.toLowerCase().includes(typed.trim().toLowerCase()));
  return (
    <Combobox
      store={combobox}
      width={260}
      position="bottom-end"
      onOptionSubmit={(id) => {
        const agent = agents.find((one) => one.id === id);
        if (agent) onChoose(agent);
        combobox.closeDropdown();
      }}
    >
      <Combobox.Target withAriaAttributes={false}>
        <Button
          size="compact-sm"
          variant="default"
          loading={busy}
          aria-label={t('report.assignOf', { label, name })}
          aria-expanded={combobox.dropdownOpened}
          onClick={() => combobox.toggleDropdown()}
        >
          {label}
        </Button>
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Search
          aria-label={t('report.choose')}
          placeholder={t('report.choose')}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Combobox.Options mah={240} style={{ overflowY: 'auto' }}>
          {found.slice(0, mostShown).map((agent) => (
            <Combobox.Option key={agent.id} value={agent.id}>
              <bdi>{agent.name}</bdi> <span className="quiet">{agent.office}</span>
            </Combobox.Option>
          ))}
          {found.length === 0 && <Combobox.Empty>{t('report.nobodyFound')}</Combobox.Empty>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
