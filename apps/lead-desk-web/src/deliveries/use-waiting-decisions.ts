import { useHotkeys } from '@mantine/hooks';
import { useState } from 'react';
import type { WaitingDeliveryView } from '../generated';
import { focusedRow, focusRow } from '../lists/focused-row';
import { t } from '../words/words';
import type { DeliveryActs } from './DeliveryMenu';
import { mayMend } from './DeliveryMenu';
import { useMendMapping } from './use-mend-mapping';
import { useRepair } from './use-repair';
import { whatOf } from './waiting-words';

/** Decisions from the list: on those selected, else on the row that has the focus. */
export function useWaitingDecisions(deliveries: readonly WaitingDeliveryView[]) {
  const [refs, setRefs] = useState<ReadonlySet<string>>(new Set());
  const [skipping, setSkipping] = useState<readonly WaitingDeliveryView[]>([]);
  const selected = deliveries.filter(({ ref }) => refs.has(ref));
  const none = () => setRefs(new Set());
  const repair = useRepair(none);
  const mend = useMendMapping();

  const focused = (): WaitingDeliveryView | undefined => deliveries[focusedRow() ?? -1];
  const meant = (): readonly WaitingDeliveryView[] => {
    const one = focused();
    return selected.length > 0 ? selected : one ? [one] : [];
  };
  const retry = (those: readonly WaitingDeliveryView[]) => {
    const able = those.filter(({ mayRetry }) => mayRetry);
    if (able.length > 0 && !repair.isPending) repair.mutate({ those: able });
  };
  const askSkip = (those: readonly WaitingDeliveryView[]) => setSkipping(those.filter(({ maySkip }) => maySkip));
  const toggle = ({ ref, maySkip }: WaitingDeliveryView) => {
    if (maySkip) setRefs((was) => new Set(was.has(ref) ? [...was].filter((each) => each !== ref) : [...was, ref]));
  };
  const onKey =
    (act: (one: WaitingDeliveryView | undefined) => void): (() => void) =>
    () => {
      if (skipping.length === 0) act(focused());
    };
  useHotkeys([
    ['j', () => focusedRow() === undefined && focusRow(0)],
    ['k', () => focusedRow() === undefined && focusRow(0)],
    ['x', onKey((one) => one && toggle(one))],
    ['r', onKey(() => retry(meant()))],
    ['s', onKey(() => askSkip(meant()))],
    ['e', onKey((one) => one && mayMend(one) && mend(one))],
  ]);

  const [first] = skipping;
  const acts: DeliveryActs = { retry: (one) => retry([one]), skip: (one) => askSkip([one]), mend };
  return {
    acts,
    selection: { has: ({ ref }: WaitingDeliveryView) => refs.has(ref), toggle },
    bar: {
      count: selected.length,
      pending: repair.isPending,
      mayRetry: selected.some(({ mayRetry }) => mayRetry),
      onRetry: () => retry(selected),
      onSkip: () => askSkip(selected),
      onAll: () => setRefs(new Set(deliveries.filter(({ maySkip }) => maySkip).map(({ ref }) => ref))),
      onNone: none,
    },
    dialog: {
      title: first && t('deliveries.skipTitle', { count: skipping.length, what: whatOf(first) }),
      onClose: () => setSkipping([]),
      onSkip: (why: string) => {
        repair.mutate({ those: skipping, why });
        setSkipping([]);
      },
    },
  };
}
