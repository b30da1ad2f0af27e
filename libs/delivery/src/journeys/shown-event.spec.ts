import { notShown, shownEvent } from './shown-event';

const note = (visibility?: string): string =>
  JSON.stringify({
    type: 'property.noted',
    data: { text: 'our secret limit', property: { id: '1' }, ...(visibility ? { visibility } : {}) },
  });

describe('an event as it is shown', () => {
  it('P10: the text of a private note is shown to nobody in the agency, nor that of one that does not say', () => {
    for (const text of [note('private'), note()]) {
      expect(JSON.stringify(shownEvent(text))).not.toContain('secret');
      expect(shownEvent(text)).toMatchObject({ data: { text: notShown, property: { id: '1' } } });
    }
  });

  it('P10: a shared note is shown as it is', () => {
    expect(shownEvent(note('shared'))).toEqual(JSON.parse(note('shared')));
  });

  it('X7: an erased event is shown as erased', () => {
    expect(shownEvent('{"erased":true}')).toEqual({ erased: true });
  });
});
