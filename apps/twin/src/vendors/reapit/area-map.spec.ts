import { onTheMap } from './area-map';

const area = { type: 'polygon', area: ['51.5,-0.1', '51.6,-0.1', '51.6,0.1'] };

describe('X10: an area on the map of Reapit', () => {
  it('X10: is read latitude first and drawn longitude first, closed', () => {
    expect(onTheMap(area, true)?.coordinates).toEqual([
      [
        [-0.1, 51.5],
        [-0.1, 51.6],
        [0.1, 51.6],
        [-0.1, 51.5],
      ],
    ]);
  });

  it('X10: lies elsewhere when it was written the other way round', () => {
    expect(onTheMap(area, false)?.coordinates[0]?.[0]).toEqual([51.5, -0.1]);
  });

  it('X10: of postcodes is no polygon', () => {
    expect(onTheMap({ type: 'postcodes', area: ['AB1'] }, true)).toBeUndefined();
  });
});
