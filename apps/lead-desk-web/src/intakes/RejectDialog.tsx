import { Button, Group, Modal, Textarea } from '@mantine/core';
import { useState } from 'react';
import { t } from '../words/words';
import classes from './Intakes.module.css';

const usual = ['area', 'twice', 'test'] as const;

/** Asks for the reason of a rejection; it is kept with everything the person did. */
export function RejectDialog(props: { title: string | undefined; onClose(): void; onReject(why: string): void }) {
  const { title, onClose, onReject } = props;
  return (
    <Modal opened={title !== undefined} onClose={onClose} title={title} size="md" closeButtonProps={{ 'aria-label': t('intakes.cancel') }}>
      {title !== undefined && <Why onClose={onClose} onReject={onReject} />}
    </Modal>
  );
}

function Why({ onClose, onReject }: { onClose(): void; onReject(why: string): void }) {
  const [why, setWhy] = useState('');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (why.trim() !== '') onReject(why.trim());
      }}
    >
      <p className="quiet">{t('intakes.rejectDo')}</p>
      <div className={classes.usual}>
        {usual.map((one) => (
          <Button key={one} variant="default" size="compact-sm" onClick={() => setWhy(t(`intakes.reasons.${one}`))}>
            {t(`intakes.reasons.${one}`)}
          </Button>
        ))}
      </div>
      <Textarea
        data-autofocus
        autosize
        minRows={2}
        maxRows={6}
        maxLength={500}
        label={t('intakes.why')}
        placeholder={t('intakes.whyPlaceholder')}
        value={why}
        onChange={(event) => setWhy(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.form?.requestSubmit();
        }}
      />
      <Group justify="flex-end" mt="md" gap="xs">
        <Button variant="default" onClick={onClose}>
          {t('intakes.cancel')}
        </Button>
        <Button type="submit" color="red" disabled={why.trim() === ''}>
          {t('intakes.reject')}
        </Button>
      </Group>
    </form>
  );
}
