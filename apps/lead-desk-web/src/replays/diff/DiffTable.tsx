import { Button } from '@mantine/core';
import { type CSSProperties, useMemo, useState } from 'react';
import { t } from '../../words/words';
import { type DiffLine, diffLines, foldSame, type Mark, type ShownLine } from './diff-lines';
import classes from './Diff.module.css';

const signs: Record<Mark, string> = { same: '', changed: '~', added: '+', removed: '−' };

interface DiffTableProps {
  label: string;
  /** Nothing where the target was never told. */
  was: { data: unknown } | undefined;
  now: unknown;
}

/** What was told beside what would be sent, line by line; each difference has a sign, a word and a ground. */
export function DiffTable({ label, was, now }: DiffTableProps) {
  const [all, setAll] = useState(false);
  const lines = useMemo(() => diffLines(was ? was.data : now, now), [was, now]);
  const folded = useMemo(() => foldSame(lines), [lines]);
  const hidden = folded.reduce((sum, one) => sum + (one.kind === 'folded' ? one.count : 0), 0);
  const folds = was !== undefined && hidden > 0;
  const shown: readonly ShownLine[] = folds && !all ? folded : lines.map((line) => ({ kind: 'line', line }));
  return (
    <>
      <table className={classes.table} aria-label={label}>
        <colgroup>
          <col />
          {was && <col />}
          <col />
        </colgroup>
        <thead>
          <tr>
            <th scope="col">{t('replays.member')}</th>
            {was && <th scope="col">{t('replays.before')}</th>}
            <th scope="col">{t('replays.now')}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((one) =>
            one.kind === 'line' ? (
              <Line key={one.line.key} line={one.line} both={was !== undefined} />
            ) : (
              <tr key={one.key} className={classes.folded}>
                <td colSpan={3}>{t('replays.folded', { count: one.count })}</td>
              </tr>
            ),
          )}
        </tbody>
      </table>
      {folds && (
        <div className={classes.foot}>
          <span>{t('replays.legend')}</span>
          <Button size="compact-xs" variant="subtle" onClick={() => setAll(!all)}>
            {all ? t('replays.hideSame') : t('replays.showSame', { count: hidden })}
          </Button>
        </div>
      )}
    </>
  );
}

function Line({ line: { depth, name, was, now, mark }, both }: { line: DiffLine; both: boolean }) {
  // How deep it lies is all that the style says.
  const style = { '--depth': depth } as CSSProperties;
  // What only holds others stands for the way to them.
  const holds = was === undefined && now === undefined && mark === 'changed';
  const changes = both && mark !== 'same' && !holds;
  return (
    <tr data-mark={both && !holds ? mark : undefined} style={style}>
      <th scope="row">
        {both && (
          <span className={classes.sign} aria-hidden>
            {changes ? signs[mark] : ''}
          </span>
        )}
        <span className={classes.name}>{name}</span>
        {changes && <span className="unseen"> {t(`replays.mark.${mark}`)}</span>}
      </th>
      {both && (
        <td data-old data-side={was === undefined ? undefined : t('replays.before')}>
          {was !== undefined && (changes ? <del>{was}</del> : was)}
        </td>
      )}
      <td data-side={both && changes && now !== undefined ? t('replays.now') : undefined}>
        {now !== undefined && (changes ? <ins>{now}</ins> : now)}
      </td>
    </tr>
  );
}
