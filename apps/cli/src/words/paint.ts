import { styleText } from 'node:util';

/** Colours on a terminal, plain words elsewhere. */
export interface Paint {
  good(text: string): string;
  waiting(text: string): string;
  bad(text: string): string;
  faint(text: string): string;
  strong(text: string): string;
  readonly colour: boolean;
}

export function paintFor(colour: boolean): Paint {
  const style = (format: Parameters<typeof styleText>[0]) => (text: string) =>
    colour ? styleText(format, text, { validateStream: false }) : text;
  return { good: style('green'), waiting: style('yellow'), bad: style('red'), faint: style('dim'), strong: style('bold'), colour };
}

/** The paint of a state: final and well, waiting, or wanting a hand. */
export function paintState(paint: Paint, state: string): string {
  if (state === 'parked') return paint.bad(state);
  if (state === 'delivered') return paint.good(state);
  return state === 'inFlight' || state.startsWith('held') ? paint.waiting(state) : paint.faint(state);
}
