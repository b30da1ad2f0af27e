import { Button, Modal, Select } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { showTrouble } from '../../connections/connection-changes';
import { Trouble } from '../../frame/Trouble';
import { type DraftView, type PastEventView, playPastEvent } from '../../generated';
import { useAgencyWords } from '../../words/agency-words';
import { t } from '../../words/words';
import { useNow } from '../../words/When';
import classes from '../played/Played.module.css';
import { pastEventsQuery } from '../studio-queries';
import type { RanPast } from './ran-past';

interface ChoosePastProps {
  draft: DraftView;
  types: readonly string[];
  opened: boolean;
  close(): void;
  ran(past: RanPast): void;
}

/** Chooses a type and one of its newest events; told by when and from whom, and nothing of the person. */
export function ChoosePast({ draft: { name }, types, opened, close, ran }: ChoosePastProps) {
  const [chosen, setChosen] = useState<string | null>(null);
  const type = chosen ?? types[0] ?? null;
  const events = useQuery({ ...pastEventsQuery(type), enabled: opened && type !== null });
  const run = useMutation({
    mutationFn: ({ source, id, participant }: PastEventView) => playPastEvent({ path: { name }, body: { source, id, participant } }),
    onSuccess: (played, event) => {
      ran({ type: type ?? '', event, played });
      close();
    },
    onError: showTrouble,
  });
  return (
    <Modal opened={opened} onClose={close} title={t('studio.pastTitle')} closeButtonProps={{ 'aria-label': t('studio.cancel') }}>
      <p className="quiet">{t('studio.pastAbout')}</p>
      <Select mt="sm" label={t('studio.pastType')} data={[...types]} value={type} onChange={setChosen} allowDeselect={false} searchable />
      {events.error && <Trouble error={events.error} again={() => void events.refetch()} />}
      {events.data?.length === 0 && <p className={`quiet ${classes.list}`}>{t('studio.pastNone')}</p>}
      <ul className={classes.list} aria-label={t('studio.pastEvents')} aria-busy={events.isFetching}>
        {events.data?.map((event) => (
          <li key={`${event.participant} ${event.source} ${event.id}`}>
            <RunEvent event={event} running={run.isPending} run={() => run.mutate(event)} />
          </li>
        ))}
      </ul>
    </Modal>
  );
}

function RunEvent({ event: { receivedAt, participant }, running, run }: { event: PastEventView; running: boolean; run(): void }) {
  const words = useAgencyWords();
  const now = useNow();
  return (
    <Button variant="default" fullWidth justify="flex-start" disabled={running} onClick={run} title={words.exact(receivedAt)}>
      {t('studio.pastRun', { when: words.relative(receivedAt, now), participant })}
    </Button>
  );
}
