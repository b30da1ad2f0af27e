/** A first page that is there at once, then pages that keep up with somebody who scrolls. */
export const pageSize = (cursor: string | undefined): number => (cursor === undefined ? 200 : 500);
