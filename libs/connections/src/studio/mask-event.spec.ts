import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dataProblems } from '#people-exchange';
import { maskEvent } from './mask-event';

const event = {
  specversion: '1.0',
  id: 'e-ann-1',
  source: 'https://www.oak.example/users/ann',
  type: 'enquiry.made',
  subject: 'W-ann',
  time: '2026-11-24T10:00:00Z',
  data: {
    enquiryType: 'viewing',
    message: 'Call Ann on 020 7946 0000 or ann@reed.org',
    person: {
      name: { title: 'Ms', given: 'Ann', family: 'Reed' },
      emails: [{ address: 'Ann@Reed.org' }, { address: 'other@reed.org' }],
      phones: [{ typed: '020 7946 0000', e164: '+442079460000', kind: 'mobile' }],
      address: '9 Mill Lane\nLewes BN7 2XX',
      birthday: '1971-04-02',
    },
    contactEmail: 'ann@reed.org',
    nickname: 'Annie',
    kind: 'Ann Reed, of Lewes',
    about: { kind: 'property', property: { system: 'site', id: '77', summary: { price: '450000', currency: 'GBP', beds: 3 } } },
  },
};

test('I8: nothing of a person is left in a masked event, in members the contract does not know neither', () => {
  const text = JSON.stringify(maskEvent(event));
  for (const trace of ['nn', 'Reed', 'reed', '7946 0000', '79460000', 'Mill', 'Lewes', 'BN7', '1971', 'W-', '"77"'])
    expect(text).not.toContain(trace);
});

test('words of the contract, amounts and times stay, so that a mapping does the same', () => {
  expect(maskEvent(event)).toMatchObject({
    type: 'enquiry.made',
    source: 'https://www.oak.example',
    time: '2026-11-24T10:00:00Z',
    data: {
      enquiryType: 'viewing',
      person: { phones: [{ kind: 'mobile' }], birthday: '1980-01-01' },
      about: { kind: 'property', property: { system: 'site', summary: { price: '450000', currency: 'GBP', beds: 3 } } },
    },
  });
});

test('the same value has the same mask wherever it stands, another has another', () => {
  const { data } = maskEvent(event);
  expect(data).toMatchObject({
    contactEmail: 'person1@example.org',
    person: {
      name: { title: 'Mx', given: 'Given1', family: 'Family1' },
      emails: [{ address: 'person1@example.org' }, { address: 'person2@example.org' }],
      phones: [{ typed: '+442079460101', e164: '+442079460101' }],
    },
  });
});

test('areas keep their outlines, since mappings compute with them, and lose their names', () => {
  const geometry = {
    type: 'Polygon',
    coordinates: [
      [
        [0, 51],
        [1, 51],
        [1, 52],
        [0, 51],
      ],
    ],
  };
  expect(maskEvent({ type: 'search.performed', data: { search: { areas: [{ label: 'Near Ann', kind: 'polygon', geometry }] } } })).toEqual({
    type: 'search.performed',
    data: { search: { areas: [{ label: 'Area 1', kind: 'polygon', geometry }] } },
  });
});

test('a masked event is right by the contract as it was before: all published examples', () => {
  const folder = join(__dirname, '../../../../schemas/events');
  const valid = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(
      ({ parentPath, name }) =>
        /valid/u.test(`${parentPath}/${name}`) && !/invalid/u.test(`${parentPath}/${name}`) && name.endsWith('.json'),
    )
    // Events, as each file's folder says.
    .map(({ parentPath, name }) => JSON.parse(readFileSync(join(parentPath, name), 'utf8')) as { type: string; data: unknown });
  expect(valid.length).toBeGreaterThan(57);
  const wrong = valid.flatMap((one) =>
    dataProblems(one.type, maskEvent({ ...one })['data']).map(({ path, message }) => `${one.type} ${path} ${message}`),
  );
  expect(wrong).toEqual([]);
});
