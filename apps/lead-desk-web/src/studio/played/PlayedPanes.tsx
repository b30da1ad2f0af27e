import { useMemo, useState } from 'react';
import type { PlayedSampleView } from '../../generated';
import { t } from '../../words/words';
import { JsonPane } from './JsonPane';
import classes from './Played.module.css';
import { differing } from './pointed-lines';
import { isInput, whyByPointer, whyOf } from './where-from';

interface PlayedPanesProps {
  played: PlayedSampleView;
  /** Of a past event: nothing is expected yet. */
  past: boolean;
  /** Opens `FILE:LINE`. */
  goTo(at: string): void;
}

/** What went in, what came out and what was expected, side by side. */
export function PlayedPanes({ played, past, goTo }: PlayedPanesProps) {
  const [looked, setLooked] = useState<string>();
  const known = useMemo(() => whyByPointer(played), [played]);
  const differs = useMemo(
    () => new Set(played.expected === null || played.played === null ? [] : differing(played.expected, played.played)),
    [played],
  );
  const why = looked === undefined ? undefined : whyOf(known, looked);
  const words = why && { path: why.path.slice(1), from: why.from.join(', '), at: why.at };
  return (
    <div className={classes.panes}>
      <JsonPane
        title={t('studio.in')}
        value={played.sample}
        nothing={t('studio.noResult')}
        lit={why && ((pointer) => isInput(why.from, pointer))}
      />
      <JsonPane
        title={t('studio.out')}
        value={played.played}
        nothing={played.stopped ?? t('studio.noResult')}
        differs={differs}
        tells={{
          has: (pointer) => whyOf(known, pointer) !== undefined,
          look: setLooked,
          choose: (pointer) => {
            const at = whyOf(known, pointer)?.at;
            if (at !== undefined) goTo(at);
          },
        }}
        foot={
          known.size > 0 && (
            <p className={classes.why} aria-live="polite">
              {words ? t(words.from === '' ? 'studio.whyPack' : 'studio.why', words) : t('studio.whyHint')}
            </p>
          )
        }
      />
      <JsonPane
        title={t('studio.expected')}
        value={played.expected}
        nothing={t(past ? 'studio.pastExpected' : 'studio.notExpected')}
        differs={differs}
      />
    </div>
  );
}
