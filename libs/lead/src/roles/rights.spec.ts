import { may, type Right, rights, roles } from './rights';

/** Written out once more: a change of the table has to be meant. */
const table: Record<Right, string> = {
  seeIntakes: 'agent officeManager broker integrator admin',
  decideIntakes: 'officeManager broker admin',
  seeIntakesUnmasked: 'agent officeManager broker admin',
  runExchange: 'integrator admin',
  workLeads: 'agent officeManager broker admin',
  seeOfficeLeads: 'officeManager broker admin',
  seeAllLeads: 'broker admin',
  assignLeads: 'officeManager broker admin',
  setDistribution: 'officeManager broker admin',
  decideRequests: 'officeManager broker admin',
  setLeads: 'broker admin',
  manageTeam: 'broker admin',
  seeMails: 'broker admin',
};

describe('the table of rights', () => {
  it.each(Object.keys(rights).flatMap((right) => roles.map((role) => [role, right as Right] as const)))('%s: %s', (role, right) => {
    expect(may(role, right)).toBe(table[right].split(' ').includes(role));
  });
});
