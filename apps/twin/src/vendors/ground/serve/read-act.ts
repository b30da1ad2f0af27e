import { isFields, textOf } from '../call';
import { NotAnAct, type Act } from '../vendor';

/** An act from JSON: `{do: create|change|remove, kind, id?, values?}`; to create an id may be given. @throws NotAnAct saying what is missing */
export function readAct(body: unknown): Act {
  if (!isFields(body)) throw new NotAnAct('it is no JSON object');
  const kind = textOf(body, 'kind');
  const id = textOf(body, 'id');
  const values = body['values'];
  if (!kind) throw new NotAnAct('it names no kind');
  switch (body['do']) {
    case 'create':
      if (!isFields(values)) throw new NotAnAct('to create needs values, an object');
      return { do: 'create', kind, values, ...(id ? { id } : {}) };
    case 'change':
      if (!id || !isFields(values)) throw new NotAnAct('to change needs an id and values, an object');
      return { do: 'change', kind, id, values };
    case 'remove':
      if (!id) throw new NotAnAct('to remove needs an id');
      return { do: 'remove', kind, id };
    default:
      throw new NotAnAct('do is create, change or remove');
  }
}
