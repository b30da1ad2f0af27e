import { IconStar, IconStarFilled } from '@tabler/icons-react';
import { t } from '../words/words';
import classes from './Leads.module.css';

/** Zero to three stars, said in words too. */
export function Rating({ stars }: { stars: number }) {
  const words = t('leads.ratingOf', { count: stars });
  return (
    <span className={classes.rating} role="img" aria-label={words} title={words}>
      {[1, 2, 3].map((n) =>
        n <= stars ? <IconStarFilled key={n} size={14} aria-hidden /> : <IconStar key={n} size={14} stroke={1.5} aria-hidden />,
      )}
    </span>
  );
}
