import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { listRules, previewRule, type RuleRequest } from '../generated';

export const rulesQuery = queryOptions({ queryKey: ['distribution', 'rules'], queryFn: ({ signal }) => listRules({ signal }) });

export const previewQuery = (office: string | undefined, rule: RuleRequest) =>
  queryOptions({
    queryKey: ['distribution', 'preview', office, rule],
    queryFn: ({ signal }) => previewRule({ body: { office, rule }, signal }),
    placeholderData: keepPreviousData,
    // What is half typed is refused, and asked again when it is whole.
    retry: false,
  });
