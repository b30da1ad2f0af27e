import { Button } from '@mantine/core';
import { IconArrowLeft, IconPlayerPlay, IconRocket, IconTrash } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { DraftView } from '../../generated';
import { Status } from '../../theme/Status';
import { t } from '../../words/words';
import { PublishDraft } from '../publish/PublishDraft';
import { DeleteDraft } from './DeleteDraft';
import classes from './Draft.module.css';
import { findingWords, toneOf } from './finding-words';
import type { EditedFiles } from './use-edits';
import type { Findings } from './use-findings';

interface DraftHeadProps {
  draft: DraftView;
  edited: EditedFiles;
  findings: Findings;
  nextProblem(): void;
}

/** Which draft it is, what it comes to, and what can be done. */
export function DraftHead({ draft, edited, findings, nextProblem }: DraftHeadProps) {
  const [asks, setAsks] = useState<'publish' | 'delete'>();
  const unsaved = edited.edits.size;
  return (
    <header className={classes.head}>
      <Link to="/studio" className={classes.back}>
        <IconArrowLeft size={14} stroke={1.75} aria-hidden />
        {t('studio.back')}
      </Link>
      <div className={classes.who}>
        <div className={classes.whoWords}>
          <h1 className={classes.title}>{draft.name}</h1>
          <p className={classes.under}>
            <span role="status">
              <Status tone={toneOf(findings)} strong>
                {findingWords(findings)}
              </Status>
            </span>
            <span className="quiet">
              {unsaved > 0 ? t('studio.unsaved', { count: unsaved }) : t('studio.by', { revision: draft.revision, who: draft.changedBy })}
            </span>
          </p>
        </div>
        <div className={classes.reach}>
          {findings.problems.length > 0 && (
            <Button variant="default" onClick={nextProblem} aria-keyshortcuts="F8">
              {t('studio.nextProblem')} <kbd className={classes.keys}>F8</kbd>
            </Button>
          )}
          <Button
            onClick={edited.save}
            loading={edited.saving}
            disabled={unsaved === 0}
            aria-keyshortcuts="Control+S"
            leftSection={<IconPlayerPlay size={16} stroke={1.75} aria-hidden />}
          >
            {t('studio.save')} <kbd className={classes.keys}>Ctrl S</kbd>
          </Button>
          <Button variant="default" onClick={() => setAsks('publish')} leftSection={<IconRocket size={16} stroke={1.75} aria-hidden />}>
            {t('studio.publish')}
          </Button>
          <Button variant="default" onClick={() => setAsks('delete')} leftSection={<IconTrash size={16} stroke={1.75} aria-hidden />}>
            {t('studio.delete')}
          </Button>
        </div>
      </div>
      <PublishDraft draft={draft} unsaved={unsaved > 0} opened={asks === 'publish'} close={() => setAsks(undefined)} />
      <DeleteDraft draft={draft} opened={asks === 'delete'} close={() => setAsks(undefined)} />
    </header>
  );
}
