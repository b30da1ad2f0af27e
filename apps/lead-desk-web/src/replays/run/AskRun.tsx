import { Button, Group, Modal } from '@mantine/core';
import type { ReplayView } from '../../generated';
import { useAgencyWords } from '../../words/agency-words';
import { t } from '../../words/words';
import { eventCount, peopleWords } from '../replay-words';

interface AskRunProps {
  run: ReplayView;
  opened: boolean;
  close(): void;
  start(): void;
  starting: boolean;
}

/** What was sent stays sent: asked before. */
export function AskRun({ run, opened, close, start, starting }: AskRunProps) {
  const words = useAgencyWords();
  const { events: count, persons, targetName: target } = run;
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={t('replays.runTitle', { target })}
      closeButtonProps={{ 'aria-label': t('replays.cancel') }}
    >
      <p>{t('replays.runAbout', { count, number: eventCount(run, words), people: peopleWords(persons, words) })}</p>
      <Group justify="flex-end" mt="md" gap="xs">
        <Button variant="default" onClick={close}>
          {t('replays.cancel')}
        </Button>
        <Button data-autofocus loading={starting} onClick={start}>
          {t('replays.run')}
        </Button>
      </Group>
    </Modal>
  );
}
