import { Checkbox } from '@mantine/core';
import { IconMailOff } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { IntakeSummaryView } from '../generated';
import type { Column } from '../lists/columns';
import { Status } from '../theme/Status';
import { t } from '../words/words';
import { When } from '../words/When';
import { toneOfIntake, whoIs } from './intake-words';
import classes from './Intakes.module.css';

const title = (key: 'who' | 'state' | 'maybe' | 'held' | 'from' | 'target' | 'since' | 'by'): string => t(`intakes.column.${key}`);

export interface Selection {
  has(intake: IntakeSummaryView): boolean;
  toggle(intake: IntakeSummaryView): void;
}

/** `selection` only for those who may decide. */
export const intakeColumns = (selection: Selection | undefined): readonly Column<IntakeSummaryView>[] => [
  { key: 'who', title: title('who'), cell: (intake) => <Who intake={intake} selection={selection} /> },
  { key: 'maybe', title: title('maybe'), width: 132, from: 560, cell: (intake) => <Maybe intake={intake} /> },
  { key: 'held', title: title('held'), width: 72, align: 'right', from: 640, cell: ({ held }) => held },
  { key: 'from', title: title('from'), width: 150, from: 860, cell: ({ participantName }) => participantName ?? t('none') },
  { key: 'target', title: title('target'), width: 150, from: 1000, cell: ({ targetName }) => targetName },
  { key: 'state', title: title('state'), width: 116, from: 1200, cell: ({ state }) => <State state={state} /> },
  { key: 'by', title: title('by'), width: 160, extra: true, cell: ({ by }) => by ?? <span className="quiet">{t('none')}</span> },
  { key: 'since', title: title('since'), width: 132, align: 'right', sort: 'since', cell: ({ since }) => <When at={since} /> },
];

export const State = ({ state }: Pick<IntakeSummaryView, 'state'>) => (
  <Status tone={toneOfIntake[state]}>{t(`intakes.state.${state}`)}</Status>
);

function Who({ intake, selection }: { intake: IntakeSummaryView; selection: Selection | undefined }) {
  const name = whoIs(intake);
  const { emails, name: said } = intake.profile;
  return (
    <span className={classes.who}>
      {selection && (
        <Checkbox
          size="xs"
          aria-label={t('intakes.select', { name })}
          checked={selection.has(intake)}
          onChange={() => selection.toggle(intake)}
        />
      )}
      <Link to="/intakes/$target/$id" params={{ target: intake.target, id: intake.personId }} className="cut">
        <bdi className={classes.strong}>{name}</bdi>
      </Link>
      {said !== null && emails[0] !== undefined && <bdi className={`quiet cut ${classes.mail}`}>{emails[0]}</bdi>}
      <SpamBefore intake={intake} />
    </span>
  );
}

export function SpamBefore({ intake }: { intake: IntakeSummaryView }) {
  if (intake.earlierSpam.length === 0) return null;
  return (
    <span className={classes.spam}>
      <IconMailOff size={14} stroke={1.75} aria-hidden /> {t('intakes.earlierSpam')}
    </span>
  );
}

const Maybe = ({ intake: { alike } }: { intake: IntakeSummaryView }) =>
  alike === 0 ? (
    <span className="quiet">{t('intakes.nobodyAlike')}</span>
  ) : (
    <Status tone="move">{t('intakes.alike', { count: alike })}</Status>
  );

/** The row on a phone. */
export function CompactIntake({ intake }: { intake: IntakeSummaryView }) {
  const { participantName, alike, held } = intake;
  const parts = [participantName, alike > 0 && t('intakes.alike', { count: alike }), t('intakes.didCount', { count: held })];
  return (
    <div className={classes.compact}>
      <div>
        <Link to="/intakes/$target/$id" params={{ target: intake.target, id: intake.personId }} className="cut">
          <bdi className={classes.strong}>{whoIs(intake)}</bdi>
        </Link>
        {intake.earlierSpam.length > 0 ? <SpamBefore intake={intake} /> : <State state={intake.state} />}
      </div>
      <div className="quiet">
        <span className="cut">{parts.filter(Boolean).join(' · ')}</span>
        <When at={intake.since} />
      </div>
    </div>
  );
}
