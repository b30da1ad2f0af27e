import { Button, Group, Modal, Textarea } from '@mantine/core';
import { useState } from 'react';
import { t } from '../words/words';
import classes from './Waiting.module.css';

const usual = ['old', 'entered', 'test'] as const;

interface SkipDialogProps {
  /** What is to be skipped; closed without. */
  title: string | undefined;
  onClose(): void;
  onSkip(why: string): void;
}

/** Asks for the reason; it stays with the event for good. */
export function SkipDialog({ title, onClose, onSkip }: SkipDialogProps) {
  return (
    <Modal
      opened={title !== undefined}
      onClose={onClose}
      title={title}
      size="md"
      closeButtonProps={{ 'aria-label': t('deliveries.cancel') }}
    >
      {title !== undefined && <Why onClose={onClose} onSkip={onSkip} />}
    </Modal>
  );
}

function Why({ onClose, onSkip }: Omit<SkipDialogProps, 'title'>) {
  const [why, setWhy] = useState('');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (why.trim() !== '') onSkip(why.trim());
      }}
    >
      <p className="quiet">{t('deliveries.skipDo')}</p>
      <div className={classes.usual}>
        {usual.map((one) => (
          <Button key={one} variant="default" size="compact-sm" onClick={() => setWhy(t(`deliveries.reasons.${one}`))}>
            {t(`deliveries.reasons.${one}`)}
          </Button>
        ))}
      </div>
      <Textarea
        data-autofocus
        autosize
        minRows={2}
        maxRows={6}
        maxLength={500}
        label={t('deliveries.reason')}
        placeholder={t('deliveries.reasonPlaceholder')}
        value={why}
        onChange={(event) => setWhy(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.form?.requestSubmit();
        }}
      />
      <Group justify="flex-end" mt="md" gap="xs">
        <Button variant="default" onClick={onClose}>
          {t('deliveries.cancel')}
        </Button>
        <Button type="submit" color="red" disabled={why.trim() === ''}>
          {t('deliveries.skip')}
        </Button>
      </Group>
    </form>
  );
}
