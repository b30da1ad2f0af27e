/** The words of the desk's keys. */
export const shortcutWords = {
  title: 'Keyboard shortcuts',
  close: 'Close',
  keys: {
    everywhere: {
      title: 'Everywhere',
      search: 'Search people, leads, screens and actions',
      shown: 'Show these keys',
      close: 'Close a dialog',
    },
    lists: { title: 'Lists', move: 'Next or previous row', far: 'Ten rows on or back', open: 'Open the row' },
    leads: { title: 'Leads', find: 'Search the leads', select: 'Select the row', review: 'Review its request', add: 'Add a lead' },
    lead: {
      title: 'One lead, one plan',
      person: 'Open the person',
      step: 'Move a step of a plan',
      save: 'Save the value',
      leave: 'Leave the value as it was',
    },
    intakes: { title: 'Holding tank', approve: 'Approve', spam: 'Mark as spam', reject: 'Reject', merge: 'Merge' },
    held: { title: 'Held and parked', select: 'Select the row', retry: 'Try again', skip: 'Skip', mend: 'Mend the mapping' },
  },
} as const;
