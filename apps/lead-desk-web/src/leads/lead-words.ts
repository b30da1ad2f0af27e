import type { LeadRequestView, LeadSummaryView } from '../generated';
import type { Tone } from '../theme/theme';
import { spaced, t } from '../words/words';

export const leadName = ({ name, email, phone }: Pick<LeadSummaryView, 'name' | 'email' | 'phone'>): string =>
  name ?? email ?? phone ?? t('unnamed');

/** A word for a value; what has none is shown as it came, spaced. */
function worded(key: string, value: string, words: Readonly<Record<string, string>>): string {
  return Object.hasOwn(words, value) ? (words[value] ?? value) : spaced(value || key);
}

const group = (key: 'recordStatus' | 'assignment' | 'plan' | 'financing' | 'yesNo' | 'source' | 'act' | 'ask' | 'field') =>
  t(`leads.${key}`, { returnObjects: true });

export const statusWord = (value: string): string => worded('status', value, group('recordStatus'));
export const assignmentWord = (value: string): string => worded('assignment', value, group('assignment'));
/** Where a lead of nobody's stands: in a pond, or waiting. */
export const standingWord = ({ state, pond }: Pick<LeadSummaryView['assignment'], 'state' | 'pond'>): string =>
  pond === null ? assignmentWord(state) : t('leads.pond', { pond });
export const planWord = (value: string): string => worded('plan', value, group('plan'));
export const financingWord = (value: string): string => worded('financing', value, group('financing'));
export const yesNoWord = (value: string): string => worded('answer', value, group('yesNo'));
export const sourceWord = (value: string): string => {
  const words: Readonly<Record<string, string>> = group('source');
  return words[value] ?? value;
};
export const actWord = (value: string): string => worded('act', value, group('act'));
export const askWord = (value: string): string => worded('act', value, group('ask'));
export const fieldWord = (value: string): string => worded('field', value, group('field'));

export const planTones: Readonly<Record<string, Tone>> = { onTime: 'good', lateTask: 'bad', completed: 'move' };
export const stageTones: Readonly<Record<string, Tone>> = {
  uncontacted: 'wait',
  attemptedContact: 'wait',
  nurturing: 'move',
  underContract: 'good',
  closed: 'quiet',
  dead: 'quiet',
};
export const assignmentTones: Readonly<Record<string, Tone>> = {
  unassigned: 'bad',
  offered: 'wait',
  accepted: 'good',
  claimed: 'good',
  rejected: 'bad',
  expired: 'bad',
  withdrawn: 'bad',
};
export const requestTones: Readonly<Record<LeadRequestView['state'], Tone>> = {
  open: 'wait',
  approved: 'good',
  declined: 'bad',
  withdrawn: 'quiet',
};
export const statusTones: Readonly<Record<string, Tone>> = { active: 'good', converted: 'move' };
