import type { JourneyView } from '../generated';
import { Status } from '../theme/Status';
import { useAgencyWords } from '../words/agency-words';
import { t } from '../words/words';
import classes from './Lane.module.css';
import { laneOf, type Stop } from './stops';

/** The way the event took, left to right, with the time between the stops; top to bottom on a phone. */
export function Lane({ journey }: { journey: JourneyView }) {
  const { before, targets } = laneOf(journey);
  return (
    <section aria-label={t('journey.lane')} className={classes.way}>
      <ol className={classes.lane}>
        {before.map((stop, i) => (
          <li key={stop.key} className={classes.stop}>
            <Track stop={stop} next={before[i + 1]} last={i === before.length - 1 && targets.length === 0} />
            <Words stop={stop} />
          </li>
        ))}
        {targets.length > 0 && (
          <li className={classes.ends}>
            <ul aria-label={t('journey.targets')}>
              {targets.map((stop, i) => (
                <li key={stop.key} className={classes.end} data-passed={stop.passed || undefined}>
                  {i > 0 && <span className={classes.branch} aria-hidden />}
                  <span className={classes.dot} data-tone={stop.tone} aria-hidden />
                  <Words stop={stop} gap />
                </li>
              ))}
            </ul>
          </li>
        )}
      </ol>
    </section>
  );
}

function Track({ stop, next, last }: { stop: Stop; next: Stop | undefined; last: boolean }) {
  return (
    <span className={classes.track} data-passed={next === undefined || next.passed || undefined}>
      <span className={classes.dot} data-tone={stop.tone} aria-hidden />
      {!last && <span className={classes.line} aria-hidden />}
      {next?.after !== undefined && <span className={classes.gap}>{next.after}</span>}
    </span>
  );
}

function Words({ stop, gap = false }: { stop: Stop; gap?: boolean }) {
  const words = useAgencyWords();
  const title = <bdi>{stop.title}</bdi>;
  return (
    <div className={classes.words}>
      <p className={classes.title}>{stop.anchor ? <a href={`#${stop.anchor}`}>{title}</a> : title}</p>
      <p className={classes.what}>{stop.anchor ? <Status tone={stop.tone}>{stop.what}</Status> : stop.what}</p>
      <p className={classes.when}>
        {stop.at === null ? (
          t(stop.passed ? 'journey.noTime' : 'journey.notYet')
        ) : (
          <time dateTime={stop.at} title={words.exact(stop.at)}>
            {words.fine(stop.at)}
          </time>
        )}
        {gap && stop.after !== undefined && <span className={classes.took}>{t('journey.later', { span: stop.after })}</span>}
      </p>
    </div>
  );
}
