export interface Curve {
  readonly id: string;
  readonly what: string;
  /** One of each size. */
  readonly values: readonly number[];
}

const width = 760;
const height = 420;
const [left, right, top, bottom] = [56, 190, 48, 48];
/** Told apart by those who see colours otherwise, too (Okabe and Ito). */
const colours = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9'];

const escaped = (text: string): string => text.replace(/[&<>]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign] ?? sign);

/** Curves over sizes on a logarithmic axis, with a line at what they may reach, as an SVG that reads in light and dark. */
export function drawCurves(o: {
  readonly title: string;
  readonly sizes: readonly number[];
  readonly curves: readonly Curve[];
  readonly limit: number;
}): string {
  const highest = Math.max(o.limit * 1.15, ...o.curves.flatMap(({ values }) => values.filter(Number.isFinite))) * 1.05;
  const x = (index: number): number => left + (index * (width - left - right)) / Math.max(1, o.sizes.length - 1);
  const y = (value: number): number => height - bottom - (value * (height - top - bottom)) / highest;
  const text = (at: readonly [number, number], words: string, more = ''): string =>
    `<text x="${at[0].toFixed(1)}" y="${at[1].toFixed(1)}" ${more}>${escaped(words)}</text>`;
  const line = (y1: number, more: string): string =>
    `<line x1="${left}" x2="${width - right}" y1="${y1.toFixed(1)}" y2="${y1.toFixed(1)}" ${more}/>`;
  const steps = Array.from({ length: Math.floor(highest / 0.5) + 1 }, (_, step) => step * 0.5);
  // Names stand beside the ends of their curves, and none on another.
  const ends = o.curves
    .map((curve, index) => ({ curve, colour: colours[index % colours.length] ?? '#000', at: y(curve.values.at(-1) ?? 0) }))
    .toSorted((a, b) => a.at - b.at);
  let lowest = 0;
  const names = ends.map(({ curve, colour, at }) => {
    lowest = Math.max(at, lowest + 16);
    return text([width - right + 10, lowest + 4], `${curve.what} ×${(curve.values.at(-1) ?? 0).toFixed(2)}`, `fill="${colour}"`);
  });
  const parts = [
    text([left, 24], o.title, 'font-weight="600"'),
    ...steps.flatMap((value) => [line(y(value), 'stroke="#8884"'), text([left - 8, y(value) + 4], value.toFixed(1), 'text-anchor="end"')]),
    line(y(o.limit), 'stroke="#c00" stroke-dasharray="6 4"'),
    text([left + 6, y(o.limit) - 6], `at most ${o.limit}`, 'fill="#c00"'),
    ...o.sizes.map((size, index) => text([x(index), height - bottom + 20], size.toLocaleString('en-GB'), 'text-anchor="middle"')),
    text([(left + width - right) / 2, height - 8], 'events of the past', 'text-anchor="middle"'),
    ...ends.map(
      ({ curve, colour }) =>
        `<polyline fill="none" stroke="${colour}" stroke-width="2" points="${curve.values.map((value, index) => `${x(index).toFixed(1)},${y(value).toFixed(1)}`).join(' ')}"/>`,
    ),
    ...names,
  ];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escaped(o.title)}">`,
    '<style>text { font: 12px system-ui, sans-serif; fill: #555 } @media (prefers-color-scheme: dark) { text { fill: #bbb } }</style>',
    ...parts,
    '</svg>',
    '',
  ].join('\n');
}
