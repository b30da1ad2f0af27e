import { useAgencyWords } from '../words/agency-words';
import { t } from '../words/words';
import { areaLabel } from './area-label';
import type { DrawnArea } from './AreaMap';
import { pointCount } from './geometry';
import classes from './Map.module.css';

/** Each area with how many points draw it, and what simplifying cost. */
export function AreaLegend({ areas }: { areas: readonly DrawnArea[] }) {
  const words = useAgencyWords();
  return (
    <div className={classes.legend}>
      <ul>
        {areas.map((area, i) => (
          <li key={i}>
            <span className={classes.swatch} aria-hidden />
            <bdi>{areaLabel(area)}</bdi>
            <span className="quiet number">
              {t('map.points', { count: pointCount(area.geometry) })}
              {area.simplified &&
                `, ${t('map.simplified', {
                  from: words.number(area.simplified.from),
                  to: words.number(area.simplified.to),
                  overlap: `${(area.simplified.overlap * 100).toFixed(1)} %`,
                })}`}
            </span>
          </li>
        ))}
      </ul>
      <span className="quiet">{t('map.base')}</span>
    </div>
  );
}
