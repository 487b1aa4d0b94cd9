/** What she has said so far. In memory only, until she leaves or it is sent. */
import { onLeave } from "../exit/leave";
import type { HolderRole } from "../seal/directory";
import type { Age } from "../wire/messages";
import type { Chosen } from "./files";
import type { Recording } from "./recording";

export interface Limits {
  women: boolean;
  /** He is police, army or a party man: state desks are left out. */
  official: boolean;
  /** She fears that someone here knows him: safeguarding leads first, with a conflict card. */
  fear: boolean;
  readonly roles: Set<HolderRole>;
  /** Short ids of persons whom she leaves out. */
  readonly people: Set<string>;
}

export interface Said {
  age: Age;
  words: string;
  voice: Recording | null;
  readonly answers: Map<string, string | ReadonlySet<string>>;
  readonly limits: Limits;
  /** The conflict card as she wrote it, one name a line. */
  card: string;
  desk: string | null;
  readonly files: Chosen[];
  /** What she wrote into her plan and wants in the report, by the id of each field. */
  plan: Readonly<Record<string, string>>;
}

function nothingSaid(): Said {
  const limits: Limits = { women: false, official: false, fear: false, roles: new Set(), people: new Set() };
  return { age: "unsaid", words: "", voice: null, answers: new Map(), limits, card: "", desk: null, files: [], plan: {} };
}

/** Hers. Emptied in place, so that no screen holds an old one. */
export const said: Said = nothingSaid();

export function forget(): void {
  Object.assign(said, nothingSaid());
}

onLeave(forget);
