import { ActOnLeads } from './acts/act-on-leads';
import { LeadRequests } from './acts/requests';
import { AddLead } from './add/add-lead';
import { EditLead } from './edit/edit-lead';
import { LeadList } from './list/lead-list';
import { LeadHistory } from './record/lead-history';
import { LeadRecord } from './record/lead-record';

/** What serves leads. */
export const leadParts = [ActOnLeads, AddLead, EditLead, LeadHistory, LeadList, LeadRecord, LeadRequests];
