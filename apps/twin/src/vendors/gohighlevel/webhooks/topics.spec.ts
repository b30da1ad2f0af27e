import { typesOf } from './topics';

describe('X10: what HighLevel tells', () => {
  it.each([
    ['contacts', undefined, {}, ['ContactCreate']],
    ['contacts', { city: 'a' }, { city: 'b' }, ['ContactUpdate']],
    ['contacts', { tags: [] }, { tags: ['x'] }, ['ContactTagUpdate']],
    ['contacts', { dnd: false, city: 'a' }, { dnd: true, city: 'b' }, ['ContactUpdate', 'ContactDndUpdate']],
    ['contacts', { city: 'a' }, { city: 'a' }, []],
    ['contacts', {}, undefined, ['ContactDelete']],
    ['tasks', { completed: false }, { completed: true }, ['TaskComplete']],
    ['tasks', { title: 'a' }, { title: 'b' }, []],
    ['opportunities', { status: 'open' }, { status: 'won' }, ['OpportunityUpdate', 'OpportunityStatusUpdate']],
    ['opportunities', { pipelineStageId: '1' }, { pipelineStageId: '2' }, ['OpportunityUpdate', 'OpportunityStageUpdate']],
    ['associations', undefined, {}, []],
  ])('X10: %s from %j to %j is told as %j', (kind, before, after, expected) => {
    expect(typesOf(kind, before, after)).toEqual(expected);
  });
});
