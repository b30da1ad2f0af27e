import { untilKnown, untilLed } from './until-known';

class BrokerSays extends Error {
  constructor(readonly type: string) {
    super(type);
  }
}

/** Answers with these errors in turn, then well. */
function brokerThatSays(...types: string[]): { look: () => Promise<void>; asked: () => number } {
  let asked = 0;
  const look = (): Promise<void> => {
    const type = types[asked++];
    return type === undefined ? Promise.resolve() : Promise.reject(new BrokerSays(type));
  };
  return { look, asked: () => asked };
}

describe('a topic just made', () => {
  it('is waited for while its broker has not heard of it, of its leader, or of leading it', async () => {
    const { look, asked } = brokerThatSays('UNKNOWN_TOPIC_OR_PARTITION', 'LEADER_NOT_AVAILABLE', 'NOT_LEADER_FOR_PARTITION');
    await untilKnown(look, 5_000);
    expect(asked()).toBe(4);
  });

  it('is not waited for when something else is wrong', async () => {
    const { look, asked } = brokerThatSays('TOPIC_AUTHORIZATION_FAILED');
    await expect(untilKnown(look, 5_000)).rejects.toThrow('TOPIC_AUTHORIZATION_FAILED');
    expect(asked()).toBe(1);
  });

  it('is not waited for without end', async () => {
    await expect(untilKnown(() => Promise.reject(new BrokerSays('LEADER_NOT_AVAILABLE')), 100)).rejects.toThrow('LEADER_NOT_AVAILABLE');
  });
});

describe('a partition without a leader', () => {
  it('is asked again, and one that is not there is not', async () => {
    const passing = brokerThatSays('NOT_LEADER_FOR_PARTITION', 'LEADER_NOT_AVAILABLE');
    await untilLed(passing.look);
    expect(passing.asked()).toBe(3);
    await expect(untilLed(brokerThatSays('UNKNOWN_TOPIC_OR_PARTITION').look)).rejects.toThrow('UNKNOWN_TOPIC_OR_PARTITION');
  });
});
