import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import { Section } from '../../frame/Section';
import type { ConnectionView } from '../../generated';
import { t, wordFor } from '../../words/words';
import { useAct } from '../connection-changes';
import classes from './Record.module.css';

/** Which version of its pack it is on, and the way to another and back. */
export function PackVersions({ connection }: { connection: ConnectionView }) {
  const { packTitle, version, versions, earlierVersion, off } = connection;
  const [wanted, setWanted] = useState<string>();
  const others = versions.filter((one) => one !== version);
  return (
    <Section title={t('connections.versions')}>
      <p>{t('connections.versionNow', { title: packTitle, version })}</p>
      {others.length === 0 && <p className="quiet">{t('connections.onlyVersion')}</p>}
      <div className={classes.reach}>
        {others.map((one) => (
          <Button key={one} size="compact-sm" variant="default" onClick={() => setWanted(one)}>
            {t(one === earlierVersion ? 'connections.rollBack' : 'connections.promote', { version: one })}
          </Button>
        ))}
      </div>
      {off.length > 0 && (
        <p className={classes.off}>
          <span className="quiet">{t('connections.offRows')}</span> {off.map((row) => `${row} ${wordFor('row', row)}`).join(', ')}
        </p>
      )}
      <AskFirst connection={connection} wanted={wanted} close={() => setWanted(undefined)} />
    </Section>
  );
}

interface AskFirstProps {
  connection: ConnectionView;
  wanted: string | undefined;
  close(): void;
}

function AskFirst({ connection, wanted, close }: AskFirstProps) {
  const act = useAct(connection);
  const back = wanted !== undefined && wanted === connection.earlierVersion;
  const go = () => {
    if (wanted === undefined) return;
    act.mutate(back ? { do: 'rollBack' } : { do: 'promote', version: wanted }, { onSettled: close });
  };
  return (
    <Modal
      opened={wanted !== undefined}
      onClose={close}
      title={t(back ? 'connections.askRollBack' : 'connections.askPromote', { version: wanted ?? '' })}
      closeButtonProps={{ 'aria-label': t('connections.cancel') }}
    >
      <p>{t('connections.askAbout')}</p>
      <div className={classes.answers}>
        <Button variant="default" onClick={close}>
          {t('connections.cancel')}
        </Button>
        <Button onClick={go} loading={act.isPending}>
          {t(back ? 'connections.rollBack' : 'connections.promote', { version: wanted ?? '' })}
        </Button>
      </div>
    </Modal>
  );
}
