import { type KeyboardEvent, type RefObject, useCallback, useEffect, useRef } from 'react';

const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, j: 1, k: -1, PageDown: 10, PageUp: -10 };

/** Arrow keys go from row to row, also to rows that are not drawn yet; the row's link has the focus, so Enter opens it. */
export function useRowKeys(viewport: RefObject<HTMLElement | null>, count: number, rowHeight: number) {
  const wanted = useRef<number | undefined>(undefined);

  const settle = useCallback(() => {
    if (wanted.current === undefined) return;
    const link = viewport.current?.querySelector<HTMLElement>(`tr[data-row="${wanted.current}"] a`);
    if (!link) return;
    wanted.current = undefined;
    link.focus({ preventScroll: true });
  }, [viewport]);
  // A row that had to be drawn first takes the focus once it is there.
  useEffect(settle);

  const onKeyDown = useCallback(
    (event: KeyboardEvent) => {
      const step = steps[event.key];
      const row = event.target instanceof Element ? event.target.closest('tr[data-row]') : null;
      const element = viewport.current;
      if (step === undefined || !row || !element || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      const to = Math.max(0, Math.min(count - 1, Number(row.getAttribute('data-row')) + step));
      wanted.current = to;
      const top = to * rowHeight;
      const room = element.clientHeight - 2 * rowHeight;
      if (top < element.scrollTop) element.scrollTop = top;
      else if (top > element.scrollTop + room) element.scrollTop = top - room;
      settle();
    },
    [viewport, count, rowHeight, settle],
  );
  return { onKeyDown };
}
