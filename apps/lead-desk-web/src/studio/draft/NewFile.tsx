import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { t } from '../../words/words';
import classes from './Draft.module.css';

/** Adds a file; the desk checks its path when it is saved. */
export function NewFile({ files, add }: { files: ReadonlyMap<string, string>; add(path: string): void }) {
  const [path, setPath] = useState('');
  const wanted = path.trim();
  const there = files.has(wanted);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (wanted === '' || there) return;
    add(wanted);
    setPath('');
  };
  return (
    <form onSubmit={submit} className={classes.newFile}>
      <TextInput
        size="xs"
        label={t('studio.newFile')}
        placeholder={t('studio.filePath')}
        value={path}
        onChange={(event) => setPath(event.currentTarget.value)}
        error={there ? t('studio.fileThere') : undefined}
        autoComplete="off"
        spellCheck={false}
      />
      <Button type="submit" size="compact-xs" variant="default" disabled={wanted === '' || there}>
        {t('studio.addFile')}
      </Button>
    </form>
  );
}
