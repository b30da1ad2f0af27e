import { Section } from '../../frame/Section';
import type { IntakeView } from '../../generated';
import { t } from '../../words/words';
import { When } from '../../words/When';
import { EventLine } from './Did';
import classes from './Intake.module.css';

/** Who decided what, when and why; and what an undone merge has left behind. */
export function Decided({ intake: { decisions, did, mergedWith, personId } }: { intake: IntakeView }) {
  const undone = mergedWith === null && decisions.some(({ verb }) => verb === 'undo');
  const left = undone ? did.filter(({ state, sentAs }) => state === 'delivered' && sentAs !== null && sentAs !== personId) : [];
  return (
    <Section title={t('intakes.decided')}>
      {decisions.length === 0 && <p className="quiet">{t('intakes.undecided')}</p>}
      {left.length > 0 && (
        <div className={classes.left}>
          <p>{t('intakes.delivered', { count: left.length })}</p>
          <ol className={classes.did}>
            {left.map((event) => (
              <li key={`${event.source} ${event.id}`}>
                <EventLine event={event} />
              </li>
            ))}
          </ol>
        </div>
      )}
      <ol className={classes.did}>
        {decisions.map(({ verb, by, why, at }) => (
          <li key={at}>
            {t('intakes.saidBy', { what: t(`intakes.verb.${verb}`), who: by })}
            {why !== null && <p dir="auto">{why}</p>}
            <span className={classes.mark}>
              <When at={at} />
            </span>
          </li>
        ))}
      </ol>
    </Section>
  );
}
