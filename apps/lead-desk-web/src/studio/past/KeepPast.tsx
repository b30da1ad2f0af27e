import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { DraftView } from '../../generated';
import { t } from '../../words/words';
import classes from '../played/Played.module.css';
import { useKeepSample } from '../studio-changes';
import type { RanPast } from './ran-past';

interface KeepPastProps {
  draft: DraftView;
  past: RanPast;
  end(): void;
  kept(sample: string): void;
}

/** Says what is looked at, and keeps it as a sample, masked as it is. */
export function KeepPast({ draft, past: { type, event, played }, end, kept }: KeepPastProps) {
  const [sample, setSample] = useState(`${type.replaceAll('.', '-')}-from-life`);
  const keep = useKeepSample(draft);
  const { source, id, participant } = event;
  const submit = (submitted: FormEvent) => {
    submitted.preventDefault();
    keep.mutate(
      { source, id, participant, sample },
      {
        onSuccess: () => {
          end();
          kept(sample);
        },
      },
    );
  };
  return (
    <form className={classes.past} onSubmit={submit}>
      <p role="status">{played.stopped ?? played.problems[0]?.message ?? t('studio.pastNow', { type })}</p>
      <TextInput
        size="xs"
        label={t('studio.keepName')}
        value={sample}
        onChange={(event_) => setSample(event_.currentTarget.value)}
        autoComplete="off"
        spellCheck={false}
      />
      <Button type="submit" size="compact-md" variant="default" loading={keep.isPending}>
        {t('studio.keep')}
      </Button>
      <Button size="compact-md" variant="default" onClick={end}>
        {t('studio.pastEnd')}
      </Button>
    </form>
  );
}
