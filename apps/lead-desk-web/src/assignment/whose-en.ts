/** The words of whose a lead is. */
export const whoseWords = {
  title: 'Whose it is',
  nobody: 'Nobody’s yet. It waits for somebody to assign it.',
  inPond: 'In the pond {{pond}}. Whoever of its members claims it first has it: {{who}}',
  waits: 'Waits for {{who}} to take it',
  why: 'How it came to that',
  rule: 'the rule',
  act: {
    left: 'Left to the managers',
    offer: 'Offered to {{who}} by {{by}}',
    accept: 'Taken by {{who}}',
    reject: 'Left by {{who}}',
    expire: '{{who}} did not take it in time',
    withdraw: 'Taken back from {{who}} by {{by}}',
    pond: 'Put into the pond {{pond}} by {{by}}',
    pondGone: 'Taken out of the pond {{pond}}: it is gone, or nobody is in it',
    claimed: 'Claimed by {{who}} from the pond {{pond}}',
    withdrawn: 'Taken out of the pond {{pond}} by {{by}}',
  },
  reason: '“{{reason}}”',
  otherAgain: 'Decided again on the same, it would come out otherwise.',
} as const;
