import { Skeleton } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Trouble } from '../../frame/Trouble';
import type { IntakeView } from '../../generated';
import { t } from '../../words/words';
import { intakeQuery } from '../intake-queries';
import { whoIs } from '../intake-words';
import { RejectDialog } from '../RejectDialog';
import { Candidates } from './Candidates';
import { Decided } from './Decided';
import { Did } from './Did';
import classes from './Intake.module.css';
import { IntakeHead } from './IntakeHead';
import { MergeDialog } from './MergeDialog';
import { Registration } from './Registration';
import { useIntakeDecisions } from './use-intake-decisions';

const route = getRouteApi('/desk/intakes/$target/$id');

/** One registration: who it is left, whom it may be in the middle, what was decided on the right. */
export function IntakeScreen() {
  const { target, id } = route.useParams();
  const intake = useQuery(intakeQuery(target, id));
  useDocumentTitle(intake.data ? `${whoIs(intake.data)} – ${t('product')}` : t('product'));
  if (intake.isError && !intake.data) return <Trouble error={intake.error} again={() => void intake.refetch()} whole />;
  if (!intake.data) return <Waiting />;
  return <Loaded key={`${target} ${id}`} intake={intake.data} />;
}

function Loaded({ intake }: { intake: IntakeView }) {
  const decisions = useIntakeDecisions(intake);
  return (
    <article className={classes.page}>
      <IntakeHead intake={intake} decisions={decisions} />
      <div className={classes.columns}>
        <div>
          <Registration intake={intake} />
          <Did intake={intake} />
        </div>
        <div className={classes.middle}>
          <Candidates intake={intake} decisions={decisions} />
        </div>
        <div>
          <Decided intake={intake} />
        </div>
      </div>
      <RejectDialog {...decisions.rejectDialog} />
      <MergeDialog {...decisions.mergeDialog} />
    </article>
  );
}

function Waiting() {
  return (
    <div className={classes.page} aria-busy="true" aria-label={t('loading')} role="status">
      <div className={classes.head}>
        <Skeleton height={24} width={220} mt={28} />
      </div>
      <div className={classes.columns}>
        {[0, 1, 2].map((column) => (
          <div key={column}>
            {[70, 90, 60, 80].map((width) => (
              <Skeleton key={width} height={12} width={`${width}%`} my={16} />
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}
