import { topicsOf } from './topics';

describe('X10: what Follow Up Boss tells', () => {
  it.each([
    ['people', undefined, {}, [{ event: 'peopleCreated' }]],
    ['people', { firstName: 'a' }, { firstName: 'b' }, [{ event: 'peopleUpdated' }]],
    ['people', { tags: ['a'] }, { tags: ['a', 'b'] }, [{ event: 'peopleUpdated' }, { event: 'peopleTagsCreated', data: { tags: ['b'] } }]],
    [
      'people',
      { stage: 'Lead' },
      { stage: 'Closed' },
      [{ event: 'peopleUpdated' }, { event: 'peopleStageUpdated', data: { stage: 'Closed' } }],
    ],
    ['people', { stage: 'Lead' }, { stage: 'Lead' }, []],
    ['people', {}, undefined, [{ event: 'peopleDeleted' }]],
    ['peopleRelationships', undefined, {}, [{ event: 'peopleRelationshipCreated' }]],
    ['users', undefined, {}, []],
  ])('X10: %s from %j to %j is told as %j', (kind, before, after, expected) => {
    expect(topicsOf(kind, before, after)).toEqual(expected);
  });
});
