import { Parser } from '@asyncapi/parser';
import { asyncApi, eventTypes } from '../index';

const severityOfErrors = 0;

describe('the AsyncAPI document', () => {
  it('is right by the AsyncAPI parser, with nothing worse than a warning', async () => {
    const { document, diagnostics } = await new Parser().parse(JSON.stringify(asyncApi()));
    expect(diagnostics.filter(({ severity }) => severity === severityOfErrors)).toEqual([]);
    expect(document?.messages().all()).toHaveLength(eventTypes.length);
  });

  it.each([
    ['website', 'fromWebsites'],
    ['backOffice', 'fromBackOffices'],
  ] as const)('has for the %s exactly the types it may send', async (side, channel) => {
    const { document } = await new Parser().parse(JSON.stringify(asyncApi()));
    const names = document?.channels().get(channel)?.messages().all().map((message) => message.name());
    expect(names?.toSorted()).toEqual(eventTypes.filter(({ sides }) => sides.includes(side)).map(({ type }) => type).toSorted());
  });
});
