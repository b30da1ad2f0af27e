import { useQuery } from '@tanstack/react-query';
import { Section } from '../frame/Section';
import { type AssignmentActView, type AssignmentStoryView, readAssignment } from '../generated';
import { AssignMenu } from '../reports/AssignMenu';
import { useAssign } from '../reports/use-report-changes';
import { useSession } from '../session/session';
import { leadsOthers } from '../session/works-leads';
import { t } from '../words/words';
import { When } from '../words/When';
import classes from './WhoseLead.module.css';

/** Whose a lead is, why it came to them, and the way to give it to somebody else (F10, F15). */
export function WhoseLead({ leadId, name }: { leadId: string; name: string | null }) {
  const { member } = useSession();
  const assign = useAssign();
  const { data } = useQuery({
    queryKey: ['leads', 'assignment', leadId],
    queryFn: ({ signal }) => readAssignment({ path: { id: leadId }, signal }),
  });
  if (!data) return null;
  return (
    <Section
      title={t('whose.title')}
      aside={
        leadsOthers(member.role) && (
          <AssignMenu
            name={name ?? t('unnamed')}
            label={t(data.agent === null && (data.state !== 'offered' || data.pond !== null) ? 'report.assign' : 'report.reassign')}
            busy={assign.isPending}
            onChoose={(agent) => assign.mutate({ lead: { id: leadId, name }, agent })}
          />
        )
      }
    >
      <p>
        <Standing story={data} />
      </p>
      {data.acts.length > 0 && (
        <details className={classes.why}>
          <summary>{t('whose.why')}</summary>
          <ol aria-label={t('whose.why')}>
            {data.acts.toReversed().map((act) => (
              <Act key={act.number} act={act} />
            ))}
          </ol>
        </details>
      )}
    </Section>
  );
}

function Standing({ story: { state, agentName, offeredTo, until, pond } }: { story: AssignmentStoryView }) {
  if (agentName !== null) return <bdi className={classes.name}>{agentName}</bdi>;
  if (state !== 'offered') return <span className="quiet">{t('whose.nobody')}</span>;
  if (pond !== null) return t('whose.inPond', { pond, who: offeredTo.join(', ') });
  return (
    <>
      {t('whose.waits', { who: offeredTo.join(', ') })} {until && <When at={until} />}
    </>
  );
}

/** What is said otherwise of a lead that was in a pond. */
const ofPond: { readonly [kind in AssignmentActView['kind']]?: 'claimed' | 'withdrawn' } = { accept: 'claimed', withdraw: 'withdrawn' };

function Act({ act: { at, kind, by, agents, reason, pond, why, sameAgain } }: { act: AssignmentActView }) {
  const who = agents.join(', ');
  return (
    <li className={classes.act}>
      <div>
        {t(`whose.act.${pond === null ? kind : (ofPond[kind] ?? kind)}`, { who, by: by ?? t('whose.rule'), pond: pond ?? '' })}{' '}
        <span className="quiet">
          <When at={at} />
        </span>
      </div>
      {reason && <div>{t('whose.reason', { reason })}</div>}
      {why.length > 0 && <div className="quiet">{why.join(' ')}</div>}
      {sameAgain === false && <div className={classes.changed}>{t('whose.otherAgain')}</div>}
    </li>
  );
}
