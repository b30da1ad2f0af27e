import { Router } from './router';

const router = new Router()
  .on('GET', '/contacts/search', () => ({ status: 200, body: 'search' }))
  .on('GET', '/contacts/*', (_call, [id]) => ({ status: 200, body: id }));

describe('X10: the router of a vendor twin', () => {
  it('X10: takes the first pattern that fits, and hands over what stood at its stars', () => {
    expect(router.find('GET', '/contacts/search')).toMatchObject({ parts: [] });
    expect(router.find('GET', '/contacts/a%20b')).toMatchObject({ parts: ['a b'] });
  });

  it('X10: tells an unknown path from a known one with another method', () => {
    expect(router.find('POST', '/contacts/1')).toBe('other method');
    expect(router.find('GET', '/contacts/1/notes')).toBeUndefined();
  });

  it('X10: leaves a part that is wrongly encoded as it is', () => {
    expect(router.find('GET', '/contacts/%E0%A4%A')).toMatchObject({ parts: ['%E0%A4%A'] });
  });
});
