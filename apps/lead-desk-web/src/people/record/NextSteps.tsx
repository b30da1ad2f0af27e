import type { LeadView, PersonView } from '../../generated';
import { eventWords } from '../../events/event-columns';
import { Status } from '../../theme/Status';
import type { Tone } from '../../theme/theme';
import { useAgencyWords } from '../../words/agency-words';
import { t, wordFor } from '../../words/words';
import { useNow } from '../../words/When';
import { Section } from '../../frame/Section';
import { Notes } from './Notes';
import classes from './Person.module.css';
import { Todos } from './Todos';

const stageTones: Record<string, Tone> = {
  uncontacted: 'wait',
  attemptedContact: 'wait',
  nurturing: 'move',
  underContract: 'good',
  closed: 'good',
};

/** What to do next: to-dos, open leads, and a note while it is fresh. */
export function NextSteps({ person }: { person: PersonView }) {
  const open = person.leads.filter(isOpen);
  const closed = person.leads.length - open.length;
  return (
    <>
      <Todos person={person} />
      <Section title={t('person.leads')}>
        {open.length === 0 && <p className="quiet">{t('person.noLeads')}</p>}
        {open.map((lead) => (
          <Lead key={lead.id} lead={lead} />
        ))}
        {closed > 0 && <p className={classes.mark}>{t('person.closedLeads', { count: closed })}</p>}
      </Section>
      <Notes person={person} />
    </>
  );
}

const isOpen = (lead: LeadView): boolean => lead.closedAt === null && lead.recordStatus === 'active';

function Lead({ lead }: { lead: LeadView }) {
  const words = useAgencyWords();
  const now = useNow();
  return (
    <div className={classes.item}>
      <p className={classes.lead}>
        <strong>{wordFor('intent', lead.intent)}</strong>
        <Status tone={stageTones[lead.stage] ?? 'quiet'}>{wordFor('stage', lead.stage)}</Status>
      </p>
      <p className={classes.mark} title={words.exact(lead.openedAt)}>
        {t('person.opened', { when: words.relative(lead.openedAt, now), what: eventWords(lead.openedBy).toLowerCase() })}
      </p>
    </div>
  );
}
