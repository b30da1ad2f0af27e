import { type Members, textOf } from '../facts/read-data';
import { shortened } from '../timeline/words-of';

/** What to call a property: its address, else the reference agents know it by. */
export function propertyLabel(property: Members): string {
  const name = textOf(property['address']) ?? textOf(property['agentRef']) ?? textOf(property['id']);
  return name === undefined ? 'a property' : shortened(name, 120);
}

export function propertyKey(property: Members): string | undefined {
  const id = textOf(property['id']);
  return id === undefined ? undefined : JSON.stringify([textOf(property['system']) ?? '', id]);
}
