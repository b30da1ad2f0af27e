import { getRouteApi } from '@tanstack/react-router';
import { type RefObject, useEffect, useState } from 'react';
import { waitingEventOf } from '../studio-address';

const route = getRouteApi('/desk/studio/$name');

export interface Spot {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** Which file and which sample are looked at; the address holds both. */
export function usePlace(files: ReadonlyMap<string, string>, area: RefObject<HTMLTextAreaElement | null>) {
  const address = route.useSearch();
  const { file: wanted = 'pack.yaml', sample } = address;
  const navigate = route.useNavigate();
  const [spot, setSpot] = useState<Spot>();
  const file = files.has(wanted) ? wanted : ([...files.keys()][0] ?? 'pack.yaml');
  const open = (path: string) => void navigate({ search: (was) => ({ ...was, file: path }), replace: true });
  // Once its file is on the screen.
  useEffect(() => {
    if (!spot || spot.file !== file || !area.current) return;
    setCaret(area.current, spot);
    setSpot(undefined);
  }, [spot, file, area]);
  return {
    file,
    sample,
    event: waitingEventOf(address),
    open,
    choose: (name: string) => void navigate({ search: (was) => ({ ...was, sample: name }), replace: true }),
    goTo: (to: Spot) => {
      setSpot(to);
      if (to.file !== file) open(to.file);
    },
  };
}

function setCaret(area: HTMLTextAreaElement, { line, column }: Spot): void {
  const lines = area.value.split('\n');
  const before = lines.slice(0, line - 1).reduce((sum, text) => sum + text.length + 1, 0);
  const at = before + Math.min(Math.max(0, column - 1), lines[line - 1]?.length ?? 0);
  area.focus({ preventScroll: true });
  area.setSelectionRange(at, at);
  const page = area.closest('[data-editor]');
  const height = Number.parseFloat(getComputedStyle(area).lineHeight);
  page?.scrollTo({ top: Math.max(0, (line - 4) * height) });
  page?.scrollIntoView({ block: 'nearest' });
}
