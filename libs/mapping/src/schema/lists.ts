import { mapOf, shape, text, texts } from './words';

/** A list that the vendor keeps, and where a connection holds values of it. */
export const list = shape(
  {
    title: text('Name for people, such as Offices.'),
    path: text('Below base; {expression} is filled in and escaped.'),
    values: text('Expression over answer: the values there are, each a text, or {value, label}.'),
    holds: {
      ...mapOf(
        text('Expression over settings and tables: a text, a list of them, or a table whose right side is meant.'),
        'By setting or table of the pack: what of it is sent as a value of this list. Where none is left the list is not asked for.',
      ),
      minProperties: 1,
    },
  },
  {
    query: texts('Expressions by name; they see settings and tables.'),
    headers: mapOf(text('A text; {expression} is filled in.'), 'Headers of this request.', '^[A-Za-z0-9-]{1,80}$'),
    next: text('Expression over answer, settings and page: what the next page is asked with, laid over the query; nothing at the end.'),
  },
  'A list that the vendor keeps. What it does not know is told as a warning of the connection, when it starts, when it is tested and daily.',
);
