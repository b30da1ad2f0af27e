import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import { Section } from '../../frame/Section';
import type { ConnectionView, PackVersionView } from '../../generated';
import { t, wordFor } from '../../words/words';
import { useAct } from '../connection-changes';
import classes from './Record.module.css';

/** Which version of its pack it is on, and the way to another and back. */
export function PackVersions({ connection }: { connection: ConnectionView }) {
  const { packTitle, version, goesTo, off } = connection;
  const [wanted, setWanted] = useState<PackVersionView>();
  return (
    <Section title={t('connections.versions')}>
      <p>{t('connections.versionNow', { title: packTitle, version })}</p>
      {goesTo.length === 0 && <p className="quiet">{t('connections.onlyVersion')}</p>}
      <div className={classes.reach}>
        {goesTo.map((one) => (
          <Button key={nameOf(one, undefined)} size="compact-sm" variant="default" onClick={() => setWanted(one)}>
            {t(one.earlier ? 'connections.rollBack' : 'connections.promote', { version: nameOf(one, connection.pack) })}
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

/** Its version, and which pack where that is another one. */
const nameOf = ({ pack, title, version }: PackVersionView, own: string | undefined): string =>
  pack === own ? version : `${title} (${pack}) ${version}`;

interface AskFirstProps {
  connection: ConnectionView;
  wanted: PackVersionView | undefined;
  close(): void;
}

function AskFirst({ connection, wanted, close }: AskFirstProps) {
  const act = useAct(connection);
  const back = wanted?.earlier === true;
  const version = wanted ? nameOf(wanted, connection.pack) : '';
  const go = () => {
    if (wanted === undefined) return;
    act.mutate(back ? { do: 'rollBack' } : { do: 'promote', to: wanted }, { onSettled: close });
  };
  return (
    <Modal
      opened={wanted !== undefined}
      onClose={close}
      title={t(back ? 'connections.askRollBack' : 'connections.askPromote', { version })}
      closeButtonProps={{ 'aria-label': t('connections.cancel') }}
    >
      <p>{t('connections.askAbout')}</p>
      {wanted && wanted.pack !== connection.pack && <p>{t('connections.askOtherPack')}</p>}
      <div className={classes.answers}>
        <Button variant="default" onClick={close}>
          {t('connections.cancel')}
        </Button>
        <Button onClick={go} loading={act.isPending}>
          {t(back ? 'connections.rollBack' : 'connections.promote', { version })}
        </Button>
      </div>
    </Modal>
  );
}
