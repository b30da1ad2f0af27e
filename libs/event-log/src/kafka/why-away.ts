/** OpenSSL's words for a certificate that is not trusted, out of date, or another host's. */
const untrusted = /SELF_SIGNED|UNABLE_TO_(GET|VERIFY)|^CERT_|^ERR_TLS_CERT/;

/** Why the brokers did not do as asked, and what to do where that is known. */
export function whyAway(topic: string, cause: unknown): string {
  if (typeOf(cause) === 'UNKNOWN_TOPIC_OR_PARTITION') return `Kafka has no topic ${topic}; make it with \`people-exchange topics create\``;
  const errors = [...chainOf(cause)];
  if (errors.some(({ name }) => name.startsWith('KafkaJSSASL')))
    return 'Kafka refuses to let us in: look at KAFKA_SASL_USERNAME, KAFKA_SASL_PASSWORD and KAFKA_SASL_MECHANISM';
  const code = errors.flatMap((error) => ('code' in error ? String(error.code) : [])).find((one) => untrusted.test(one));
  if (code !== undefined) return `Kafka shows a certificate that is not trusted (${code}): KAFKA_SSL_CA names a file of who signed it`;
  return 'Kafka does not answer';
}

/** The broker's word for what is wrong, which kafkajs wraps in errors of its own. */
export function typeOf(error: unknown): string | undefined {
  for (const one of chainOf(error)) if ('type' in one && typeof one.type === 'string') return one.type;
  return undefined;
}

function* chainOf(error: unknown): Generator<Error> {
  for (let one = error; one instanceof Error; one = one.cause) yield one;
}
