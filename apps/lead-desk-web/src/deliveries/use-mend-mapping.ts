import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { connectionQuery, packsQuery } from '../connections/connection-queries';
import { showTrouble } from '../connections/connection-changes';
import type { WaitingDeliveryView } from '../generated';
import { draftsQuery } from '../studio/studio-queries';

/** Leads to the studio with the event: to the draft of the connection's pack, or to where one is begun. */
export function useMendMapping(): (delivery: WaitingDeliveryView) => void {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { mutate } = useMutation({
    mutationFn: async ({ target, participant, source, id, type }: WaitingDeliveryView) => {
      const [connection, packs, drafts] = await Promise.all([
        queries.fetchQuery(connectionQuery(target)),
        queries.fetchQuery(packsQuery),
        queries.fetchQuery(draftsQuery),
      ]);
      const shipped = packs.some(({ name, publishedBy }) => name === connection.pack && publishedBy === 'bridge');
      // A pack of the bridge's own is gone on with under another name.
      const name = shipped ? `our-${connection.pack}` : connection.pack;
      const event = { participant, source, id, type, at: target };
      if (drafts.some((draft) => draft.name === name)) await navigate({ to: '/studio/$name', params: { name }, search: event });
      else await navigate({ to: '/studio', search: { ...event, begin: name, pack: connection.pack, version: connection.version } });
    },
    onError: showTrouble,
  });
  return mutate;
}
