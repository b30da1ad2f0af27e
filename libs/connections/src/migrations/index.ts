import { Connections0001 } from './0001-connections';
import { Drafts0002 } from './0002-drafts';
import { ListsAndSignIns0004 } from './0004-lists-and-sign-ins';
import { MergeUndone0005 } from './0005-merge-undone';
import { MeasuredAreas0006 } from './0006-measured-areas';
import { PersonsInOrder0007 } from './0007-persons-in-order';
import { OtherPacks0008 } from './0008-other-packs';

export const connectionsMigrations = [
  Connections0001,
  Drafts0002,
  ListsAndSignIns0004,
  MergeUndone0005,
  MeasuredAreas0006,
  PersonsInOrder0007,
  OtherPacks0008,
];
