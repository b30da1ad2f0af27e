import { ReasonDialog } from '../lists/ReasonDialog';
import { t } from '../words/words';

interface SkipDialogProps {
  /** What is to be skipped; closed without. */
  title: string | undefined;
  onClose(): void;
  onSkip(why: string): void;
}

/** Asks for the reason; it stays with the event for good. */
export function SkipDialog({ title, onClose, onSkip }: SkipDialogProps) {
  return (
    <ReasonDialog
      title={title}
      about={t('deliveries.skipDo')}
      usual={[t('deliveries.reasons.old'), t('deliveries.reasons.entered'), t('deliveries.reasons.test')]}
      label={t('deliveries.reason')}
      placeholder={t('deliveries.reasonPlaceholder')}
      cancel={t('deliveries.cancel')}
      confirm={t('deliveries.skip')}
      onClose={onClose}
      onConfirm={onSkip}
    />
  );
}
