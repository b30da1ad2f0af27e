/** `1 person`, `2 persons`. */
export const many = (count: number, word: string): string => `${count} ${count === 1 ? word : `${word}s`}`;
