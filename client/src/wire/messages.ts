/** Manifests of what she writes and of what the desk writes to her (protocol §5 and §6). Ids are b64u. */
import { decode, readJson, type JsonObject } from "./encoding";
import { count, flag, id, list, object, oneOf, recipient, shortId, text } from "./fields";
import { MAX_HOLDERS, MAX_RECEIVED } from "./limits";

export type Role = "file" | "voice";
export type Age = "adult" | "minor" | "unsaid";
/** One answer: a code, several codes, or her own words. */
export type Answers = Readonly<Record<string, string | readonly string[]>>;

/** Where a message stands in its conversation; all of it enters the MAC. */
export interface Place {
  readonly thread: string;
  readonly id: string;
  readonly seq: number;
  readonly epoch: number;
}

export interface Announced {
  readonly identity: string;
  readonly uploads: readonly { readonly id: string; readonly role: Role }[];
}

export interface Report extends Place {
  readonly lang: string;
  readonly her: { readonly recipient: string; readonly mailbox_id: string; readonly mailbox_drop: string; readonly to_desk: string; readonly to_her: string };
  readonly routing: {
    readonly desk: string;
    readonly chosen: readonly string[];
    readonly excluded: readonly string[];
    readonly recovery: "A" | "B";
    readonly filters: readonly string[];
    readonly leads_only: boolean;
    readonly statement: number;
  };
  readonly age: Age;
  readonly answers: Answers;
  /** Her safety plan by field, when she wants it with the report. */
  readonly plan?: Readonly<Record<string, string>>;
  readonly files: Announced;
}

/** To the body outside a desk. `key` proves that it is whole, never who wrote it; nothing here leads to her letterbox. */
export interface Complaint {
  readonly id: string;
  readonly lang: string;
  readonly desk: string;
  readonly key: string;
}

/** What every later message of hers carries beside its place. */
export interface Follow extends Place {
  readonly lang: string;
  readonly received: readonly string[];
  readonly state_version: number;
}

export interface Letter extends Follow {
  /** Everyone she leaves out by now: short ids of persons. */
  readonly excluded?: readonly string[];
  /** Those among them for whom she asks that they may read again. */
  readonly lifts?: readonly string[];
  /** Lets whom it is sealed to take up a case that nobody has any more. */
  readonly take_up?: string;
  readonly files?: Announced;
  readonly wish?: "destroyed";
}

export interface Arrived {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly size: number;
  readonly sha256: string;
  readonly parts: number;
  readonly complete: boolean;
  readonly media_left_out?: number;
}

export interface Closing extends Follow {
  readonly uploads: readonly Arrived[];
}

export interface Reply extends Place {
  readonly lang: string;
  readonly received: readonly string[];
}

export interface Standing extends Place {
  readonly nonce: Uint8Array;
  readonly case: string;
  readonly case_reply: Uint8Array;
  readonly reply_key: string;
  readonly excluded: readonly string[];
  readonly state_version: number;
  readonly received: readonly string[];
  /** Whom she let back, each confirmed by voice. */
  readonly lifted: readonly string[];
  /** Replies of older epochs from this number on come again under this one; 0: none does. */
  readonly again: number;
  /** She left out everybody who had the case. */
  readonly vacant: boolean;
}

/** Hers alone. `heard` and `received` remember, between visits, the highest number and the last ids that she read. */
export interface State {
  readonly version: number;
  readonly desk: string;
  readonly chosen: readonly string[];
  readonly excluded: readonly string[];
  readonly recovery: "A" | "B";
  readonly leads_only: boolean;
  readonly card: boolean;
  readonly thread: string;
  readonly epoch: number;
  /** The next number that she sends. */
  readonly seq: number;
  readonly heard: number;
  readonly received: readonly string[];
  /** For whom she asked that they may read again, and the version in which she did. They stay in `excluded`. */
  readonly lifts: Readonly<Record<string, number>>;
}

export const manifestOf = {
  report: (report: Report): JsonObject => ({ v: "amana/1", kind: "report", ...report, received: [], state_version: 1 }),
  letter: (letter: Letter): JsonObject => ({ v: "amana/1", kind: "letter", ...letter }),
  closing: (closing: Closing): JsonObject => ({ v: "amana/1", kind: "closing", ...closing }),
  complaint: (complaint: Complaint): JsonObject => ({ v: "amana-complaint/1", ...complaint }),
  card: (names: readonly string[]): JsonObject => ({ v: "amana-card/1", names }),
  state: (state: State): JsonObject => ({ v: "amana-state/1", ...state }),
};

/**
 * The manifest of a desk's reply.
 *
 * @throws BadForm
 */
export function readReply(bytes: Uint8Array): Reply {
  const v = readJson(bytes);
  oneOf(v["v"], ["amana/1"]);
  oneOf(v["kind"], ["reply"]);
  return { ...place(v, 0), lang: text(v["lang"]), received: received(v) };
}

/**
 * The manifest of a standing record.
 *
 * @throws BadForm
 */
export function readStanding(bytes: Uint8Array): Standing {
  const v = readJson(bytes);
  oneOf(v["v"], ["amana-standing/1"]);
  return {
    ...place(v, 1),
    nonce: decode(v["nonce"], 32),
    case: recipient(v["case"]),
    case_reply: decode(v["case_reply"], 32),
    reply_key: shortId(v["reply_key"]),
    excluded: people(v["excluded"]),
    state_version: count(v["state_version"]),
    received: received(v),
    lifted: people(v["lifted"] ?? []),
    again: count(v["again"] ?? 0),
    vacant: v["vacant"] === true,
  };
}

/**
 * The manifest of her state record.
 *
 * @throws BadForm
 */
export function readState(bytes: Uint8Array): State {
  const v = readJson(bytes);
  oneOf(v["v"], ["amana-state/1"]);
  return {
    version: count(v["version"], 1),
    desk: shortId(v["desk"]),
    chosen: people(v["chosen"]),
    excluded: people(v["excluded"]),
    recovery: oneOf(v["recovery"], ["A", "B"]),
    leads_only: flag(v["leads_only"]),
    card: flag(v["card"]),
    thread: id(v["thread"]),
    epoch: count(v["epoch"]),
    seq: count(v["seq"], 1),
    heard: count(v["heard"] ?? 0),
    received: received({ received: v["received"] ?? [] }),
    lifts: lifts(v["lifts"] ?? {}),
  };
}

function place(v: JsonObject, leastEpoch: number): Place {
  return { thread: id(v["thread"]), id: id(v["id"]), seq: count(v["seq"], 1), epoch: count(v["epoch"], leastEpoch) };
}

function received(v: JsonObject): string[] {
  return list(object(v)["received"], (each) => id(each), MAX_RECEIVED);
}

function lifts(value: unknown): Record<string, number> {
  return Object.fromEntries(Object.entries(object(value)).map(([person, version]) => [shortId(person), count(version, 1)]));
}

/** Twice a desk's keyholders: those who left it stay excluded. */
function people(value: unknown): string[] {
  return list(value, shortId, 2 * MAX_HOLDERS);
}
