import { type ReactNode, useId, useMemo } from 'react';
import { t } from '../../words/words';
import classes from './Played.module.css';
import { type PointedLine, pointedLines } from './pointed-lines';

interface JsonPaneProps {
  title: string;
  value: unknown;
  /** In place of nothing. */
  nothing: string;
  differs?: ReadonlySet<string>;
  /** Lines that are the input of what has the focus. */
  lit?: (pointer: string) => boolean;
  /** Answers whether a line can say where it comes from, and is told when it has the focus or was chosen. */
  tells?: { has(pointer: string): boolean; look(pointer: string): void; choose(pointer: string): void };
  foot?: ReactNode;
}

/** JSON whose lines know what they are; what differs has a mark beside it, not a colour alone. */
export function JsonPane({ title, value, nothing, differs, lit, tells, foot }: JsonPaneProps) {
  const id = useId();
  const lines = useMemo(() => (value === null || value === undefined ? [] : pointedLines(value)), [value]);
  return (
    <section className={classes.pane} aria-labelledby={id}>
      <h3 id={id}>{title}</h3>
      {lines.length === 0 ? (
        <p className={`quiet ${classes.nothing}`}>{nothing}</p>
      ) : (
        <div className={classes.json} tabIndex={0} role="group" aria-labelledby={id}>
          {lines.map((line, i) => {
            const differing = differs?.has(line.pointer) ?? false;
            const marks = { 'data-differs': differing || undefined, 'data-lit': lit?.(line.pointer) || undefined };
            const indent = { paddingLeft: `${line.depth * 2 + 3}ch` };
            return tells?.has(line.pointer) ? (
              <button
                key={i}
                type="button"
                className={classes.line}
                style={indent}
                {...marks}
                onFocus={() => tells.look(line.pointer)}
                onMouseEnter={() => tells.look(line.pointer)}
                onClick={() => tells.choose(line.pointer)}
              >
                <LineText line={line} differing={differing} />
              </button>
            ) : (
              <div key={i} className={classes.line} style={indent} {...marks}>
                <LineText line={line} differing={differing} />
              </div>
            );
          })}
        </div>
      )}
      {foot}
    </section>
  );
}

function LineText({ line: { name, value, kind }, differing }: { line: PointedLine; differing: boolean }) {
  return (
    <>
      {differing && (
        <span className={classes.mark}>
          <span aria-hidden>≠</span>
          <span className="unseen">{t('studio.differsHere')} </span>
        </span>
      )}
      {name !== undefined && <span className={classes.key}>{JSON.stringify(name)}: </span>}
      <span className={classes[kind]}>{value}</span>
    </>
  );
}
