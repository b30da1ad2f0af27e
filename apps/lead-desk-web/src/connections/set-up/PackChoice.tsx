import { Skeleton } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { PackView } from '../../generated';
import { t } from '../../words/words';
import classes from './SetUp.module.css';

/** The packs there are, each with what it is for. */
export function PackChoice({ packs, loading }: { packs: readonly PackView[]; loading: boolean }) {
  return (
    <>
      <h1 className={classes.title}>{t('connections.choose')}</h1>
      <p className="quiet">{t('connections.chooseAbout')}</p>
      <ul className={classes.packs} aria-busy={loading}>
        {loading && [0, 1, 2].map((place) => <Skeleton key={place} height={88} />)}
        {packs.map(({ name, title, about, version, side }) => (
          <li key={name}>
            <Link to="/connect" search={{ pack: name }} className={classes.pack}>
              <span className={classes.packHead}>
                <strong>{title}</strong>
                <span className="quiet">
                  {t(`side.${side}`)} · {version}
                </span>
              </span>
              <span className={classes.about}>{about}</span>
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}
