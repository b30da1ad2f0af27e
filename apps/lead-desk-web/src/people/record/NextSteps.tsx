import { Link } from '@tanstack/react-router';
import type { PersonLeadView, PersonView } from '../../generated';
import { eventWords } from '../../events/event-columns';
import { assignmentWord, stageTones, statusTones, statusWord } from '../../leads/lead-words';
import { Status } from '../../theme/Status';
import { useAgencyWords } from '../../words/agency-words';
import { t, wordFor } from '../../words/words';
import { useNow } from '../../words/When';
import { Section } from '../../frame/Section';
import { Notes } from './Notes';
import classes from './Person.module.css';
import { Todos } from './Todos';

/** What to do next: to-dos, the person's leads, and a note while it is fresh. */
export function NextSteps({ person }: { person: PersonView }) {
  return (
    <>
      <Todos person={person} />
      <Section title={t('person.leads')}>
        {person.leads.length === 0 && <p className="quiet">{t('person.noLeads')}</p>}
        {person.leads.map((lead) => (
          <Lead key={lead.id} lead={lead} />
        ))}
      </Section>
      <Notes person={person} />
    </>
  );
}

/** Where the lead stands: over or converted, else its stage. */
function Standing({ lead: { recordStatus, stage } }: { lead: PersonLeadView }) {
  if (recordStatus !== 'active') return <Status tone={statusTones[recordStatus] ?? 'quiet'}>{statusWord(recordStatus)}</Status>;
  return <Status tone={stageTones[stage] ?? 'quiet'}>{wordFor('stage', stage)}</Status>;
}

function Lead({ lead }: { lead: PersonLeadView }) {
  const words = useAgencyWords();
  const now = useNow();
  const intent = <strong>{wordFor('intent', lead.intent)}</strong>;
  return (
    <div className={classes.item}>
      <p className={classes.lead}>
        {lead.opens ? (
          <Link to="/leads/$id" params={{ id: lead.id }}>
            {intent}
          </Link>
        ) : (
          intent
        )}
        <Standing lead={lead} />
      </p>
      <p className={classes.mark}>
        <bdi>{lead.agent ?? assignmentWord(lead.assignment)}</bdi>
      </p>
      <p className={classes.mark} title={words.exact(lead.openedAt)}>
        {t('person.opened', { when: words.relative(lead.openedAt, now), what: eventWords(lead.openedBy).toLowerCase() })}
      </p>
    </div>
  );
}
