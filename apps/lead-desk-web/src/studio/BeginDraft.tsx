import { Button, Modal, Select, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { packsQuery } from '../connections/connection-queries';
import { beginDraft, type BeginFromRequest } from '../generated';
import { DeskProblem } from '../session/desk-problem';
import { t } from '../words/words';
import classes from './Studio.module.css';
import type { WaitingEvent } from './studio-address';
import { useDraftKept } from './studio-changes';

const starter = 'starter';

interface BeginDraftProps {
  opened: boolean;
  close(): void;
  /** What is proposed. */
  name?: string;
  from?: BeginFromRequest;
  /** For which somebody came. */
  event?: WaitingEvent;
}

/** Asks for a name and what to begin with, and leads to the draft. */
export function BeginDraft({ opened, close, event, ...given }: BeginDraftProps) {
  const [name, setName] = useState(given.name ?? '');
  const [from, setFrom] = useState<string>(given.from ? `${given.from.pack} ${given.from.version}` : starter);
  const navigate = useNavigate();
  const kept = useDraftKept();
  const { data: packs = [] } = useQuery({ ...packsQuery, enabled: opened });
  const choices = [
    { value: starter, label: t('studio.starter') },
    ...packs.map((pack) => ({ value: `${pack.name} ${pack.version}`, label: `${pack.title} ${pack.version}` })),
  ];
  const begin = useMutation({
    mutationFn: () => beginDraft({ body: { name: name.trim(), from: fromOf(from) } }),
    onSuccess: async (draft) => {
      kept(draft);
      close();
      await navigate({ to: '/studio/$name', params: { name: draft.name }, search: event ?? {} });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    begin.mutate();
  };
  return (
    <Modal opened={opened} onClose={close} title={t('studio.beginTitle')} closeButtonProps={{ 'aria-label': t('studio.cancel') }}>
      <form onSubmit={submit} noValidate className={classes.form}>
        <TextInput
          label={t('studio.name')}
          description={t('studio.nameHelp')}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={begin.error && wordsOf(begin.error)}
          data-autofocus
          autoComplete="off"
          spellCheck={false}
        />
        <Select
          label={t('studio.from')}
          data={choices}
          value={from}
          onChange={(value) => setFrom(value ?? starter)}
          allowDeselect={false}
        />
        <div className={classes.answers}>
          <Button variant="default" onClick={close}>
            {t('studio.cancel')}
          </Button>
          <Button type="submit" loading={begin.isPending}>
            {t('studio.begin')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

function fromOf(choice: string): BeginFromRequest | undefined {
  const [pack = '', version] = choice.split(' ');
  return version === undefined ? undefined : { pack, version };
}

const wordsOf = (error: Error): string =>
  error instanceof DeskProblem ? error.problems.map(({ message }) => message).join('. ') || error.detail : error.message;
