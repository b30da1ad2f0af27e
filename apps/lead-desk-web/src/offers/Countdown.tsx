import { useEffect, useState } from 'react';
import { t } from '../words/words';
import { useAgencyWords } from '../words/agency-words';
import classes from './Offers.module.css';

interface CountdownProps {
  /** RFC 3339; null: it does not run out. */
  until: string | null;
  /** Milliseconds this browser's clock is ahead of the desk's. */
  ahead: number;
  onOver(): void;
}

const urgentMs = 5 * 60_000;

/** What is left of an offer's time, second by second; read out by the minute. */
export function Countdown({ until, ahead, onOver }: CountdownProps) {
  const words = useAgencyWords();
  const [now, setNow] = useState(() => Date.now());
  const left = until === null ? Infinity : Date.parse(until) - (now - ahead);
  const over = left <= 0;
  useEffect(() => {
    if (until === null || over) return undefined;
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, [until, over]);
  useEffect(() => {
    if (over) onOver();
  }, [over, onOver]);
  if (until === null) return <span className="quiet">{t('offers.noEnd')}</span>;
  if (over) return <span className={classes.urgent}>{t('offers.over')}</span>;
  return (
    <time className={left < urgentMs ? classes.urgent : classes.left} dateTime={until} title={words.exact(until)}>
      {t('offers.left', { time: inWords(left) })}
    </time>
  );
}

/** `9:05`, from an hour on `2 h 5 min`, from a day on `3 days`. */
function inWords(ms: number): string {
  const seconds = Math.ceil(ms / 1_000);
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes}:${String(seconds % 60).padStart(2, '0')}`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h ${minutes % 60} min` : `${Math.round(hours / 24)} days`;
}
