import { Plans } from '../plans/plans';
import { PlansController } from '../plans/plans-controller';
import { TickStep } from '../plans/tick-step';
import { ActOnLeads } from './acts/act-on-leads';
import { LeadActsController } from './acts/acts-controller';
import { RequestList } from './acts/request-list';
import { LeadRequests } from './acts/requests';
import { AddLead } from './add/add-lead';
import { EditLead } from './edit/edit-lead';
import { ExportLeads } from './export/export-leads';
import { LeadsController } from './leads-controller';
import { LeadList } from './list/lead-list';
import { LeadHistory } from './record/lead-history';
import { LeadRecord } from './record/lead-record';
import { ChangeLeadSettings } from './settings/change-settings';
import { LeadSettingsController } from './settings/settings-controller';
import { LeadViews } from './views/lead-views';
import { LeadViewsController } from './views/lead-views-controller';

/** What serves leads and their action plans. */
export const leadParts = [
  ActOnLeads,
  AddLead,
  ChangeLeadSettings,
  EditLead,
  ExportLeads,
  LeadHistory,
  LeadList,
  LeadRecord,
  LeadRequests,
  LeadViews,
  Plans,
  RequestList,
  TickStep,
];
export const leadControllers = [LeadActsController, LeadsController, LeadViewsController, LeadSettingsController, PlansController];
