import type { PersonSummaryView } from '../generated';
import { useAgencyWords } from '../words/agency-words';
import { t } from '../words/words';
import classes from './People.module.css';

/** Says that a person is a client, a lead of theirs being converted (B9); nothing for who is none. */
export function Client({ person: { clientSince } }: { person: Pick<PersonSummaryView, 'clientSince'> }) {
  const words = useAgencyWords();
  if (clientSince === null) return null;
  return (
    <span className={classes.client} title={t('person.clientSince', { when: words.date(clientSince) })}>
      {t('person.client')}
    </span>
  );
}
