import { Alert, Button, Checkbox, Group, Modal, MultiSelect, NumberInput, SegmentedControl, Select, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { PersonView, SavedSearchView } from '../../../generated';
import { useSession } from '../../../session/session';
import { problemAt, Wrong } from '../../../team/problems-at';
import { spaced, t } from '../../../words/words';
import { nameOf } from '../../people-columns';
import { AreasInput } from './AreasInput';
import { formOf, requestOf, type SearchForm, wants } from './search-form';
import { searchNow, useSaveSearch } from './use-wish-changes';
import classes from './Wishes.module.css';

interface SearchDialogProps {
  person: PersonView;
  /** Which one is changed; a new one without. */
  search: SavedSearchView | undefined;
  close(): void;
}

/** Saves a search for a person, or changes one. */
export function SearchDialog(props: SearchDialogProps) {
  const name = nameOf(props.person.summary);
  return (
    <Modal
      opened
      onClose={props.close}
      size="lg"
      title={<bdi>{t(props.search ? 'wishes.changeTitle' : 'wishes.addTitle', { name })}</bdi>}
      closeButtonProps={{ 'aria-label': t('wishes.cancel') }}
    >
      <Fields {...props} />
    </Modal>
  );
}

const types = ['house', 'flat', 'bungalow', 'cottage', 'maisonette', 'land', 'studio', 'commercial', 'parking'];
const features = ['garden', 'parking', 'garage', 'balcony', 'newBuild', 'petsAllowed', 'furnished'];
const frequencies = ['once', 'weekly', 'fourWeekly', 'monthly', 'quarterly', 'annually'] as const;
const alerts = ['never', 'instant', 'daily', 'weekly', 'monthly'] as const;
const shownFields = [
  'name',
  'search/minPrice',
  'search/maxPrice',
  'search/minBedrooms',
  'search/maxBedrooms',
  'search/minBathrooms',
  'search/propertyTypes',
];
/** The words of a list, with what it does not know but holds. */
const withHeld = (known: readonly string[], held: readonly string[]) =>
  [...known, ...held.filter((one) => !known.includes(one))].map((value) => ({ value, label: spaced(value) }));

function Fields({ person, search, close }: SearchDialogProps) {
  const { agency } = useSession();
  const [searchId] = useState(() => search?.searchId ?? crypto.randomUUID());
  const [form, setForm] = useState(() => formOf(search));
  const set = (changes: Partial<SearchForm>) => setForm((was) => ({ ...was, ...changes }));
  const save = useSaveSearch(person.summary.id, close);
  const now = searchNow(save.error);
  const currency = search?.criteria.currency ?? agency.currency;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // After a refusal, over what was shown to stand instead.
    const version = now?.version ?? save.variables?.version ?? search?.version;
    const as = { version, moved: version !== search?.version, currency };
    save.mutate({ searchId, ...requestOf(form, search, as) });
  };
  const wrong = (field: string) => problemAt(save.error, field);
  return (
    <form noValidate className={classes.form} onSubmit={submit}>
      <p className="quiet">{t('wishes.about')}</p>
      {now ? (
        <Alert role="alert" color="orange" variant="light">
          <bdi>{t('wishes.meanwhile', { what: save.error?.message ?? '' })}</bdi>
        </Alert>
      ) : (
        <Wrong error={save.error} fields={shownFields} />
      )}
      <TextInput
        data-autofocus
        label={t('wishes.name')}
        description={t('wishes.nameHelp')}
        maxLength={200}
        value={form.name}
        error={wrong('name')}
        onChange={(event) => set({ name: event.currentTarget.value })}
        autoComplete="off"
      />
      <SegmentedControl
        fullWidth
        aria-label={t('wishes.looksTo')}
        data={(['sales', 'lettings'] as const).map((value) => ({ value, label: t(`wishes.channel.${value}`) }))}
        value={form.channel}
        onChange={(channel) => set({ channel, priceFrequency: channel === 'lettings' ? form.priceFrequency || 'monthly' : '' })}
      />
      <div className={classes.pair}>
        <Amount
          label={t('wishes.minPrice', { currency })}
          value={form.minPrice}
          error={wrong('search/minPrice')}
          onChange={(minPrice) => set({ minPrice })}
        />
        <Amount
          label={t('wishes.maxPrice', { currency })}
          value={form.maxPrice}
          error={wrong('search/maxPrice')}
          onChange={(maxPrice) => set({ maxPrice })}
        />
        {(form.channel === 'lettings' || form.priceFrequency !== '') && (
          <Select
            label={t('wishes.per')}
            clearable
            data={frequencies.map((value) => ({ value, label: t(`wishes.frequency.${value}`) }))}
            value={form.priceFrequency || null}
            onChange={(value) => set({ priceFrequency: value ?? '' })}
            comboboxProps={{ withinPortal: false }}
          />
        )}
      </div>
      <div className={classes.pair}>
        <Count
          label={t('wishes.minBedrooms')}
          value={form.minBedrooms}
          error={wrong('search/minBedrooms')}
          onChange={(minBedrooms) => set({ minBedrooms })}
        />
        <Count
          label={t('wishes.maxBedrooms')}
          value={form.maxBedrooms}
          error={wrong('search/maxBedrooms')}
          onChange={(maxBedrooms) => set({ maxBedrooms })}
        />
        <Count
          halves
          label={t('wishes.minBathrooms')}
          value={form.minBathrooms}
          error={wrong('search/minBathrooms')}
          onChange={(minBathrooms) => set({ minBathrooms })}
        />
      </div>
      <MultiSelect
        label={t('wishes.types')}
        placeholder={form.propertyTypes.length === 0 ? t('wishes.anyType') : undefined}
        data={withHeld(types, form.propertyTypes)}
        value={form.propertyTypes}
        error={wrong('search/propertyTypes')}
        onChange={(propertyTypes) => set({ propertyTypes })}
        comboboxProps={{ withinPortal: false }}
      />
      <Features form={form} set={set} />
      <AreasInput areas={form.areas} person={person} onAreas={(areas) => set({ areas })} />
      <AlertFields person={person} form={form} set={set} />
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={close}>
          {t('wishes.cancel')}
        </Button>
        <Button type="submit" loading={save.isPending}>
          {t('wishes.save')}
        </Button>
      </Group>
    </form>
  );
}

interface NumberProps {
  label: string;
  value: string;
  error: string | undefined;
  onChange(value: string): void;
}

/** Sums are texts from end to end, so that none is rounded. */
const Amount = ({ onChange, ...of }: NumberProps) => (
  <NumberInput
    {...of}
    allowNegative={false}
    decimalScale={2}
    thousandSeparator
    hideControls
    onChange={(value) => onChange(String(value))}
  />
);

/** One without a bath may count half. */
const Count = ({ onChange, halves = false, ...of }: NumberProps & { halves?: boolean }) => (
  <NumberInput {...of} min={0} max={100} allowDecimal={halves} decimalScale={1} onChange={(value) => onChange(String(value))} />
);

interface PartProps {
  form: SearchForm;
  set(changes: Partial<SearchForm>): void;
}

/** Each feature is wanted in one way at most. */
function Features({ form, set }: PartProps) {
  const held = wants.flatMap((want) => form.wanted[want]);
  return (
    <div className={classes.pair}>
      {wants.map((want) => (
        <MultiSelect
          key={want}
          label={t(`wishes.want.${want}`)}
          data={withHeld(features, held).filter(({ value }) => form.wanted[want].includes(value) || !held.includes(value))}
          value={form.wanted[want]}
          onChange={(terms) => set({ wanted: { ...form.wanted, [want]: terms } })}
          comboboxProps={{ withinPortal: false }}
        />
      ))}
    </div>
  );
}

/** How often, with the word of a search that says another. */
function alertChoices(held: string): { value: string; label: string }[] {
  const known = alerts.map((value) => ({ value, label: t(`wishes.alerts.${value}`) }));
  return known.some(({ value }) => value === held) ? known : [...known, { value: held, label: spaced(held) }];
}

function AlertFields({ person, form, set }: PartProps & { person: PersonView }) {
  const denied = person.summary.consentDenied.includes('email');
  return (
    <div className={classes.alert}>
      <Select
        label={t('wishes.alert')}
        description={denied ? t('wishes.noMail') : undefined}
        allowDeselect={false}
        data={alertChoices(form.frequency)}
        value={form.frequency}
        onChange={(frequency) => set({ frequency: frequency ?? 'never' })}
        comboboxProps={{ withinPortal: false }}
      />
      {form.frequency !== 'never' && (
        <Checkbox label={t('wishes.paused')} checked={form.paused} onChange={(event) => set({ paused: event.currentTarget.checked })} />
      )}
    </div>
  );
}
