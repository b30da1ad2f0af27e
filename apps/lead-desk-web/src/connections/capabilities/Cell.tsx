import { Popover, UnstyledButton } from '@mantine/core';
import { IconArrowLeft, IconArrowRight } from '@tabler/icons-react';
import { type ReactNode, useId, useState } from 'react';
import type { CapabilityView } from '../../generated';
import { Status } from '../../theme/Status';
import type { Tone } from '../../theme/theme';
import { t, wordFor } from '../../words/words';
import classes from './Matrix.module.css';

const tones: Readonly<Record<CapabilityView['out'] | 'off', Tone>> = { supported: 'good', ignored: 'quiet', planned: 'wait', off: 'quiet' };

/** Both ways of one row at one connection; its sentence opens beside it. */
export function Cell({ cell, name }: { cell: CapabilityView; name: string }) {
  const [open, setOpen] = useState(false);
  const sentence = useId();
  const { row, says } = cell;
  const out = cell.off && cell.out === 'supported' ? 'off' : cell.out;
  const title = wordFor('row', row);
  return (
    <Popover opened={open} onChange={setOpen} width={320} position="bottom-start" withArrow trapFocus={false}>
      <Popover.Target>
        <UnstyledButton
          className={classes.cell}
          aria-describedby={sentence}
          onClick={() => setOpen(!open)}
          onBlur={() => setOpen(false)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') setOpen(false);
          }}
        >
          <Way
            icon={<IconArrowRight size={14} stroke={1.75} aria-hidden />}
            before={t('connections.cellOut', { row, title, name })}
            support={out}
          />
          <Way icon={<IconArrowLeft size={14} stroke={1.75} aria-hidden />} before={t('connections.cellIn')} support={cell.in} />
          <span id={sentence} hidden>
            {says}
          </span>
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown aria-label={`${row} ${title}`}>
        <p className={classes.says}>{says}</p>
      </Popover.Dropdown>
    </Popover>
  );
}

interface WayProps {
  icon: ReactNode;
  /** Said before it, to those who do not see where it stands. */
  before: string;
  support: CapabilityView['out'] | 'off';
}

function Way({ icon, before, support }: WayProps) {
  return (
    <span className={classes.way}>
      {icon}
      <span className="unseen">{before} </span>
      <Status tone={tones[support]}>{t(`connections.support.${support}`)}</Status>
    </span>
  );
}
