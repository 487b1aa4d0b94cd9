/** What the directory says of a desk, once it is believed (protocol §7). */
import type { Day } from "../wire/day";
import type { DirectoryRefusal } from "./directory-refusals";
import type { Stanzas } from "./stanzas";

/** A text in several languages: `text[lang]`. */
export type Texts = Readonly<Record<string, string>>;
export type HolderRole = "lead" | "intake" | "caseworker" | "lawyer" | "supervisor" | "psychosocial";

/** A person who can be chosen or left out. */
export interface Holder {
  readonly id: string;
  readonly person: string;
  readonly role: HolderRole;
  readonly woman: boolean;
  readonly label: Texts;
  readonly recipient: string;
}

export interface Recovery {
  readonly set: "A" | "B";
  readonly recipient: string;
  readonly holders: readonly { readonly person: string; readonly organisation: string }[];
}

/** The body outside a desk that takes complaints about it. */
export interface Complaints {
  readonly id: string;
  readonly name: Texts;
  readonly recipient: string;
}

export interface ReplyKey {
  readonly id: string;
  readonly key: Uint8Array;
}

/** What a desk states about itself; `mustReport` null: it does not know. */
export interface Statement {
  readonly kind: "ngo" | "lawyer" | "state";
  readonly name: Texts;
  readonly mustReport: Texts | null;
  readonly mustReportDated: Day | null;
  readonly tellsFamilies: Texts;
  readonly reads: Texts;
  readonly answersWithin: Texts;
  readonly languages: readonly string[];
  readonly secondContact: Texts;
  /** Names of the certifiers who vouch for it. */
  readonly vouched: readonly { readonly name: string; readonly organisation: string }[];
  readonly demo: boolean;
}

export interface Desk {
  readonly id: string;
  /** Serial of the list that she saw. */
  readonly serial: number;
  readonly issued: Day;
  readonly expires: Day;
  readonly statement: Statement;
  readonly holders: readonly Holder[];
  readonly recovery: { readonly A?: Recovery; readonly B?: Recovery };
  readonly complaints: Complaints | null;
  /** Reply keys that verify today, the former ones of the last 60 days among them. */
  readonly replyKeys: readonly ReplyKey[];
  /** How many stanzas each envelope to this desk has. */
  readonly stanzas: Stanzas;
}

/** The desks that hold, and why each other one was refused. */
export interface Directory {
  readonly desks: readonly Desk[];
  readonly refused: readonly { readonly desk: string; readonly why: DirectoryRefusal }[];
}
