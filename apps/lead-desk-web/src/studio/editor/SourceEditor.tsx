import { type RefObject, useId, useMemo } from 'react';
import type { DraftProblemView } from '../../generated';
import { t } from '../../words/words';
import { highlighted } from './highlight';
import classes from './Editor.module.css';

interface SourceEditorProps {
  path: string;
  text: string;
  onChange(text: string): void;
  /** Of this file. */
  problems: readonly DraftProblemView[];
  area: RefObject<HTMLTextAreaElement | null>;
}

/** A plain text area, with the same text in colours behind it and what is wrong at the end of its line. */
export function SourceEditor({ path, text, onChange, problems, area }: SourceEditorProps) {
  const lines = useMemo(() => highlighted(path, text), [path, text]);
  const id = useId();
  return (
    <div className={classes.editor} data-editor>
      <div className={classes.page}>
        <div className={classes.numbers} aria-hidden>
          {lines.map((_, i) => (
            <span key={i} data-bad={problems.some(({ line }) => line === i + 1) || undefined}>
              {i + 1}
            </span>
          ))}
        </div>
        <div className={classes.stack}>
          <pre className={classes.colours} aria-hidden>
            {lines.map((tokens, i) => (
              <Line key={i} tokens={tokens} problems={problems.filter(({ line }) => line === i + 1)} />
            ))}
          </pre>
          <textarea
            ref={area}
            className={classes.text}
            value={text}
            onChange={(event) => onChange(event.currentTarget.value)}
            aria-label={t('studio.editor', { path })}
            aria-invalid={problems.length > 0}
            aria-describedby={problems.length > 0 ? id : undefined}
            aria-keyshortcuts="Control+S F8"
            spellCheck={false}
            autoCapitalize="off"
            autoComplete="off"
            wrap="off"
          />
        </div>
      </div>
      <span id={id} className="unseen">
        {problems.map(({ line, message }) => `${line}: ${message}`).join('. ')}
      </span>
    </div>
  );
}

function Line({ tokens, problems }: { tokens: ReturnType<typeof highlighted>[number]; problems: readonly DraftProblemView[] }) {
  return (
    <span className={classes.line} data-bad={problems.length > 0 || undefined}>
      {tokens.map(({ kind, text }, i) => (
        <span key={i} className={classes[kind]}>
          {text}
        </span>
      ))}
      {problems.length > 0 && <span className={classes.says}>{problems.map(({ message }) => message).join('; ')}</span>}
      {'\n'}
    </span>
  );
}
