import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { listAgents, readReport } from '../generated';
import type { ReportAddress } from './report-address';

export const reportParameters = ({ agent, onlyReceiving, days }: ReportAddress) => ({ agents: agent?.join(','), onlyReceiving, days });

export const reportQuery = (address: ReportAddress) =>
  queryOptions({
    queryKey: ['distribution', 'report', reportParameters(address)],
    queryFn: ({ signal }) => readReport({ query: reportParameters(address), signal }),
    placeholderData: keepPreviousData,
    refetchInterval: 15_000,
  });

export const agentsQuery = queryOptions({
  queryKey: ['distribution', 'agents'],
  queryFn: async ({ signal }) => (await listAgents({ signal })).agents,
  staleTime: 60_000,
});
