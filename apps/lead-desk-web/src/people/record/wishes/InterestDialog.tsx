import { Button, Group, Modal, Select, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { findProperties, type KnownPropertyView, type PersonView, type ShowInterestRequest } from '../../../generated';
import { problemAt, Wrong } from '../../../team/problems-at';
import { t } from '../../../words/words';
import { nameOf } from '../../people-columns';
import { keyOf, useShowInterest } from './use-wish-changes';
import classes from './Wishes.module.css';

const ways = ['call', 'brochure', 'viewing', 'email', 'branch', 'offer'] as const;
type Way = NonNullable<ShowInterestRequest['how']>;
const shownFields = ['property/system', 'property/id', 'property/address'];

/** Notes that a person showed interest in a property. */
export function InterestDialog({ person, close }: { person: PersonView; close(): void }) {
  return (
    <Modal
      opened
      onClose={close}
      title={<bdi>{t('wishes.interestTitle', { name: nameOf(person.summary) })}</bdi>}
      closeButtonProps={{ 'aria-label': t('wishes.cancel') }}
    >
      <Fields person={person} close={close} />
    </Modal>
  );
}

function Fields({ person, close }: { person: PersonView; close(): void }) {
  const [chosen, setChosen] = useState<KnownPropertyView>();
  const [byHand, setByHand] = useState(false);
  const [typed, setTyped] = useState({ system: '', id: '', address: '' });
  const [how, setHow] = useState<Way>('call');
  const show = useShowInterest(person.summary.id, close);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const { system, id, address } = typed;
    const property = byHand
      ? { system: system.trim(), id: id.trim(), ...(address.trim() === '' ? {} : { address: address.trim() }) }
      : chosen?.propertyRef;
    if (property) show.mutate({ property, how });
  };
  const wrong = (field: string) => problemAt(show.error, field);
  return (
    <form noValidate className={classes.form} onSubmit={submit}>
      <p className="quiet">{t('wishes.interestAbout')}</p>
      <Wrong error={show.error} fields={shownFields} />
      {byHand ? (
        <>
          <TextInput
            data-autofocus
            label={t('wishes.system')}
            description={t('wishes.systemHelp')}
            value={typed.system}
            error={wrong('property/system')}
            onChange={(event) => setTyped({ ...typed, system: event.currentTarget.value })}
            autoComplete="off"
          />
          <TextInput
            label={t('wishes.reference')}
            value={typed.id}
            error={wrong('property/id')}
            onChange={(event) => setTyped({ ...typed, id: event.currentTarget.value })}
            autoComplete="off"
          />
          <TextInput
            label={t('wishes.address')}
            value={typed.address}
            error={wrong('property/address')}
            onChange={(event) => setTyped({ ...typed, address: event.currentTarget.value })}
            autoComplete="off"
          />
        </>
      ) : (
        <div>
          <FindProperty chosen={chosen} onChoose={setChosen} />
          <Button size="compact-sm" variant="subtle" mt={4} onClick={() => setByHand(true)}>
            {t('wishes.byHand')}
          </Button>
        </div>
      )}
      <Select
        label={t('wishes.how')}
        allowDeselect={false}
        data={ways.map((value) => ({ value, label: t(`wishes.ways.${value}`) }))}
        value={how}
        onChange={(value) => setHow(ways.find((one) => one === value) ?? 'call')}
        comboboxProps={{ withinPortal: false }}
      />
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={close}>
          {t('wishes.cancel')}
        </Button>
        <Button type="submit" loading={show.isPending} disabled={!byHand && !chosen}>
          {t('wishes.interestSave')}
        </Button>
      </Group>
    </form>
  );
}

function FindProperty({
  chosen,
  onChoose,
}: {
  chosen: KnownPropertyView | undefined;
  onChoose(known: KnownPropertyView | undefined): void;
}) {
  const [typed, setTyped] = useState('');
  const [words] = useDebouncedValue(typed.trim(), 150);
  const { data: found = [] } = useQuery({
    queryKey: ['people', 'properties', words],
    queryFn: ({ signal }) => findProperties({ query: { search: words }, signal }),
    staleTime: 60_000,
    placeholderData: keepPreviousData,
  });
  const offered = chosen && !found.some((one) => keyOf(one.propertyRef) === keyOf(chosen.propertyRef)) ? [chosen, ...found] : found;
  return (
    <Select
      data-autofocus
      label={t('wishes.property')}
      description={t('wishes.propertyHelp')}
      searchable
      openOnFocus={false}
      // The lead desk found them; also by references, which the labels do not show.
      filter={({ options }) => options}
      data={offered.map(({ propertyRef, label }) => ({ value: keyOf(propertyRef), label }))}
      value={chosen ? keyOf(chosen.propertyRef) : null}
      searchValue={typed}
      onSearchChange={setTyped}
      onChange={(key) => onChoose(offered.find(({ propertyRef }) => keyOf(propertyRef) === key))}
      nothingFoundMessage={t('wishes.noProperty')}
      comboboxProps={{ withinPortal: false }}
    />
  );
}
