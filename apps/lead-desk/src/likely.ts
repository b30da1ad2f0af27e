/** A pattern for `like`: whatever holds the word, which is taken as it is. */
export const likely = (word: string): string => `%${word.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
