import { readFileSync } from 'node:fs';
import { type ConnectionOptions, createSecureContext } from 'node:tls';
import { type Settings, SettingsInvalid } from '#runtime';
import type { KafkaConnection } from './kafkajs-client';

type Secured = Pick<KafkaConnection, 'brokers' | 'ssl' | 'sasl'>;

/**
 * How the brokers are reached that the settings name.
 * @throws SettingsInvalid where the files for TLS are no certificates or key, or do not belong together
 */
export function kafkaConnectionOf(settings: Settings): Secured {
  const { kafkaBrokers: brokers, kafkaSaslMechanism: mechanism, kafkaSaslUsername: username, kafkaSaslPassword: password } = settings;
  const sasl = mechanism && username && password ? { mechanism, username, password } : undefined;
  return { brokers, ssl: settings.kafkaSsl ? tlsOf(settings) : undefined, sasl };
}

function tlsOf({ kafkaSslCa, kafkaSslCert, kafkaSslKey, kafkaSslKeyPassphrase: passphrase }: Settings): ConnectionOptions {
  const [ca, cert, key] = [kafkaSslCa, kafkaSslCert, kafkaSslKey].map((file) => (file === undefined ? undefined : readFileSync(file)));
  const options = { ca, cert, key, passphrase };
  try {
    createSecureContext(options);
  } catch (cause) {
    // OpenSSL names what is wrong, never what stands in a file.
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new SettingsInvalid([`KAFKA_SSL_CA, KAFKA_SSL_CERT, KAFKA_SSL_KEY and its passphrase cannot be used together: ${why}`]);
  }
  return options;
}
