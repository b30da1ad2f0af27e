import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';

export interface ReceivedSpan {
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string | undefined;
  readonly links: readonly { readonly traceId: string; readonly spanId: string }[];
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly resource: Readonly<Record<string, unknown>>;
  readonly nanoseconds: bigint;
}

type Pairs = readonly { key: string; value: Record<string, unknown> }[];
/** OTLP/HTTP in JSON, version 1: https://opentelemetry.io/docs/specs/otlp/#otlphttp */
interface ExportRequest {
  resourceSpans: {
    resource: { attributes: Pairs };
    scopeSpans: { spans: (Record<'name' | 'traceId' | 'spanId' | 'startTimeUnixNano' | 'endTimeUnixNano', string> & Partial<Rest>)[] }[];
  }[];
}
interface Rest {
  parentSpanId: string;
  attributes: Pairs;
  links: { traceId: string; spanId: string }[];
}

/** A collector as the protocol describes it; refuses or keeps everybody waiting when told. */
export class OtlpReceiver {
  mode: 'takes' | 'refuses' | 'hangs' = 'takes';
  readonly spans: ReceivedSpan[] = [];
  readonly headers: IncomingHttpHeaders[] = [];
  requests = 0;
  private readonly kept = new Set<ServerResponse>();
  private server: Server | undefined;

  async start(): Promise<string> {
    this.server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => this.answer(request.url ?? '', request.headers, Buffer.concat(chunks), response));
    });
    const { server } = this;
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  }

  of(traceId: string): ReceivedSpan[] {
    return this.spans.filter((span) => span.traceId === traceId);
  }

  async stop(): Promise<void> {
    const { server } = this;
    server?.closeAllConnections();
    await new Promise<void>((resolve) => (server ? server.close(() => resolve()) : resolve()));
  }

  private answer(path: string, headers: IncomingHttpHeaders, body: Buffer, response: ServerResponse): void {
    this.requests += 1;
    if (this.mode === 'hangs') return void this.kept.add(response);
    if (this.mode === 'refuses') return void response.writeHead(400).end();
    if (path !== '/v1/traces' || headers['content-type'] !== 'application/json') return void response.writeHead(415).end();
    this.headers.push(headers);
    this.spans.push(...spansIn(JSON.parse(body.toString())));
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  }
}

function spansIn({ resourceSpans }: ExportRequest): ReceivedSpan[] {
  return resourceSpans.flatMap(({ resource, scopeSpans }) =>
    scopeSpans.flatMap(({ spans }) =>
      spans.map((span) => ({
        name: span.name,
        traceId: span.traceId,
        spanId: span.spanId,
        parentSpanId: span.parentSpanId || undefined,
        links: span.links ?? [],
        attributes: plain(span.attributes ?? []),
        resource: plain(resource.attributes),
        nanoseconds: BigInt(span.endTimeUnixNano) - BigInt(span.startTimeUnixNano),
      })),
    ),
  );
}

function plain(pairs: Pairs): Record<string, unknown> {
  return Object.fromEntries(pairs.map(({ key, value }) => [key, Object.values(value)[0]]));
}
