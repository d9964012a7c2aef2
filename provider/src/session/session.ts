import type { Person } from "../kinds/forms";
import type { ProcessSession } from "./process-session";

export type Owner = Person;

/** What all resources of one run, host and credential share. Connections are made at first use. */
export type Session = Pick<ProcessSession, keyof ProcessSession>;

/** Returns the session, or throws if the settings can't be used. Called for each operation. */
export type GetSession = () => Session;
