import { type RefObject, useEffect, useRef } from 'react';
import type { DraftProblemView } from '../../generated';
import type { Spot } from './use-place';

interface Keys {
  area: RefObject<HTMLTextAreaElement | null>;
  file: string;
  problems: readonly DraftProblemView[];
  goTo(to: Spot): void;
  save(): void;
}

/** Ctrl S saves and plays, F8 goes to the next problem; answers the latter, for its button. */
export function useKeys(keys: Keys): () => void {
  const now = useRef(keys);
  useEffect(() => {
    now.current = keys;
  });
  const next = () => {
    const { area, file, problems, goTo } = now.current;
    const to = after(problems, file, area.current);
    if (to) goTo(to);
  };
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 's') {
        event.preventDefault();
        now.current.save();
      } else if (event.key === 'F8') {
        event.preventDefault();
        next();
      }
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
  return next;
}

/** The first one behind the caret, else the first of all. */
function after(problems: readonly DraftProblemView[], file: string, area: HTMLTextAreaElement | null): DraftProblemView | undefined {
  const before = (area?.value.slice(0, area.selectionStart) ?? '').split('\n');
  const [line, column] = [before.length, (before.at(-1)?.length ?? 0) + 1];
  const focused = document.activeElement === area;
  const behind = problems.find((one) =>
    one.file === file ? !focused || one.line > line || (one.line === line && one.column > column) : one.file > file,
  );
  return behind ?? problems[0];
}
