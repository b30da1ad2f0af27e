import { Button, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { troubleWords } from '../../frame/trouble-words';
import { addNote, type PersonView } from '../../generated';
import { t } from '../../words/words';
import { When } from '../../words/When';
import { personQuery } from '../people-queries';
import { Section } from '../../frame/Section';
import classes from './Person.module.css';

export function Notes({ person }: { person: PersonView }) {
  const { id } = person.summary;
  const queries = useQueryClient();
  const [text, setText] = useState('');
  const save = useMutation({
    mutationFn: () => addNote({ path: { id }, body: { text: text.trim() } }),
    onSuccess: (note) => {
      setText('');
      queries.setQueryData(
        personQuery(id).queryKey,
        (known: PersonView | undefined) => known && { ...known, notes: [note, ...known.notes] },
      );
      notifications.show({ message: t('person.noteSaved'), withBorder: true });
    },
    // The words stay in the box, so that nothing typed is lost.
    onError: (error) => {
      const { happened, then } = troubleWords(error);
      notifications.show({ color: 'red', title: `${t('trouble.notSaved')}. ${happened}`, message: then });
    },
  });
  return (
    <Section title={t('person.notes')}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (text.trim() !== '') save.mutate();
        }}
      >
        <Textarea
          id="note"
          autosize
          minRows={2}
          maxRows={8}
          maxLength={10_000}
          aria-label={t('person.notes')}
          placeholder={t('person.notePlaceholder')}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.form?.requestSubmit();
          }}
        />
        <Button type="submit" variant="default" mt={8} disabled={text.trim() === ''} loading={save.isPending}>
          {t('person.noteSave')}
        </Button>
      </form>
      {person.notes.length === 0 && <p className={`quiet ${classes.item}`}>{t('person.noNotes')}</p>}
      {person.notes.map((note) => (
        <div key={note.id} className={classes.item}>
          <p className={classes.note} dir="auto">
            {note.text}
          </p>
          <p className={classes.mark}>
            {note.by} · <When at={note.at} />
          </p>
        </div>
      ))}
    </Section>
  );
}
