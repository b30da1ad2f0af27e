import { Button, Group, Modal, Textarea } from '@mantine/core';
import { useState } from 'react';
import classes from './ReasonDialog.module.css';

interface ReasonDialogProps {
  /** What is to be done; closed without. */
  title: string | undefined;
  about: string;
  /** Reasons that are often the right one. */
  usual: readonly string[];
  label: string;
  placeholder: string;
  cancel: string;
  confirm: string;
  onClose(): void;
  onConfirm(why: string): void;
}

/** Asks why something is ended for good; Ctrl and Enter send it. */
export function ReasonDialog(props: ReasonDialogProps) {
  const { title, cancel, onClose } = props;
  return (
    <Modal opened={title !== undefined} onClose={onClose} title={title} size="md" closeButtonProps={{ 'aria-label': cancel }}>
      {title !== undefined && <Why {...props} />}
    </Modal>
  );
}

function Why({ about, usual, label, placeholder, cancel, confirm, onClose, onConfirm }: ReasonDialogProps) {
  const [why, setWhy] = useState('');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (why.trim() !== '') onConfirm(why.trim());
      }}
    >
      <p className="quiet">{about}</p>
      <div className={classes.usual}>
        {usual.map((one) => (
          <Button key={one} variant="default" size="compact-sm" onClick={() => setWhy(one)}>
            {one}
          </Button>
        ))}
      </div>
      <Textarea
        data-autofocus
        autosize
        minRows={2}
        maxRows={6}
        maxLength={500}
        label={label}
        placeholder={placeholder}
        value={why}
        onChange={(event) => setWhy(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.form?.requestSubmit();
        }}
      />
      <Group justify="flex-end" mt="md" gap="xs">
        <Button variant="default" onClick={onClose}>
          {cancel}
        </Button>
        <Button type="submit" color="red" disabled={why.trim() === ''}>
          {confirm}
        </Button>
      </Group>
    </form>
  );
}
