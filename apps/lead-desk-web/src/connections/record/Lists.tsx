import { Section } from '../../frame/Section';
import type { ConnectionListsView } from '../../generated';
import { t } from '../../words/words';
import classes from './Record.module.css';

/** What settings and tables hold that the vendor does not know; it would be dropped there without a word. */
export function Lists({ lists: { warnings } }: { lists: ConnectionListsView }) {
  if (warnings.length === 0) return null;
  return (
    <Section title={t('connections.lists')}>
      <p className="quiet">{t('connections.listsAbout')}</p>
      <ul className={classes.warnings}>
        {warnings.map(({ list, in: place, key, value, says }) => (
          <li key={[list, place, key, value].join(' ')} className={classes.warning}>
            {says}
          </li>
        ))}
      </ul>
    </Section>
  );
}
