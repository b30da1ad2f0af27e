import { mappingLimits } from './limits';

/** A mapping asked for a text that nobody has room for. */
export class PaddedTooWide extends Error {
  readonly code = 'paddedTooWide';
  readonly retriable = false;

  constructor(readonly width: number) {
    super(`$pad was asked for ${width} characters; it fills up to ${mappingLimits.padded}`);
    this.name = 'PaddedTooWide';
  }
}

/** As JSONata's own `$pad`, to the right, or to the left where the width is negative; bounded. @throws PaddedTooWide */
export function boundedPad(text: unknown, width: unknown, fill: unknown = ' '): string | undefined {
  if (text === undefined) return undefined;
  const [padded, wide, filler] = [String(text), Number(width), typeof fill === 'string' && fill !== '' ? fill : ' '];
  if (!(Math.abs(wide) <= mappingLimits.padded)) throw new PaddedTooWide(wide);
  const missing = Math.max(0, Math.abs(wide) - [...padded].length);
  const filling = [...filler.repeat(Math.ceil(missing / [...filler].length))].slice(0, missing).join('');
  return wide < 0 ? `${filling}${padded}` : `${padded}${filling}`;
}
