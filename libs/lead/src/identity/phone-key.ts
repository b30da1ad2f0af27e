/** A number as somebody gave it, and in E.164 where the sender knew. */
export interface Phone {
  readonly typed: string;
  readonly e164: string | null;
}

const national = 9;
const least = 6;

/**
 * What two ways of writing one number share: its last nine digits, so that "020 7946 0000" and "+442079460000" meet. Good for
 * finding candidates, not for deciding; undefined for what is too short to be a number.
 */
export function phoneKey({ typed, e164 }: Phone): string | undefined {
  const digits = (e164 ?? typed).normalize('NFKC').replace(/\D/g, '');
  return digits.length < least ? undefined : digits.slice(-national);
}
