import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { showTrouble } from '../connections/connection-changes';
import { acceptLead, type OfferView, rejectLead } from '../generated';
import { t } from '../words/words';
import { offersQuery } from './offer-queries';

/** Taking and leaving; what is offered is asked anew after each, also after one that came too late. */
export function useOfferChanges() {
  const queries = useQueryClient();
  const anew = () => {
    void queries.invalidateQueries({ queryKey: offersQuery.queryKey });
    void queries.invalidateQueries({ queryKey: ['leads'] });
  };
  const accept = useMutation({
    mutationFn: ({ leadId }: OfferView) => acceptLead({ path: { id: leadId } }),
    onSuccess: (_story, { name }) =>
      notifications.show({ message: name ? t('offers.taken', { name }) : t('offers.takenHidden'), withBorder: true }),
    onError: showTrouble,
    onSettled: anew,
  });
  const reject = useMutation({
    mutationFn: ({ offer, reason }: { offer: OfferView; reason: string }) => rejectLead({ path: { id: offer.leadId }, body: { reason } }),
    onSuccess: () => notifications.show({ message: t('offers.rejected'), withBorder: true }),
    onError: showTrouble,
    onSettled: anew,
  });
  return { accept, reject, anew };
}
