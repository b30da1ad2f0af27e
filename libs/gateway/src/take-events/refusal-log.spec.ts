import { Logger } from '@nestjs/common';
import { LogUnavailable } from '#event-log';
import { Refusal } from '../refusal';
import { RefusalLog } from './refusal-log';

const trace = {
  id: '0af7651916cd43dd8448eb211c80319c',
  caller: { agency: 'north', participant: 'site', side: 'website', name: 'Oak' },
} as const;

describe('the log of refusals', () => {
  const lines: unknown[] = [];
  const log = new RefusalLog();
  const trouble = (): Refusal =>
    Object.assign(new Refusal(503, 'logAway', 'The log does not answer.'), { cause: new LogUnavailable('away', new TypeError('refused')) });

  beforeEach(() => {
    lines.length = 0;
    jest.spyOn(Logger.prototype, 'error').mockImplementation((line: unknown) => void lines.push(line));
    jest.spyOn(Logger.prototype, 'debug').mockImplementation(() => undefined);
  });
  afterEach(() => jest.restoreAllMocks());

  it('says of trouble of ours whose request it was and by which trace to find it, once for all that come at once', () => {
    for (let n = 0; n < 100; n += 1) log.refused(trouble(), trace);
    expect(lines).toEqual([
      {
        trace: trace.id,
        agency: 'north',
        participant: 'site',
        status: 503,
        rule: 'logAway',
        cause: 'LogUnavailable logUnavailable: away, since TypeError: refused',
        unlisted: 0,
        msg: 'The log does not answer.',
      },
    ]);
  });

  it('says nothing of what senders do wrong, which the metrics count', () => {
    log.refused(new Refusal(422, 'contract', 'No.'), trace);
    expect(lines).toEqual([]);
  });
});
