import type { IntakeProfileView, IntakeSummaryView, LikenessReasonView } from '../generated';
import type { Tone } from '../theme/theme';
import { t } from '../words/words';
import type { IntakeState } from './intakes-address';

export const whoIs = ({ profile }: { profile: IntakeProfileView }): string =>
  profile.name ?? profile.emails[0] ?? profile.phones[0]?.typed ?? t('unnamed');

export const keyOf = ({ target, personId }: Pick<IntakeSummaryView, 'target' | 'personId'>): string => `${target} ${personId}`;

export const toneOfIntake: Record<IntakeState, Tone> = { waiting: 'wait', admitted: 'good', rejected: 'quiet', spam: 'bad' };

export const reasonWords = ({ rule, value }: LikenessReasonView): string => t(`intakes.reason.${rule}`, { value });
