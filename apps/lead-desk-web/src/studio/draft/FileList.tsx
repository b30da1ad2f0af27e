import { ActionIcon } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import type { DraftProblemView } from '../../generated';
import { t } from '../../words/words';
import classes from './Draft.module.css';
import { NewFile } from './NewFile';
import type { EditedFiles } from './use-edits';

interface FileListProps {
  edited: EditedFiles;
  file: string;
  open(path: string): void;
  problems: readonly DraftProblemView[];
}

/** The files of the draft, each with what is wrong in it. */
export function FileList({ edited, file, open, problems }: FileListProps) {
  return (
    <nav className={classes.files} aria-label={t('studio.files')}>
      <ul>
        {[...edited.files.keys()].map((path) => {
          const count = problems.filter((one) => one.file === path).length;
          return (
            <li key={path} className={classes.fileRow} data-open={path === file || undefined}>
              <button type="button" className={classes.file} aria-current={path === file || undefined} onClick={() => open(path)}>
                <span className="cut">{path}</span>
                {edited.edits.has(path) && (
                  <span className={classes.dirty}>
                    <span aria-hidden>•</span>
                    <span className="unseen">{t('studio.edited')}</span>
                  </span>
                )}
                {count > 0 && (
                  <span className={classes.count}>
                    <span aria-hidden>{count}</span>
                    <span className="unseen">{t('studio.fileProblems', { count })}</span>
                  </span>
                )}
              </button>
              {path === file && path !== 'pack.yaml' && (
                <ActionIcon size="sm" aria-label={t('studio.removeFile', { path })} onClick={() => edited.edit(path, null)}>
                  <IconTrash size={14} stroke={1.75} aria-hidden />
                </ActionIcon>
              )}
            </li>
          );
        })}
      </ul>
      <NewFile
        files={edited.files}
        add={(path) => {
          edited.edit(path, beginningOf(path));
          open(path);
        }}
      />
    </nav>
  );
}

/** What such a file begins as, so that it is whole from the start. */
const beginningOf = (path: string): string => (path.endsWith('.jsonata') ? '{\n  \n}\n' : path.endsWith('.json') ? '{}\n' : '\n');
