import { posix } from 'node:path';
import { importsOf, isCode, isTest, placeOf, type Rule } from '../source-file';

/** Storeys of the house; an arrow goes from a lower number to a higher one, never up and never sideways. */
const storeys = [
  ['connections', 'sign-on'],
  ['gateway', 'delivery'],
  ['event-log', 'lead', 'mapping'],
  ['people-exchange', 'search-area', 'runtime'],
];
const storeyOf = (room: string): number => storeys.findIndex((rooms) => rooms.includes(room));

/** Libraries use only rooms below them, and never an app. */
export const roomsPointDown: Rule = (files) =>
  files
    .filter((file) => isCode(file) && !isTest(file))
    .flatMap((file) => {
      const place = placeOf(file);
      if (place?.kind !== 'libs') return [];
      return importsOf(file).flatMap((name) => {
        const target = targetOf(file.path, name);
        if (target?.kind === 'apps') return [`${file.path} imports the app ${target.name}: libraries never know the apps that use them`];
        if (!target || target.name === place.name) return [];
        if (storeyOf(target.name) > storeyOf(place.name)) return [];
        return [`${file.path} imports #${target.name}: arrows point down, and ${place.name} does not stand above ${target.name}`];
      });
    });

/** Apps meet only in the bridge, which starts them; the screens talk HTTP and use no library. */
export const appsStandAlone: Rule = (files) =>
  files
    .filter((file) => isCode(file) && !isTest(file))
    .flatMap((file) => {
      const place = placeOf(file);
      if (place?.kind !== 'apps') return [];
      return importsOf(file).flatMap((name) => {
        const target = targetOf(file.path, name);
        if (!target || (target.kind === 'apps' && target.name === place.name)) return [];
        if (place.name === 'lead-desk-web')
          return [`${file.path} imports ${name}: the screens talk HTTP only, with types generated from the API`];
        if (target.kind === 'libs' || place.name === 'bridge') return [];
        return [`${file.path} imports the app ${target.name}: only the bridge may import apps, to start them`];
      });
    });

/** A room is entered by its index alone, through its name. */
export const roomsHaveOneDoor: Rule = (files) =>
  files.filter(isCode).flatMap((file) =>
    importsOf(file).flatMap((name) => {
      const room = /^#([\w-]+)\/./.exec(name)?.[1];
      if (room) return [`${file.path} imports ${name}: use what #${room} exports, its inside may change`];
      const target = targetOf(file.path, name);
      const place = placeOf(file);
      if (!name.startsWith('.') || target?.kind !== 'libs' || (place?.kind === 'libs' && place.name === target.name)) return [];
      return [`${file.path} imports ${name}: enter the room as #${target.name}`];
    }),
  );

function targetOf(from: string, name: string): ReturnType<typeof placeOf> {
  const room = /^#([\w-]+)/.exec(name)?.[1];
  if (room) return { kind: 'libs', name: room };
  if (!name.startsWith('.')) return undefined;
  return placeOf({ path: posix.join(posix.dirname(from), name), text: '' });
}
