import { Button, Group, Modal, Select, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { listAgents, type MayDoView } from '../generated';
import { t } from '../words/words';
import { actWord, askWord } from './lead-words';
import classes from './Leads.module.css';

interface ActDialogProps {
  /** What is to be done; closed without. */
  asked: MayDoView | undefined;
  onClose(): void;
  onConfirm(more: { agent?: string; words?: string }): void;
}

/** Whether an act needs to know more before it is done: to whom, or why it is asked for. */
export const needsMore = ({ act, how }: MayDoView): boolean => act === 'handOff' || how === 'request';

export function ActDialog({ asked, onClose, onConfirm }: ActDialogProps) {
  const title = asked && (asked.how === 'request' ? askWord(asked.act) : actWord(asked.act));
  return (
    <Modal opened={asked !== undefined} onClose={onClose} title={title} closeButtonProps={{ 'aria-label': t('leads.cancel') }}>
      {asked && <Fields asked={asked} title={title ?? ''} onClose={onClose} onConfirm={onConfirm} />}
    </Modal>
  );
}

function Fields({ asked, title, onClose, onConfirm }: ActDialogProps & { asked: MayDoView; title: string }) {
  const agents = useQuery({ queryKey: ['leads', 'agents'], queryFn: ({ signal }) => listAgents({ signal }), staleTime: 60_000 });
  const [agent, setAgent] = useState<string | null>(null);
  const [words, setWords] = useState('');
  const needsAgent = asked.act === 'handOff';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!needsAgent || agent !== null) onConfirm({ agent: agent ?? undefined, words: words.trim() || undefined });
  };
  return (
    <form className={classes.form} onSubmit={submit}>
      {needsAgent && (
        <Select
          label={t('leads.handOffTo')}
          description={t('leads.handOffAbout')}
          placeholder={t('leads.chooseMember')}
          data={(agents.data?.agents ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          value={agent}
          onChange={setAgent}
          searchable
          data-autofocus
        />
      )}
      {asked.how === 'request' && (
        <Textarea
          label={t('leads.why')}
          placeholder={t('leads.whyPlaceholder')}
          autosize
          minRows={2}
          maxLength={500}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
          data-autofocus={!needsAgent || undefined}
        />
      )}
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose}>
          {t('leads.cancel')}
        </Button>
        <Button type="submit" disabled={needsAgent && agent === null}>
          {title}
        </Button>
      </Group>
    </form>
  );
}
