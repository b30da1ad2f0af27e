import { hostname } from 'node:os';
import { resolve } from 'node:path';
import {
  ArrayNotEmpty,
  IsBoolean,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsNumber,
  IsOptional,
  IsString,
  IsUrl,
  Matches,
  Max,
  Min,
  ValidateIf,
} from 'class-validator';
import { NotLessThan } from './not-less-than';
import { asList, asNumber, asPairs, asSwitch, asText, Setting } from './setting';
import { Agrees, IsReadableFile } from './together';

const samplers = [
  'always_on',
  'always_off',
  'traceidratio',
  'parentbased_always_on',
  'parentbased_always_off',
  'parentbased_traceidratio',
] as const;
/** As OTEL_TRACES_SAMPLER names them. */
export type TraceSampler = (typeof samplers)[number];

const pair = /^[^=\s]+=/;
const mechanisms = ['plain', 'scram-sha-256', 'scram-sha-512'] as const;
const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];

/** What every app is told from outside. An app with settings of its own extends it. */
export class Settings {
  @Setting('BRIDGE_PORT', { read: asNumber, otherwise: 3000, says: 'a whole number from 0 to 65535, where 0 picks a free port' })
  @IsInt()
  @Min(0)
  @Max(65_535)
  readonly port: number;

  @Setting('BRIDGE_HOST', { read: asText, otherwise: '127.0.0.1', says: 'an address of this machine, such as 127.0.0.1 or 0.0.0.0' })
  @Matches(/^[\w.:-]+$/)
  readonly host: string;

  /** Where `/metrics` is; beside the app's own port without. */
  @Setting('METRICS_PORT', { read: asNumber, says: 'a whole number from 0 to 65535, where 0 picks a free port' })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(65_535)
  readonly metricsPort: number | undefined;

  @Setting('METRICS_HOST', { read: asText, otherwise: '127.0.0.1', says: 'an address of this machine, such as 127.0.0.1 or 0.0.0.0' })
  @Matches(/^[\w.:-]+$/)
  readonly metricsHost: string;

  /** Absolute. */
  @Setting('BRIDGE_DATA_DIR', { read: resolve, otherwise: resolve('.data'), says: 'a folder' })
  @IsString()
  @IsNotEmpty()
  readonly dataDir: string;

  @Setting('DATABASE_URL', {
    read: asText,
    says: 'the address of a PostgreSQL, such as postgres://USER:PASSWORD@HOST/DATABASE; an app started alone needs it',
    secret: true,
  })
  @ValidateIf((settings: Settings) => settings.databaseUrl !== undefined || settings.databaseNeeded)
  @Matches(/^postgres(ql)?:\/\/[^\s/]+\/./)
  readonly databaseUrl: string | undefined;

  @Setting('EVENT_LOG', { read: asText, otherwise: 'postgres', says: 'postgres or kafka' })
  @IsIn(['postgres', 'kafka'])
  readonly eventLog: 'postgres' | 'kafka';

  @Setting('KAFKA_BROKERS', {
    read: asList,
    otherwise: [],
    says: 'HOST:PORT of each broker, separated by commas, such as localhost:9092; EVENT_LOG=kafka needs it',
  })
  @ValidateIf((settings: Settings) => settings.eventLog === 'kafka' || settings.kafkaBrokers.length > 0)
  @ArrayNotEmpty()
  @Matches(/^[^\s:]+:\d{1,5}$/, { each: true })
  readonly kafkaBrokers: readonly string[];

  @Setting('KAFKA_SSL', { read: asSwitch, otherwise: false, says: 'on or off; KAFKA_SSL_CA, KAFKA_SSL_CERT and KAFKA_SSL_KEY need it on' })
  @IsBoolean()
  @Agrees((settings: Settings) => settings.kafkaSsl || !(settings.kafkaSslCa || settings.kafkaSslCert || settings.kafkaSslKey))
  readonly kafkaSsl: boolean;

  /** Of who signed the brokers' certificates; the system's own when not set. */
  @Setting('KAFKA_SSL_CA', { read: resolve, says: 'a file of certificates in PEM that can be read' })
  @IsReadableFile()
  readonly kafkaSslCa: string | undefined;

  /** Shown to brokers that want to know who connects. */
  @Setting('KAFKA_SSL_CERT', { read: resolve, says: 'a file of a certificate in PEM that can be read; KAFKA_SSL_KEY needs it' })
  @Agrees(({ kafkaSslCert, kafkaSslKey }: Settings) => kafkaSslCert !== undefined || kafkaSslKey === undefined)
  @IsReadableFile()
  readonly kafkaSslCert: string | undefined;

  @Setting('KAFKA_SSL_KEY', { read: resolve, says: 'a file of a key in PEM that can be read; KAFKA_SSL_CERT needs it' })
  @Agrees(({ kafkaSslCert, kafkaSslKey }: Settings) => kafkaSslKey !== undefined || kafkaSslCert === undefined)
  @IsReadableFile()
  readonly kafkaSslKey: string | undefined;

  @Setting('KAFKA_SSL_KEY_PASSPHRASE', { read: asText, says: 'what KAFKA_SSL_KEY is encrypted with', secret: true })
  @IsOptional()
  @IsString()
  readonly kafkaSslKeyPassphrase: string | undefined;

  @Setting('KAFKA_SASL_MECHANISM', {
    read: asText,
    says: `one of ${mechanisms.join(', ')}; KAFKA_SASL_USERNAME and KAFKA_SASL_PASSWORD need it`,
  })
  @ValidateIf((settings: Settings) => Boolean(settings.kafkaSaslMechanism ?? settings.kafkaSaslUsername ?? settings.kafkaSaslPassword))
  @IsIn(mechanisms)
  readonly kafkaSaslMechanism: (typeof mechanisms)[number] | undefined;

  @Setting('KAFKA_SASL_USERNAME', { read: asText, says: 'a name; KAFKA_SASL_MECHANISM needs it' })
  @Agrees(({ kafkaSaslMechanism, kafkaSaslUsername }: Settings) => kafkaSaslMechanism === undefined || kafkaSaslUsername !== undefined)
  readonly kafkaSaslUsername: string | undefined;

  @Setting('KAFKA_SASL_PASSWORD', { read: asText, says: 'a password; KAFKA_SASL_MECHANISM needs it', secret: true })
  @Agrees(({ kafkaSaslMechanism, kafkaSaslPassword }: Settings) => kafkaSaslMechanism === undefined || kafkaSaslPassword !== undefined)
  readonly kafkaSaslPassword: string | undefined;

  /** Of each topic. */
  @Setting('LOG_PARTITIONS', { read: asNumber, otherwise: 12, says: 'a whole number from 1 to 1000' })
  @IsInt()
  @Min(1)
  @Max(1_000)
  readonly logPartitions: number;

  /** Copies of each record in Kafka; as many as there are brokers, 3 at most, when not set. */
  @Setting('LOG_REPLICATION', { read: asNumber, says: 'a whole number from 1 to 9' })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(9)
  readonly logReplication: number | undefined;

  /** How long the log keeps what everybody has read. */
  @Setting('LOG_RETENTION_DAYS', { read: asNumber, otherwise: 30, says: 'a whole number of days from 1 to 3650' })
  @IsInt()
  @Min(1)
  @Max(3_650)
  readonly logRetentionDays: number;

  /** How long an event that arrives again is known; shorter than the log's retention, it would count twice. */
  @Setting('DEDUP_DAYS', {
    read: asNumber,
    otherwise: 30,
    says: 'a whole number of days, not less than LOG_RETENTION_DAYS and at most 3650',
  })
  @IsInt()
  @Max(3_650)
  @NotLessThan('logRetentionDays')
  readonly dedupDays: number;

  @Setting('HISTORY_DAYS', { read: asNumber, otherwise: 400, says: 'a whole number of days from 1 to 36500' })
  @IsInt()
  @Min(1)
  @Max(36_500)
  readonly historyDays: number;

  /** What secrets of connections are sealed with: the first seals, all of them open; a file in the data folder when not set. */
  @Setting('SECRETS_KEY', {
    read: asList,
    otherwise: [],
    says: '32 random bytes as base64, such as `openssl rand -base64 32` prints; older keys behind it, separated by commas',
    secret: true,
  })
  @Matches(/^[A-Za-z0-9+/_-]{43}=?$/, { each: true })
  readonly secretsKeys: readonly string[];

  /** Where browsers reach the bridge, without a slash at the end. */
  @Setting('BRIDGE_PUBLIC_URL', {
    read: (text) => text.replace(/\/+$/u, ''),
    says: 'the http or https address under which browsers reach the bridge, such as https://bridge.example.com',
  })
  @IsOptional()
  @IsUrl({ protocols: ['http', 'https'], require_protocol: true, require_tld: false, disallow_auth: true })
  @Matches(/^[^?#]+$/)
  readonly publicUrl: string | undefined;

  /** Where mails are sent; kept in the data folder when not set. */
  @Setting('SMTP_URL', {
    read: asText,
    says: 'the address of a mail server, such as smtps://USER:PASSWORD@mail.example.com:465 or smtp://mail.example.com:587',
    secret: true,
  })
  @IsOptional()
  @IsUrl({ protocols: ['smtp', 'smtps'], require_protocol: true, require_tld: false, allow_underscores: true })
  readonly smtpUrl: string | undefined;

  @Setting('MAIL_FROM', {
    read: asText,
    otherwise: 'People Exchange <no-reply@localhost>',
    says: 'who mails are from, as an address or NAME <ADDRESS>',
  })
  @Matches(/^(?:[^<>\p{Cc}]*<[^<>@\s]+@[^<>@\s]+>|[^<>@\s]+@[^<>@\s]+)$/u)
  readonly mailFrom: string;

  /** How long one key signs for sign-on. */
  @Setting('SIGN_ON_KEY_DAYS', { read: asNumber, otherwise: 90, says: 'a whole number of days from 1 to 3650' })
  @IsInt()
  @Min(1)
  @Max(3_650)
  readonly signOnKeyDays: number;

  @Setting('BRIDGE_DEMO', { read: asSwitch, otherwise: true, says: 'on or off' })
  @IsBoolean()
  readonly demo: boolean;

  @Setting('LOG_LEVEL', { read: asText, otherwise: 'info', says: `one of ${logLevels.join(', ')}` })
  @IsIn(logLevels)
  readonly logLevel: string;

  /** Where traces are sent, over OTLP/HTTP in JSON; none are made without. */
  @Setting('OTEL_EXPORTER_OTLP_ENDPOINT', {
    read: asText,
    says: 'the http or https address of a collector that takes OTLP over HTTP, such as http://localhost:4318',
  })
  @IsOptional()
  @IsUrl({
    protocols: ['http', 'https'],
    require_protocol: true,
    require_tld: false,
    disallow_auth: true,
    allow_underscores: true,
    allow_fragments: false,
    allow_query_components: false,
  })
  readonly otlpEndpoint: string | undefined;

  @Setting('OTEL_EXPORTER_OTLP_HEADERS', {
    read: asPairs,
    otherwise: [],
    says: 'NAME=VALUE of each header, separated by commas, values percent-encoded',
    secret: true,
  })
  @Matches(pair, { each: true })
  readonly otlpHeaders: readonly string[];

  @Setting('OTEL_EXPORTER_OTLP_TIMEOUT', { read: asNumber, otherwise: 10_000, says: 'a whole number of milliseconds from 1 to 60000' })
  @IsInt()
  @Min(1)
  @Max(60_000)
  readonly otlpTimeoutMs: number;

  /** How long spans are gathered before they are sent. */
  @Setting('OTEL_BSP_SCHEDULE_DELAY', { read: asNumber, otherwise: 5_000, says: 'a whole number of milliseconds from 1 to 60000' })
  @IsInt()
  @Min(1)
  @Max(60_000)
  readonly spanDelayMs: number;

  @Setting('OTEL_SERVICE_NAME', { read: asText, says: 'a name; the name of the app without' })
  @IsOptional()
  @IsString()
  readonly serviceName: string | undefined;

  @Setting('OTEL_RESOURCE_ATTRIBUTES', {
    read: asPairs,
    otherwise: [],
    says: 'NAME=VALUE of each attribute, separated by commas, values percent-encoded, such as deployment.environment.name=test',
  })
  @Matches(pair, { each: true })
  readonly resourceAttributes: readonly string[];

  @Setting('OTEL_TRACES_SAMPLER', { read: asText, otherwise: 'parentbased_always_on', says: `one of ${samplers.join(', ')}` })
  @IsIn(samplers)
  readonly traceSampler: TraceSampler;

  /** The share of the traces that a ratio samples. */
  @Setting('OTEL_TRACES_SAMPLER_ARG', { read: asNumber, otherwise: 1, says: 'a number from 0 to 1' })
  @IsNumber()
  @Min(0)
  @Max(1)
  readonly traceSamplerArg: number;

  /** Names this process among those that share the work. */
  readonly machine: string = hostname();

  /** Set by whoever starts an app alone; no setting of its own. */
  readonly databaseNeeded: boolean = false;
}
