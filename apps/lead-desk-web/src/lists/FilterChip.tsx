import { CloseButton, Popover, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconChevronDown } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { t } from '../words/words';
import classes from './Filters.module.css';

interface FilterChipProps {
  name: string;
  /** What is chosen, in words; undefined where the filter is off. */
  value?: ReactNode;
  onClear(): void;
  /** What to choose from; `close` after a choice. */
  children(close: () => void): ReactNode;
}

/** One filter: its name, what is chosen, and a cross to take it away. */
export function FilterChip({ name, value, onClear, children }: FilterChipProps) {
  const [opened, { close, toggle }] = useDisclosure();
  const on = value !== undefined;
  return (
    <Popover opened={opened} onDismiss={close} position="bottom-start" offset={4} trapFocus returnFocus withinPortal>
      <span className={classes.chip} data-on={on || undefined}>
        <Popover.Target>
          <UnstyledButton className={classes.chipButton} onClick={toggle}>
            <span className={on ? classes.chipName : undefined}>{name}</span>
            {on && <span className={`${classes.chipValue} cut`}>{value}</span>}
            {!on && <IconChevronDown size={14} stroke={1.75} aria-hidden />}
          </UnstyledButton>
        </Popover.Target>
        {on && <CloseButton size="xs" className={classes.chipClear} aria-label={t('list.remove', { name })} onClick={onClear} />}
      </span>
      <Popover.Dropdown p={4} aria-label={name}>
        {children(close)}
      </Popover.Dropdown>
    </Popover>
  );
}

/** A filter with few values: choosing one closes it. */
export function ChoiceChip<T extends string>(props: {
  name: string;
  chosen: T | undefined;
  choices: readonly { value: T; label: string }[];
  onChoose(value: T | undefined): void;
}) {
  const { name, chosen, choices, onChoose } = props;
  return (
    <FilterChip name={name} value={choices.find((each) => each.value === chosen)?.label} onClear={() => onChoose(undefined)}>
      {(close) => (
        <ul className={classes.choices}>
          {choices.map(({ value, label }) => (
            <li key={value}>
              <UnstyledButton
                className={classes.choice}
                aria-pressed={value === chosen}
                onClick={() => {
                  onChoose(value === chosen ? undefined : value);
                  close();
                }}
              >
                {label}
              </UnstyledButton>
            </li>
          ))}
        </ul>
      )}
    </FilterChip>
  );
}
