import { Button, Group, Modal, TextInput } from '@mantine/core';
import { useState } from 'react';
import { t } from '../../words/words';
import type { MergeChoice } from './use-intake-decisions';

interface MergeDialogProps {
  choice: MergeChoice | undefined;
  onClose(): void;
  onMerge(choice: MergeChoice, why: string | undefined): void;
}

/** Says whom before two become one. */
export function MergeDialog({ choice, onClose, onMerge }: MergeDialogProps) {
  return (
    <Modal
      opened={choice !== undefined}
      onClose={onClose}
      title={choice && t('intakes.mergeTitle', { name: choice.name })}
      closeButtonProps={{ 'aria-label': t('intakes.cancel') }}
    >
      {choice && <Why key={choice.personId} choice={choice} onClose={onClose} onMerge={onMerge} />}
    </Modal>
  );
}

function Why({ choice, onClose, onMerge }: { choice: MergeChoice } & Omit<MergeDialogProps, 'choice'>) {
  const [why, setWhy] = useState('');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onMerge(choice, why.trim() || undefined);
      }}
    >
      <p className="quiet">{t('intakes.mergeDo')}</p>
      <TextInput mt="sm" maxLength={500} label={t('intakes.why')} value={why} onChange={(event) => setWhy(event.currentTarget.value)} />
      <Group justify="flex-end" mt="md" gap="xs">
        <Button variant="default" onClick={onClose}>
          {t('intakes.cancel')}
        </Button>
        <Button type="submit" data-autofocus>
          {t('intakes.merge')}
        </Button>
      </Group>
    </form>
  );
}
