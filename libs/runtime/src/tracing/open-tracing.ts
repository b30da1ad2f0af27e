import type { Sampler } from '@opentelemetry/sdk-trace';
import { ROOT_CONTEXT, SpanKind } from '@opentelemetry/api';
import type { ProcessGround } from '../process/run-process';
import type { TraceSampler } from '../settings/settings';
import { ChosenIds } from './chosen-ids';
import { ToldExporter } from './told-exporter';
import { Tracing } from './tracing';

/** A stop waits so long for the last spans at most. */
const lastSpansMs = 2_000;
/** Spans that wait for the collector; more are dropped, so that one that is away costs a few megabytes and no more. */
const mostWaiting = 4_096;

/** Loaded only here: a bridge without a collector never pays for it. */
const sdk = () => import('@opentelemetry/sdk-trace');
type Sdk = Awaited<ReturnType<typeof sdk>>;

/** The spans of this process, sent to the collector that the settings name over OTLP/HTTP; nothing where they name none. */
export async function openTracing({ settings, log, shutdown }: ProcessGround, app: string): Promise<Tracing | undefined> {
  const { otlpEndpoint } = settings;
  if (otlpEndpoint === undefined) return undefined;
  const [traces, { OTLPTraceExporter }, { resourceFromAttributes }] = await Promise.all([
    sdk(),
    import('@opentelemetry/exporter-trace-otlp-http'),
    import('@opentelemetry/resources'),
  ]);
  const exporter = new OTLPTraceExporter({
    url: `${otlpEndpoint.replace(/\/+$/, '')}/v1/traces`,
    headers: pairsOf(settings.otlpHeaders),
    timeoutMillis: settings.otlpTimeoutMs,
  });
  const ids = new ChosenIds(new traces.RandomIdGenerator());
  const sampler = samplerOf(traces, settings.traceSampler, settings.traceSamplerArg);
  const provider = new traces.TracerProvider({
    sampler,
    idGenerator: ids,
    resource: resourceFromAttributes({
      'service.namespace': 'people-exchange',
      'service.name': settings.serviceName ?? app,
      'service.instance.id': `${settings.machine}/${process.pid}`,
      ...pairsOf(settings.resourceAttributes),
    }),
    spanProcessors: [
      new traces.BatchSpanProcessor({
        exporter: new ToldExporter(exporter, log, new URL(otlpEndpoint).host),
        maxQueueSize: mostWaiting,
        scheduledDelayMillis: settings.spanDelayMs,
      }),
    ],
  });
  // Opened first, so closed last: what the stop itself does can still be seen.
  shutdown.on('close', 'traces', () => within(lastSpansMs, provider.shutdown()));
  const begins = (traceId: string): boolean =>
    sampler.shouldSample(ROOT_CONTEXT, traceId, '', SpanKind.INTERNAL, {}, []).decision === traces.SamplingDecision.RECORD_AND_SAMPLED;
  return new Tracing(provider.getTracer('people-exchange'), ids, begins);
}

function samplerOf(
  { AlwaysOffSampler, AlwaysOnSampler, ParentBasedSampler, TraceIdRatioBasedSampler }: Sdk,
  name: TraceSampler,
  ratio: number,
): Sampler {
  const roots = {
    always_on: () => new AlwaysOnSampler(),
    always_off: () => new AlwaysOffSampler(),
    traceidratio: () => new TraceIdRatioBasedSampler(ratio),
  };
  switch (name) {
    case 'always_on':
    case 'always_off':
    case 'traceidratio':
      return roots[name]();
    case 'parentbased_always_on':
      return new ParentBasedSampler({ root: roots.always_on() });
    case 'parentbased_always_off':
      return new ParentBasedSampler({ root: roots.always_off() });
    case 'parentbased_traceidratio':
      return new ParentBasedSampler({ root: roots.traceidratio() });
  }
}

/** NAME=VALUE of each, as the settings were checked for. */
function pairsOf(pairs: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.indexOf('=');
      return [pair.slice(0, at), pair.slice(at + 1).trim()];
    }),
  );
}

async function within(ms: number, work: Promise<void>): Promise<void> {
  const late = Promise.withResolvers<void>();
  const timer = setTimeout(late.resolve, ms);
  // What the collector did not take was told when it refused it.
  await Promise.race([work.catch(() => undefined), late.promise]);
  clearTimeout(timer);
}
