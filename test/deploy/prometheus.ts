import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

const deploy = join(__dirname, '../../deploy');

export interface Alert {
  readonly alert: string;
  readonly expr: string;
  readonly annotations: Readonly<Record<string, string>>;
}

export function alerts(): Alert[] {
  // Our own file; the tests read it as what it says.
  const { groups } = parse(readFileSync(join(deploy, 'prometheus/alerts.yaml'), 'utf8')) as { groups: { rules: Alert[] }[] };
  return groups.flatMap(({ rules }) => rules);
}

/** HOST:PORT of what Prometheus asks. */
export function scraped(): string[] {
  // Our own file; the tests read it as what it says.
  const { scrape_configs } = parse(readFileSync(join(deploy, 'prometheus/prometheus.yaml'), 'utf8')) as {
    scrape_configs: { static_configs: { targets: string[] }[] }[];
  };
  return scrape_configs.flatMap(({ static_configs }) => static_configs.flatMap(({ targets }) => targets));
}

interface Panel {
  readonly id: number;
  readonly title: string;
  readonly description?: string;
  readonly type: string;
  readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  readonly targets?: readonly { readonly expr: string }[];
}

export function dashboard(): { panels: Panel[]; queries: string[] } {
  // Our own file; the tests read it as what it says.
  const { panels, templating } = JSON.parse(readFileSync(join(deploy, 'grafana/people-exchange.json'), 'utf8')) as {
    panels: Panel[];
    templating: { list: { definition?: string }[] };
  };
  return { panels, queries: templating.list.flatMap(({ definition }) => definition ?? []) };
}

const words = new Set(['and', 'or', 'unless', 'on', 'by', 'offset', 'bool']);

/** What a PromQL expression asks for: the names that are neither functions, nor words of the language, nor labels. */
export function metricsIn(expr: string): string[] {
  const bare = expr
    .replace(/"[^"]*"/g, '')
    .replace(/\{[^}]*\}/g, '')
    .replace(/\[[^\]]*\]/g, '')
    .replace(/\b(by|on|without|ignoring)\s*\([^)]*\)/g, '')
    .replace(/\boffset\s+\w+/g, '');
  const names = [...bare.matchAll(/\b[a-z_][a-z0-9_]*\b(?!\s*\()/gi)].map(([name]) => name);
  return [...new Set(names)].filter((name) => !words.has(name) && !/^(sum|max|min)$/.test(name));
}

/** The labels an expression tells series apart by, or chooses them with. */
export function labelsIn(expr: string): string[] {
  const grouped = [...expr.matchAll(/\b(?:by|on)\s*\(([^)]*)\)/g)].flatMap(([, list = '']) => list.split(','));
  const chosen = [...expr.matchAll(/\{([^}]*)\}/g)].flatMap(([, list = '']) =>
    [...list.matchAll(/(\w+)\s*[=!]/g)].map(([, name = '']) => name),
  );
  return [...new Set([...grouped, ...chosen].map((name) => name.trim()).filter(Boolean))];
}

export interface Exposed {
  /** Every name a query may ask for; those of a histogram with their endings. */
  readonly names: ReadonlySet<string>;
  readonly samples: readonly { readonly name: string; readonly labels: Readonly<Record<string, string>>; readonly value: number }[];
}

/** What `/metrics` said, read as Prometheus reads it. */
export function exposedIn(text: string): Exposed {
  const names = new Set<string>();
  const samples: Exposed['samples'][number][] = [];
  for (const line of text.split('\n')) {
    const type = /^# TYPE (\S+) (\w+)$/.exec(line);
    if (type?.[1]) for (const end of type[2] === 'histogram' ? ['_bucket', '_sum', '_count'] : ['']) names.add(type[1] + end);
    const sample = /^([a-z_][a-z0-9_]*)(?:\{(.*)\})? (\S+)$/i.exec(line);
    if (!sample?.[1]) continue;
    const labels = [...(sample[2] ?? '').matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)].map(([, name = '', value = '']) => [name, value]);
    samples.push({ name: sample[1], labels: Object.fromEntries(labels), value: Number(sample[3]) });
  }
  return { names, samples };
}
