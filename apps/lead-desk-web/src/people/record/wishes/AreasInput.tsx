import { Button, CloseButton, Combobox, Input, InputBase, useCombobox } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconCircleDashed } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { findAreas, type PersonView } from '../../../generated';
import { areaLabel } from '../../../map/area-label';
import { AreaMap } from '../../../map/AreaMap';
import { t } from '../../../words/words';
import { CircleInput } from './CircleInput';
import { type FormArea, foundArea } from './search-form';
import classes from './Wishes.module.css';

interface AreasInputProps {
  areas: readonly FormArea[];
  person: PersonView;
  onAreas(areas: readonly FormArea[]): void;
}

/** Where the person looks: areas as they are, places somebody searched in, and circles. */
export function AreasInput({ areas, person, onAreas }: AreasInputProps) {
  const [circle, setCircle] = useState(false);
  const add = (area: FormArea) => onAreas([...areas, area]);
  return (
    <Input.Wrapper label={t('wishes.where')} labelElement="div">
      {areas.length === 0 && <p className="quiet">{t('wishes.anywhere')}</p>}
      <ul className={classes.areas}>
        {areas.map((area, at) => (
          <li key={`${area.label} ${at}`}>
            <bdi>{areaLabel(area)}</bdi>
            <CloseButton
              size="sm"
              aria-label={t('wishes.dropArea', { area: areaLabel(area) })}
              onClick={() => onAreas(areas.filter((_, other) => other !== at))}
            />
          </li>
        ))}
      </ul>
      <FindArea onFound={add} />
      {circle ? (
        <CircleInput
          near={[...areas, ...person.searches.flatMap((one) => one.areas), ...person.inferredInterests.flatMap((one) => one.areas)]}
          onCircle={(area) => {
            add(area);
            setCircle(false);
          }}
          close={() => setCircle(false)}
        />
      ) : (
        <>
          <Button
            size="compact-sm"
            variant="subtle"
            leftSection={<IconCircleDashed size={14} stroke={1.75} aria-hidden />}
            onClick={() => setCircle(true)}
          >
            {t('wishes.circle')}
          </Button>
          {areas.length > 0 && <AreaMap key={areas.length} areas={areas} />}
        </>
      )}
    </Input.Wrapper>
  );
}

/** A place by a part of its name. */
function FindArea({ onFound }: { onFound(area: FormArea): void }) {
  const [typed, setTyped] = useState('');
  const [words] = useDebouncedValue(typed.trim(), 150);
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const { data: found = [], isFetched } = useQuery({
    queryKey: ['people', 'areas', words],
    queryFn: ({ signal }) => findAreas({ query: { search: words }, signal }),
    staleTime: 60_000,
    placeholderData: keepPreviousData,
  });
  const choose = (at: string) => {
    const area = found[Number(at)];
    if (area) onFound(foundArea(area));
    setTyped('');
    combobox.closeDropdown();
  };
  return (
    <Combobox store={combobox} withinPortal={false} onOptionSubmit={choose}>
      <Combobox.Target>
        <InputBase
          label={t('wishes.findArea')}
          description={t('wishes.findAreaHelp')}
          value={typed}
          maxLength={100}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            combobox.openDropdown();
          }}
          onFocus={() => combobox.openDropdown()}
          onBlur={() => combobox.closeDropdown()}
          autoComplete="off"
        />
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Options>
          {found.map((area, at) => (
            <Combobox.Option key={`${area.kind} ${area.label}`} value={String(at)}>
              <bdi>{area.label}</bdi>
            </Combobox.Option>
          ))}
          {isFetched && found.length === 0 && <Combobox.Empty>{t('wishes.noArea')}</Combobox.Empty>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
