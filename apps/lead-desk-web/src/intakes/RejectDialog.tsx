import { ReasonDialog } from '../lists/ReasonDialog';
import { t } from '../words/words';

/** Asks for the reason of a rejection; it is kept with everything the person did. */
export function RejectDialog(props: { title: string | undefined; onClose(): void; onReject(why: string): void }) {
  const { title, onClose, onReject } = props;
  return (
    <ReasonDialog
      title={title}
      about={t('intakes.rejectDo')}
      usual={[t('intakes.reasons.area'), t('intakes.reasons.twice'), t('intakes.reasons.test')]}
      label={t('intakes.why')}
      placeholder={t('intakes.whyPlaceholder')}
      cancel={t('intakes.cancel')}
      confirm={t('intakes.reject')}
      onClose={onClose}
      onConfirm={onReject}
    />
  );
}
