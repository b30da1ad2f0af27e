import { type CloudEvent, Kafka, type KafkaMessage } from 'cloudevents';
import { entry } from '../../../../test/conformance/entries';
import { messageOf } from './record';

test('a record is a CloudEvent of the Kafka binding in binary mode, as another reader of the standard understands it', () => {
  const sent = entry({ id: 'e1', key: 'person-1', data: { place: 'Ærøskøbing – 北京', listing: 7 } });
  const { key, value, headers } = messageOf(sent);
  // The reader is given what a consumer hands over: texts for headers, bytes for the value.
  const message: KafkaMessage<string> = {
    key: String(key),
    value,
    body: value,
    headers: Object.fromEntries(Object.entries(headers ?? {}).map(([name, text]) => [name, String(text)])),
    timestamp: '0',
  };
  // One record is one event; only a batch would be several.
  const read = Kafka.toEvent(message) as CloudEvent;
  expect({ ...read.toJSON() }).toMatchObject({ ...sent.attributes, id: 'e1', data: { place: 'Ærøskøbing – 北京', listing: 7 } });
  expect(String(key)).toBe('person-1');
});
