/** The directory of desks as her page believes it: every key checked down from a compiled-in root (protocol §7). */
import type { Instance } from "../instance";
import { dayOf, plusDays, type Day } from "../wire/day";
import { BadForm, decode, readJson, type JsonObject } from "../wire/encoding";
import { count, day, list, shortId } from "../wire/fields";
import { MAX_DIRECTORY, MAX_HOLDERS } from "../wire/limits";
import { Certifiers, inDate, readSigned, verifySigned, type Signed } from "./certificates";
import type { Desk, Directory, Recovery, ReplyKey } from "./desk";
import { BadSignature, ClockBehind, DemoKeys, DirectoryRefusal, Expired, Malformed, Older, SharedRecovery, TooFewCertifiers, TooManyHolders } from "./directory-refusals";
import { stanzasFor } from "./stanzas";
import { readComplaints, readHolder, readRecovery, readStatement } from "./entries";

export type * from "./desk";

/** Highest serial of each desk's list seen in this session; the page keeps it in memory alone. */
export type Seen = Map<string, number>;

const LIST_DAYS = 14;
/** A list may be dated a day ahead: midnight is not everywhere at once. */
const CLOCK_DAYS = 1;
const REPLY_GRACE_DAYS = 60;
const MOST = 4_096;
/** Checking keys is interrupted after so many milliseconds, so that the page answers a touch. */
const BREATH = 16;

interface Around {
  readonly instance: Instance;
  readonly seen: Seen;
  readonly today: Day;
  readonly certificates: readonly Signed[];
  readonly certifiers: Certifiers;
  readonly breathe: () => Promise<void>;
}

/**
 * Checks a directory as the relay gave it. One desk that does not hold does not hide the others.
 *
 * @param now - the phone's clock.
 * @throws a {@link DirectoryRefusal} when the whole cannot be believed, or no desk is left and one was refused.
 */
export async function readDirectory(bytes: Uint8Array, instance: Instance, seen: Seen, now: Date): Promise<Directory> {
  const today = dayOf(now);
  if (today < instance.built) throw new ClockBehind();
  const { certificates, lists } = parse(bytes);
  const around = { instance, seen, today, certificates, certifiers: await certifiersOf(certificates, instance, today), breathe: breather() };
  const desks: Desk[] = [];
  const refused: { desk: string; why: DirectoryRefusal }[] = [];
  for (const signed of newest(lists)) {
    try {
      desks.push(await readDesk(signed, around));
    } catch (error) {
      refused.push({ desk: String(signed.body["desk"]), why: asRefusal(error) });
    }
  }
  if (desks.length === 0 && refused.length > 0) throw refused[0]!.why;
  return { desks, refused };
}

function parse(bytes: Uint8Array): { certificates: Signed[]; lists: Signed[] } {
  try {
    const v = readJson(bytes, MAX_DIRECTORY);
    if (v["v"] !== "amana-directory/1") throw new Malformed();
    return { certificates: list(v["certificates"], readSigned, MOST), lists: list(v["lists"], readSigned, MOST) };
  } catch (error) {
    throw asRefusal(error);
  }
}

async function certifiersOf(certificates: readonly Signed[], instance: Instance, today: Day): Promise<Certifiers> {
  try {
    return await Certifiers.of(certificates, instance, today);
  } catch (error) {
    throw asRefusal(error);
  }
}

/** Of several lists of a desk, the one with the highest serial; whether it holds is looked at afterwards. */
function newest(lists: readonly Signed[]): Signed[] {
  const byDesk = new Map<unknown, Signed>();
  for (const signed of lists) {
    const other = byDesk.get(signed.body["desk"]);
    if (other === undefined || Number(other.body["serial"]) < Number(signed.body["serial"])) byDesk.set(signed.body["desk"], signed);
  }
  return [...byDesk.values()];
}

async function readDesk(signed: Signed, around: Around): Promise<Desk> {
  const { body } = signed;
  const id = shortId(body["desk"]);
  await verifyList(signed, id, around);
  const serial = verifyAge(body, id, around);
  const statement = readStatement(body["statement"], around.certifiers);
  if (statement.demo && around.instance.live) throw new DemoKeys();
  const entries = new Set(list(body["entries"], shortId, MOST));
  const own = around.certificates.filter((each) => each.body["desk"] === id);
  const named = own.filter((each) => entries.has(String(each.body["id"])) && inDate(each.body, around.today));
  const holders = await certified(named, "holder", readHolder, around);
  if (holders.length > MAX_HOLDERS) throw new TooManyHolders();
  const recoveries = await certified(named, "recovery", readRecovery, around);
  const complaints = await certified(named, "complaints", readComplaints, around);
  around.seen.set(id, serial);
  return {
    id,
    serial,
    issued: day(body["issued"]),
    expires: day(body["expires"]),
    statement,
    holders,
    recovery: recoverySets(recoveries),
    complaints: complaints[0] ?? null,
    replyKeys: await replyKeys(own, around),
    stanzas: stanzasFor(holders.length + recoveries.length),
  };
}

/** The list is signed by the desk's list key, and that key by two certifiers. */
async function verifyList(signed: Signed, desk: string, { certificates, certifiers, today }: Around): Promise<void> {
  const by = signed.signatures[0]?.by;
  const key = certificates.find(({ body }) => body["type"] === "list-key" && body["desk"] === desk && body["id"] === by);
  if (key === undefined) throw new BadSignature();
  await certifiers.verify(key);
  if (!inDate(key.body, today)) throw new Expired();
  await verifySigned(signed, by!, decode(key.body["key"], 32));
}

/** Serial of a list that is neither too old nor from the future. */
function verifyAge(body: JsonObject, desk: string, { instance, seen, today }: Around): number {
  const [serial, issued, expires] = [count(body["serial"]), day(body["issued"]), day(body["expires"])];
  if (issued > plusDays(today, CLOCK_DAYS)) throw new ClockBehind();
  if (expires > plusDays(issued, LIST_DAYS)) throw new Malformed();
  if (expires < today) throw new Expired();
  if (serial < Math.max(instance.floor[desk] ?? 1, seen.get(desk) ?? 0)) throw new Older();
  return serial;
}

/** Every named certificate of one type, each checked. */
async function certified<T>(named: readonly Signed[], type: string, read: (body: JsonObject) => T, around: Around): Promise<T[]> {
  const certificates: T[] = [];
  for (const signed of named.filter(({ body }) => body["type"] === type)) {
    await around.breathe();
    await around.certifiers.verify(signed);
    certificates.push(read(signed.body));
  }
  return certificates;
}

/** Former reply keys verify 60 days longer and stand in no list any more; one whose certifiers have left is passed over. */
async function replyKeys(own: readonly Signed[], { certifiers, breathe, today }: Around): Promise<ReplyKey[]> {
  const keys: ReplyKey[] = [];
  for (const signed of own.filter(({ body }) => body["type"] === "reply" && inDate(body, today, REPLY_GRACE_DAYS))) {
    await breathe();
    try {
      await certifiers.verify(signed);
      keys.push({ id: shortId(signed.body["id"]), key: decode(signed.body["key"], 32) });
    } catch (error) {
      if (!(error instanceof TooFewCertifiers)) throw error;
    }
  }
  return keys;
}

/** Sets A and B, which nobody may share: she is given B when she leaves out a holder of A. */
function recoverySets(recoveries: readonly Recovery[]): Desk["recovery"] {
  const sets: { A?: Recovery; B?: Recovery } = Object.fromEntries(recoveries.map((recovery) => [recovery.set, recovery]));
  const others = new Set(sets.B?.holders.map(({ person }) => person));
  if (sets.A?.holders.some(({ person }) => others.has(person))) throw new SharedRecovery();
  return sets;
}

/** Lets the page answer a touch every few milliseconds. */
function breather(): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < BREATH) return;
    await new Promise((resolve) => setTimeout(resolve));
    since = performance.now();
  };
}

/** What is not of the protocol's form is malformed; a mistake of this code stays what it is. */
function asRefusal(error: unknown): DirectoryRefusal {
  if (error instanceof DirectoryRefusal) return error;
  if (error instanceof BadForm) return new Malformed();
  throw error;
}
