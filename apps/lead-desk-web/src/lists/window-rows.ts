import { type RefObject, useCallback, useLayoutEffect, useState } from 'react';

const beyond = 12;
const places = new Map<string, number>();

export interface RowWindow {
  from: number;
  to: number;
}

/** Which of many rows of one height are worth drawing; remembers how far down a list was, for the way back. */
export function useRowWindow(viewport: RefObject<HTMLElement | null>, count: number, rowHeight: number, place: string): RowWindow {
  const [window, setWindow] = useState<RowWindow>({ from: 0, to: 40 });

  const look = useCallback(() => {
    const element = viewport.current;
    if (!element) return;
    // In steps of eight rows, so that scrolling redraws now and then and not with every pixel.
    const from = Math.max(0, Math.floor(element.scrollTop / rowHeight / 8) * 8 - beyond);
    const to = from + Math.ceil(element.clientHeight / rowHeight) + 8 + 2 * beyond;
    setWindow((known) => (known.from === from && known.to === to ? known : { from, to }));
  }, [viewport, rowHeight]);

  useLayoutEffect(() => {
    const element = viewport.current;
    if (!element) return;
    const scrolled = () => {
      places.set(place, element.scrollTop);
      look();
    };
    const resized = new ResizeObserver(look);
    element.addEventListener('scroll', scrolled, { passive: true });
    resized.observe(element);
    return () => {
      element.removeEventListener('scroll', scrolled);
      resized.disconnect();
    };
  }, [viewport, look, place]);

  useLayoutEffect(() => {
    const element = viewport.current;
    if (!element || count === 0) return;
    element.scrollTop = places.get(place) ?? 0;
    look();
    // Only when the list is another one, or has its first rows.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [place, count === 0]);

  return { from: Math.min(window.from, Math.max(0, count - 1)), to: Math.min(window.to, count) };
}
