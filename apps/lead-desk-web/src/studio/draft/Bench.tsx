import { useBlocker } from '@tanstack/react-router';
import { useRef } from 'react';
import type { DraftView } from '../../generated';
import { t } from '../../words/words';
import { SourceEditor } from '../editor/SourceEditor';
import { CameFrom } from './CameFrom';
import { Conflict } from './Conflict';
import classes from './Draft.module.css';
import { DraftHead } from './DraftHead';
import { FileList } from './FileList';
import { ProblemList } from './ProblemList';
import { Samples } from './Samples';
import { useEdits } from './use-edits';
import { useFindings } from './use-findings';
import { usePlace } from './use-place';
import { useKeys } from './use-keys';

/** Where a draft is worked on. */
export function Bench({ draft }: { draft: DraftView }) {
  const edited = useEdits(draft);
  const area = useRef<HTMLTextAreaElement>(null);
  const place = usePlace(edited.files, area);
  const findings = useFindings(draft, place.sample);
  const nextProblem = useKeys({ area, file: place.file, problems: findings.problems, goTo: place.goTo, save: edited.save });
  useBlocker({
    shouldBlockFn: ({ current, next }) => edited.edits.size > 0 && current.pathname !== next.pathname && !window.confirm(t('studio.leave')),
    enableBeforeUnload: () => edited.edits.size > 0,
  });
  return (
    <article>
      <DraftHead draft={draft} edited={edited} findings={findings} nextProblem={nextProblem} />
      {place.event && <CameFrom event={place.event} />}
      {edited.conflict && <Conflict {...edited.conflict} />}
      <div className={classes.bench}>
        <FileList edited={edited} file={place.file} open={place.open} problems={findings.problems} />
        <div className={classes.source}>
          <SourceEditor
            path={place.file}
            text={edited.files.get(place.file) ?? ''}
            onChange={(text) => edited.edit(place.file, text)}
            problems={findings.problems.filter(({ file }) => file === place.file)}
            area={area}
          />
        </div>
      </div>
      <div className={classes.below}>
        <ProblemList problems={findings.problems} goTo={place.goTo} />
        <Samples draft={draft} findings={findings} event={place.event} sample={findings.sample} choose={place.choose} goTo={place.goTo} />
      </div>
    </article>
  );
}
