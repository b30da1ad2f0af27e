/** Seconds in which a link opens. */
export const linkSeconds = 60;
/** Seconds in which a product takes an assertion. */
export const assertionSeconds = 60;
/** Seconds by which a product's clock may be behind ours. */
export const skewSeconds = 120;
/** Seconds by which a key is published before it signs: twice as long as the published set may be kept by those who ask for it. */
export const aheadSeconds = 600;

export const later = (moment: Date, seconds: number): Date => new Date(moment.getTime() + seconds * 1000);
