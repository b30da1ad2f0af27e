import { Button, Group, NumberInput, TextInput } from '@mantine/core';
import { circle } from '@turf/circle';
import { useState } from 'react';
import type { AreaView } from '../../../generated';
import { AreaMap } from '../../../map/AreaMap';
import type { Point } from '../../../map/geometry';
import { useSession } from '../../../session/session';
import { t } from '../../../words/words';
import type { FormArea } from './search-form';
import classes from './Wishes.module.css';

interface CircleInputProps {
  /** What the map shows at first. */
  near: readonly AreaView[];
  onCircle(area: FormArea): void;
  close(): void;
}

const inMiles: ReadonlySet<string> = new Set(['GB', 'US', 'LR']);
const metresPer = { miles: 1609.344, kilometres: 1000 } as const;
const inPlaces = (degrees: number): number => Number(degrees.toFixed(5));
const isPlace = (lng: number, lat: number): boolean => Math.abs(lng) <= 180 && Math.abs(lat) < 85;

/** A circle by a click on the map or by where its middle is. */
export function CircleInput({ near, onCircle, close }: CircleInputProps) {
  const unit = inMiles.has(useSession().agency.country) ? 'miles' : 'kilometres';
  const [name, setName] = useState('');
  const [lng, setLng] = useState<number | string>('');
  const [lat, setLat] = useState<number | string>('');
  const [radius, setRadius] = useState<number | string>(2);
  const area = circleOf({ name: name.trim(), lng, lat, radius, unit });
  const pick = ([east, north]: Point) => {
    setLng(inPlaces(east));
    setLat(inPlaces(north));
  };
  return (
    <div className={classes.circle}>
      <p className="quiet">{t('wishes.circleHelp')}</p>
      <AreaMap areas={area ? [...near, area] : near} onPick={pick} />
      <TextInput
        label={t('wishes.circleName')}
        value={name}
        maxLength={150}
        onChange={(event) => setName(event.currentTarget.value)}
        autoComplete="off"
      />
      <div className={classes.pair}>
        <NumberInput label={t('wishes.latitude')} value={lat} onChange={setLat} min={-85} max={85} decimalScale={6} hideControls />
        <NumberInput label={t('wishes.longitude')} value={lng} onChange={setLng} min={-180} max={180} decimalScale={6} hideControls />
        <NumberInput
          label={t(`wishes.radius.${unit}`)}
          value={radius}
          onChange={setRadius}
          min={0.1}
          max={500}
          decimalScale={2}
          step={0.5}
        />
      </div>
      <Group justify="flex-end" gap="xs">
        <Button variant="default" size="compact-md" onClick={close}>
          {t('wishes.cancel')}
        </Button>
        <Button size="compact-md" disabled={!area || name.trim() === ''} onClick={() => area && onCircle(area)}>
          {t('wishes.circleAdd')}
        </Button>
      </Group>
    </div>
  );
}

interface Typed {
  name: string;
  lng: number | string;
  lat: number | string;
  radius: number | string;
  unit: keyof typeof metresPer;
}

function circleOf({ name, lng, lat, radius, unit }: Typed): FormArea | undefined {
  if (typeof lng !== 'number' || typeof lat !== 'number' || typeof radius !== 'number') return undefined;
  if (!isPlace(lng, lat) || !(radius > 0)) return undefined;
  const radiusMetres = Math.round(radius * metresPer[unit]);
  const label = t('wishes.circleLabel', { name, radius: t(`wishes.within.${unit}`, { count: radius }) });
  const { type, coordinates } = circle([lng, lat], radiusMetres, { steps: 64, units: 'meters' }).geometry;
  // The lead desk draws the outline that is kept; this one is looked at.
  return { label, geometry: { type, coordinates }, said: { label, kind: 'radius', centre: [lng, lat], radiusMetres } };
}
