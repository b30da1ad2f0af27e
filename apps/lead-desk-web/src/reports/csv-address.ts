import { writeAddress } from '../frame/address';
import type { ReportAddress } from './report-address';
import { reportParameters } from './report-queries';

/** Where a table of the report is downloaded as it is shown. */
export const csvAddress = (table: string, address: ReportAddress): string =>
  `/api/distribution/report/${table}${writeAddress(reportParameters(address))}`;
