import { isOverwritten } from './overwritten';

describe('what the bridge sent to a record', () => {
  it('stands there, also within a member, written in the vendor’s own way, and with lists of its own', () => {
    const sent = [{ firstName: 'Ann', phone: '+1 555 0100', tags: ['a'] }];
    expect(isOverwritten({ contact: { firstName: 'Ann', phone: '+15550100', tags: [] } }, sent)).toBe(false);
    expect(isOverwritten({ firstName: 'ANN' }, sent)).toBe(false);
  });

  it('X2: was written over where a plain value stands otherwise and no other write of ours accounts for it', () => {
    expect(isOverwritten({ contact: { firstName: 'Desk' } }, [{ firstName: 'Web1' }, { firstName: 'Web2' }])).toBe(true);
    expect(isOverwritten({ contact: { firstName: 'Web1' } }, [{ firstName: 'Web1' }, { firstName: 'Web2' }])).toBe(false);
  });

  it('is not known where nothing was kept of it', () => {
    expect(isOverwritten({ firstName: 'Desk' }, [])).toBe(false);
    expect(isOverwritten({ firstName: 'Desk' }, [undefined, { firstName: 'Web' }])).toBe(false);
  });
});
