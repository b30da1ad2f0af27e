import '@fontsource-variable/inter/wght.css';
import './theme/component-styles';
import '@mantine/notifications/styles.css';
import '@mantine/spotlight/styles.css';
import './theme/base.css';
import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { routerFor } from './frame/router';
import { prepareClient } from './session/desk-client';
import { DeskProblem } from './session/desk-problem';
import { sessionQuery } from './session/session';
import { cssVariables, theme } from './theme/theme';
import { t } from './words/words';

prepareClient();

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      refetchOnWindowFocus: false,
      retry: (times, error) => times < 2 && error instanceof DeskProblem && error.retriable,
      retryDelay: (times) => 400 * 2 ** times,
    },
  },
  queryCache: new QueryCache({
    onError: (error, query) => {
      // The session ended while a screen was open: its route asks anew and leads to the sign-in.
      if (!(error instanceof DeskProblem) || error.status !== 401 || query.queryKey[0] === 'session') return;
      // What is shown keeps its session until it is left: to ask for it there would fail the screen.
      void queries.invalidateQueries({ queryKey: sessionQuery.queryKey, refetchType: 'none' }).then(() => router.invalidate());
    },
  }),
});
const router = routerFor(queries);

const place = document.getElementById('root');
if (place) {
  createRoot(place).render(
    <StrictMode>
      <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
        <QueryClientProvider client={queries}>
          <section aria-label={t('nav.notices')}>
            <Notifications position="bottom-right" withinPortal={false} />
          </section>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </MantineProvider>
    </StrictMode>,
  );
}
