import { Modal, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMemo } from 'react';
import type { AreaView } from '../generated';
import { t } from '../words/words';
import { areaLabel } from './area-label';
import { AreaMap } from './AreaMap';
import classes from './Map.module.css';
import { sketchPath } from './sketch-path';

const size = 64;

/** The outline of a search's areas, small; opens the map. */
export function AreaSketch({ areas, soft = false }: { areas: readonly AreaView[]; soft?: boolean }) {
  const [opened, { open, close }] = useDisclosure();
  const path = useMemo(
    () =>
      sketchPath(
        areas.map((area) => area.geometry),
        size,
        7,
      ),
    [areas],
  );
  if (areas.length === 0) return null;
  const labels = areas.map(areaLabel).join(', ');
  return (
    <>
      <UnstyledButton
        className={classes.sketch}
        data-soft={soft || undefined}
        onClick={open}
        aria-label={`${t('map.open')}: ${labels}`}
        title={labels}
      >
        <svg width={size} height={size} viewBox={`0 0 ${size} ${size}`} aria-hidden>
          <path d={path} fillRule="evenodd" />
        </svg>
      </UnstyledButton>
      <Modal opened={opened} onClose={close} size="xl" title={labels} closeButtonProps={{ 'aria-label': t('list.clear') }}>
        <AreaMap areas={areas} />
      </Modal>
    </>
  );
}
