import { IsIn, Matches } from 'class-validator';
import fc from 'fast-check';
import { editDistance } from './nearest-name';
import { type Environment, readSettings, readSettingsAs, SettingsInvalid, settingsWarnings, shownSettings } from './read-settings';
import { asText, Setting } from './setting';
import { Settings } from './settings';

class ScreenSettings extends Settings {
  @Setting('BRIDGE_COLOUR', { read: asText, otherwise: 'light', says: 'light or dark' })
  @IsIn(['light', 'dark'])
  readonly colour: string;

  @Setting('BRIDGE_SIGNING_KEY', { read: asText, otherwise: 'k-1234567', says: 'k- and seven digits', secret: true })
  @Matches(/^k-\d{7}$/)
  readonly signingKey: string;
}

function problemsOf(read: () => unknown): readonly string[] {
  try {
    read();
    return [];
  } catch (error) {
    if (error instanceof SettingsInvalid) return error.problems;
    throw error;
  }
}

describe('settings', () => {
  it('have defaults that start the bridge on this machine alone', () => {
    const settings = readSettings({});
    expect(settings).toMatchObject({ port: 3000, host: '127.0.0.1', eventLog: 'postgres', demo: true, dedupDays: 30, historyDays: 400 });
    expect(settings.dataDir).toMatch(/^[/\\A-Z].*\.data$/);
    expect(settings.databaseUrl).toBeUndefined();
  });

  it('report all problems at once, each in a sentence that names the setting and what it must be', () => {
    const environment = { BRIDGE_PORT: 'abc', BRIDGE_DEMO: 'yes', EVENT_LOG: 'kafka', LOG_LEVEL: 'loud', HISTORY_DAYS: '1.5' };
    const problems = problemsOf(() => readSettings(environment, { database: true }));
    expect(problems).toEqual([
      'BRIDGE_PORT is "abc"; it must be a whole number from 0 to 65535, where 0 picks a free port',
      expect.stringMatching(/^DATABASE_URL is missing; .* an app started alone needs it$/),
      expect.stringMatching(/^KAFKA_BROKERS is missing; .* EVENT_LOG=kafka needs it$/),
      'HISTORY_DAYS is "1.5"; it must be a whole number of days from 1 to 36500',
      'BRIDGE_DEMO is "yes"; it must be on or off',
      expect.stringMatching(/^LOG_LEVEL is "loud"; it must be one of fatal, /),
    ]);
  });

  it('end a start with exit code 78', () => {
    expect(new SettingsInvalid(['x'])).toMatchObject({ exitCode: 78, code: 'settingsInvalid', retriable: false });
  });

  it('never show a secret, neither in a problem nor in the list of settings', () => {
    const problems = problemsOf(() => readSettings({ DATABASE_URL: 'mysql://root:hunter2@db/bridge' }));
    expect(problems).toHaveLength(1);
    expect(JSON.stringify(problems)).not.toContain('hunter2');
    const shown = shownSettings(
      readSettingsAs(ScreenSettings, { DATABASE_URL: 'postgres://u:hunter2@db/bridge', BRIDGE_SIGNING_KEY: 'k-7654321' }),
    );
    expect(JSON.stringify(shown)).not.toMatch(/hunter2|7654321/);
    expect(shown).toMatchObject({
      DATABASE_URL: '(set, not shown)',
      BRIDGE_SIGNING_KEY: '(set, not shown)',
      BRIDGE_PORT: '3000',
      LOG_REPLICATION: '(not set)',
    });
  });

  it('of an app stand beside the shared ones', () => {
    expect(readSettingsAs(ScreenSettings, { BRIDGE_COLOUR: 'dark', BRIDGE_PORT: '0' })).toMatchObject({ colour: 'dark', port: 0 });
    expect(problemsOf(() => readSettingsAs(ScreenSettings, { BRIDGE_COLOUR: 'red', BRIDGE_PORT: '-1' }))).toHaveLength(2);
  });

  it('that are unknown get a warning with the nearest known name', () => {
    expect(settingsWarnings({ BRIDGE_PROT: '1', BRIDGE_WHATEVER_ELSE: '1', KAFKA_BROKER: 'x:1', HOME: '/', PATH: '' })).toEqual([
      'BRIDGE_PROT is no setting and has no effect; was BRIDGE_PORT meant?',
      'BRIDGE_WHATEVER_ELSE is no setting and has no effect',
      'KAFKA_BROKER is no setting and has no effect; was KAFKA_BROKERS meant?',
    ]);
  });

  it('refuse to forget an event before the log does (I2)', () => {
    expect(problemsOf(() => readSettings({ DEDUP_DAYS: '7' }))).toEqual([
      expect.stringMatching(/^DEDUP_DAYS is "7"; .*not less than LOG_RETENTION_DAYS/),
    ]);
    expect(readSettings({ DEDUP_DAYS: '7', LOG_RETENTION_DAYS: '7' }).dedupDays).toBe(7);
  });

  it('take brokers as a list and refuse one without a port', () => {
    expect(readSettings({ EVENT_LOG: 'kafka', KAFKA_BROKERS: 'a:9092, b:9092,' }).kafkaBrokers).toEqual(['a:9092', 'b:9092']);
    expect(problemsOf(() => readSettings({ KAFKA_BROKERS: 'a:9092,b' }))).toHaveLength(1);
  });

  it('let us into a Kafka with TLS and SASL, and must agree with each other', () => {
    expect(readSettings({})).toMatchObject({ kafkaSsl: false, kafkaSaslMechanism: undefined });
    const sasl = { KAFKA_SASL_MECHANISM: 'scram-sha-512', KAFKA_SASL_USERNAME: 'bridge', KAFKA_SASL_PASSWORD: 'hunter2' };
    const tls = { KAFKA_SSL: 'on', KAFKA_SSL_CA: __filename, KAFKA_SSL_CERT: __filename, KAFKA_SSL_KEY: __filename };
    expect(readSettings({ ...sasl, ...tls })).toMatchObject({ kafkaSsl: true, kafkaSslCa: __filename, kafkaSaslPassword: 'hunter2' });
    expect(shownSettings(readSettings(sasl))).toMatchObject({ KAFKA_SASL_USERNAME: 'bridge', KAFKA_SASL_PASSWORD: '(set, not shown)' });
    const namesOf = (environment: Environment): string[] =>
      problemsOf(() => readSettings(environment)).map((problem) => problem.split(' ', 1)[0] ?? '');
    expect(namesOf({ KAFKA_SASL_MECHANISM: 'plain' })).toEqual(['KAFKA_SASL_USERNAME', 'KAFKA_SASL_PASSWORD']);
    expect(namesOf({ KAFKA_SASL_PASSWORD: 'hunter2' })).toEqual(['KAFKA_SASL_MECHANISM']);
    expect(namesOf({ ...sasl, KAFKA_SASL_MECHANISM: 'oauthbearer' })).toEqual(['KAFKA_SASL_MECHANISM']);
    expect(namesOf({ KAFKA_SSL: 'yes' })).toEqual(['KAFKA_SSL']);
    expect(namesOf({ KAFKA_SSL_CA: __filename })).toEqual(['KAFKA_SSL']);
    expect(namesOf({ KAFKA_SSL: 'on', KAFKA_SSL_KEY: __filename })).toEqual(['KAFKA_SSL_CERT']);
    expect(namesOf({ KAFKA_SSL: 'on', KAFKA_SSL_CERT: __filename })).toEqual(['KAFKA_SSL_KEY']);
    expect(namesOf({ KAFKA_SSL: 'on', KAFKA_SSL_CA: `${__filename}.not`, KAFKA_SSL_CERT: __dirname, KAFKA_SSL_KEY: __filename })).toEqual([
      'KAFKA_SSL_CA',
      'KAFKA_SSL_CERT',
    ]);
  });

  it('name a collector of traces as OpenTelemetry does, and refuse what is none before anything starts', () => {
    expect(readSettings({})).toMatchObject({ otlpEndpoint: undefined, traceSampler: 'parentbased_always_on', traceSamplerArg: 1 });
    const set = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://otel_collector:4318', OTEL_EXPORTER_OTLP_HEADERS: 'x-key=a%2Cb%3D, x-scope=north' };
    expect(readSettings(set)).toMatchObject({
      otlpEndpoint: set.OTEL_EXPORTER_OTLP_ENDPOINT,
      otlpHeaders: ['x-key=a,b=', 'x-scope=north'],
    });
    const wrong = {
      OTEL_EXPORTER_OTLP_ENDPOINT: 'collector:4318',
      OTEL_EXPORTER_OTLP_HEADERS: 'hunter2%ff',
      OTEL_EXPORTER_OTLP_TIMEOUT: '10s',
      OTEL_BSP_SCHEDULE_DELAY: '0',
      OTEL_RESOURCE_ATTRIBUTES: 'x',
      OTEL_TRACES_SAMPLER: 'all',
      OTEL_TRACES_SAMPLER_ARG: '2',
    };
    const problems = problemsOf(() => readSettings(wrong));
    expect(problems.map((problem) => problem.split(' ', 1)[0])).toEqual(Object.keys(wrong));
    expect(problems.join()).not.toContain('hunter2');
    for (const address of ['grpc://collector:4317', 'http://user:secret@collector:4318', 'http://collector:4318/?key=secret', 'http://'])
      expect(problemsOf(() => readSettings({ OTEL_EXPORTER_OTLP_ENDPOINT: address }))).toHaveLength(1);
  });

  it('are read or refused, whatever is given', () => {
    const names = ['BRIDGE_PORT', 'BRIDGE_HOST', 'DATABASE_URL', 'EVENT_LOG', 'KAFKA_BROKERS', 'DEDUP_DAYS', 'BRIDGE_DEMO'];
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...names), fc.string()), (environment) => {
        problemsOf(() => readSettings(environment));
      }),
    );
  });

  it('names are as far apart as letters have to change', () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.string(),
        (a, b) => editDistance(a, b) === editDistance(b, a) && (editDistance(a, b) === 0) === (a === b),
      ),
    );
  });
});
