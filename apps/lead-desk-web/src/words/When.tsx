import { useSyncExternalStore } from 'react';
import { useAgencyWords } from './agency-words';

const everyMs = 10_000;
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    for (const each of listeners) each();
  }, everyMs);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** One clock for every relative time on the screen, in steps so that a screen drawn twice says the same. */
export const useNow = (): number => useSyncExternalStore(subscribe, () => Math.floor(Date.now() / everyMs) * everyMs);

/** A relative time; the exact one on hover. */
export function When({ at }: { at: string }) {
  const words = useAgencyWords();
  const now = useNow();
  return (
    <time dateTime={at} title={words.exact(at)}>
      {words.relative(at, now)}
    </time>
  );
}
