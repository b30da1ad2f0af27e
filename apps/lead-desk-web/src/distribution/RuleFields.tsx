import { Checkbox, NumberInput, SegmentedControl, Textarea, TextInput } from '@mantine/core';
import { t } from '../words/words';
import classes from './Distribution.module.css';
import { PondChoice } from './PondChoice';
import type { RuleForm } from './rule-form';
import type { Wrong } from './RuleSettings';

interface RuleFieldsProps {
  form: RuleForm;
  office: string | undefined;
  wrong: Wrong;
  change(more: Partial<RuleForm>): void;
}

/** So that fields beside each other stand on one line. */
const below = ['label', 'input', 'error', 'description'] satisfies ('label' | 'input' | 'error' | 'description')[];

const numberOf = (value: number | string): number | '' => (typeof value === 'number' ? value : '');

/** How long, how often, and when. */
export function RuleFields({ form, office, wrong, change }: RuleFieldsProps) {
  const byHand = form.method === 'manual';
  return (
    <>
      {!byHand && (
        <>
          {form.method === 'pond' && <PondChoice form={form} office={office} error={wrong.pond} change={change} />}
          <div className={classes.numbers}>
            <NumberInput
              inputWrapperOrder={below}
              label={t('distribution.accept')}
              description={t('distribution.acceptHelp')}
              min={1}
              max={10_080}
              allowDecimal={false}
              value={form.acceptWithinMinutes}
              error={wrong.acceptWithinMinutes}
              onChange={(value) => change({ acceptWithinMinutes: numberOf(value) })}
            />
            <NumberInput
              inputWrapperOrder={below}
              label={t('distribution.most')}
              description={t('distribution.mostHelp')}
              min={1}
              max={3}
              allowDecimal={false}
              value={form.mostOffers}
              error={wrong.mostOffers}
              onChange={(value) => change({ mostOffers: numberOf(value) })}
            />
            <NumberInput
              inputWrapperOrder={below}
              label={t('distribution.cap')}
              description={t('distribution.capHelp')}
              min={1}
              max={1_000}
              allowDecimal={false}
              value={form.capPerDay}
              error={wrong.capPerDay}
              onChange={(value) => change({ capPerDay: numberOf(value) })}
            />
          </div>
          {form.method !== 'pond' && <PondChoice form={form} office={office} error={wrong.pond} change={change} />}
          <Checkbox
            label={t('distribution.sticky')}
            checked={form.stickyAgent}
            onChange={(event) => change({ stickyAgent: event.currentTarget.checked })}
          />
          <Checkbox
            label={t('distribution.listing')}
            checked={form.listingAgent}
            onChange={(event) => change({ listingAgent: event.currentTarget.checked })}
          />
        </>
      )}
      <fieldset className={classes.hours}>
        <legend>{t('distribution.hours')}</legend>
        <p className="quiet">{t('distribution.hoursHelp')}</p>
        <div className={classes.numbers}>
          <TextInput
            type="time"
            label={t('distribution.from')}
            value={form.from}
            error={wrong.from}
            onChange={(event) => change({ from: event.currentTarget.value })}
          />
          <TextInput
            type="time"
            label={t('distribution.until')}
            value={form.until}
            error={wrong.until}
            onChange={(event) => change({ until: event.currentTarget.value })}
          />
          <TextInput
            inputWrapperOrder={below}
            label={t('distribution.zone')}
            description={t('distribution.zoneHelp')}
            value={form.zone}
            error={wrong.zone}
            onChange={(event) => change({ zone: event.currentTarget.value })}
          />
        </div>
        <SegmentedControl
          aria-label={t('distribution.days')}
          value={form.days}
          onChange={(days) => change({ days: days === 'anyDay' ? 'anyDay' : 'weekdays' })}
          data={[
            { value: 'weekdays', label: t('distribution.weekdays') },
            { value: 'anyDay', label: t('distribution.anyDay') },
          ]}
        />
        <Textarea
          label={t('distribution.holidays')}
          description={t('distribution.holidaysHelp')}
          autosize
          minRows={2}
          maxRows={8}
          value={form.holidays}
          error={wrong.holidays}
          onChange={(event) => change({ holidays: event.currentTarget.value })}
        />
      </fieldset>
    </>
  );
}
