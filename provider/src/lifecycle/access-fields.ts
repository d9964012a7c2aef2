import { orgCodespacesAccess } from "../kinds/org-codespaces-access";
import { inputFields } from "../kinds/table";

export const accessFields = inputFields(orgCodespacesAccess.fields);
