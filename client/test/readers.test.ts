/** Whom she leaves out and asks back: only her own wish and the desk's word together let anybody read again. */
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { ed25519 } from "@noble/curves/ed25519.js";
import { comeBack, report, type Conversation, type Draft, type FollowUp, type Setting } from "../src/network/conversation";
import { asking, leftOut, letBack, without } from "../src/network/readers";
import { merged, openState, sealState } from "../src/network/state";
import { filesIdentity } from "../src/seal/envelope";
import { keysOf } from "../src/seal/keys";
import { openAge } from "../src/seal/open";
import { drawReceipt, type Indices } from "../src/seal/receipt";
import { NobodyLeft } from "../src/seal/recipients";
import { takeUpOf } from "../src/wire/authentic";
import { random } from "../src/wire/bytes";
import { decode, encode, readJson, writeJson } from "../src/wire/encoding";
import { manifestOf, readState, type Standing, type State } from "../src/wire/messages";
import { DeskDouble, deskOf, opened, RelayDouble, workers } from "./relay-double";

const replySecret = random(32);
const { desk, identities } = await deskOf(ed25519.getPublicKey(replySecret));
const [lead, intake, lawyer] = desk.holders.map(({ person }) => person) as [string, string, string];
const instance = { roots: [], demoRoots: [], salt: new Uint8Array(32), floor: {}, built: "2026-11-01", relay: "https://relay.example", live: false };
const setting: Setting = { instance, directory: { desks: [desk], refused: [] }, workers };
const quiet = (): void => undefined;
const silent = (): FollowUp => ({ lang: "ar", words: "", files: [] });

let relay = new RelayDouble();
beforeEach(() => {
  relay = new RelayDouble();
  relay.install();
});

type Box = RelayDouble["mailboxes"] extends Map<string, infer M> ? M : never;
interface World {
  readonly receipt: Indices;
  readonly double: DeskDouble;
  readonly caseIdentity: string;
  readonly box: Box;
}

/** A report to lead and intake, without the lawyer, that the lead has opened. */
async function world(): Promise<World> {
  const draft: Draft = { desk: desk.id, lang: "ar", words: "كلمات مصطنعة", age: "adult", answers: { danger: "no" }, plan: {}, chosen: [lead, intake], excluded: [lawyer], filters: [], leadsOnly: false, card: null, files: [] };
  const outgoing = report(draft, setting);
  await outgoing.send(quiet);
  const { manifest } = await opened([...relay.reports.values()][0]!.envelope, identities[lead]!);
  const { identity, recipient } = await filesIdentity();
  const double = new DeskDouble(manifest as never, recipient);
  const box = [...relay.mailboxes.values()][0]!;
  box.standing = await double.standing(1, replySecret, [lawyer]);
  return { receipt: outgoing.receipt, double, caseIdentity: identity, box };
}

async function back(receipt: Indices): Promise<Conversation> {
  const found = await comeBack(receipt, setting, quiet);
  assert.ok(found.found);
  return found;
}

const newest = (): Uint8Array => [...relay.reports.values()].at(-1)!.envelope;

test("her wish goes to the case under her MAC, is remembered, and changes nothing by itself", async () => {
  const { receipt, caseIdentity } = await world();
  const found = await back(receipt);
  assert.deepEqual([found.leftOut, found.canAsk], [[{ person: lawyer, asked: false }], true]);
  await found.askBack(lawyer, silent(), quiet);
  const { manifest, words } = await opened(newest(), caseIdentity);
  assert.deepEqual([manifest["excluded"], manifest["lifts"], manifest["take_up"], words], [[lawyer], [lawyer], undefined, ""]);
  const again = await back(receipt);
  assert.deepEqual([again.leftOut, again.excluded], [[{ person: lawyer, asked: true }], [lawyer]]);
});

test("P4: a record that merely omits somebody changes nothing, with or without her wish", async () => {
  const { receipt, double, box } = await world();
  box.standing = await double.standing(1, replySecret, []);
  assert.deepEqual((await back(receipt)).excluded, [lawyer]);
  box.standing = await double.standing(1, replySecret, [], 1, { lifted: [lawyer] }); // the desk claims what she never asked
  assert.deepEqual((await back(receipt)).excluded, [lawyer]);
  await (await back(receipt)).askBack(lawyer, silent(), quiet);
  for (const later of [{}, { lifted: [intake] }]) {
    box.standing = await double.standing(1, replySecret, [], 3, later);
    assert.deepEqual((await back(receipt)).excluded, [lawyer]);
  }
  box.standing = await double.standing(1, replySecret, [], 1, { lifted: [lawyer] }); // from before she asked
  assert.deepEqual((await back(receipt)).excluded, [lawyer]);
});

test("her wish and the desk's word together let somebody read again, until she leaves her out anew", async () => {
  const { receipt, double, caseIdentity, box } = await world();
  await (await back(receipt)).askBack(lawyer, silent(), quiet);
  box.standing = await double.standing(1, replySecret, [], box.version, { lifted: [lawyer] });
  const found = await back(receipt);
  assert.deepEqual([found.leftOut, found.excluded, found.chosen], [[], [], [lead, intake, lawyer]]);
  await found.followUp({ lang: "ar", words: "ثم", files: [] }, quiet);
  const { manifest } = await opened(newest(), caseIdentity);
  assert.deepEqual([manifest["excluded"], manifest["lifts"]], [undefined, undefined]);
  await found.leaveOut(lawyer, silent(), quiet);
  const anew = await opened(newest(), identities[intake]!);
  assert.deepEqual([anew.manifest["excluded"], anew.manifest["lifts"]], [[lawyer], undefined]);
  assert.deepEqual((await back(receipt)).leftOut, [{ person: lawyer, asked: false }]);
  await (await back(receipt)).askBack(lawyer, silent(), quiet); // an old word of the desk is no answer to a new wish
  assert.deepEqual((await back(receipt)).leftOut, [{ person: lawyer, asked: true }]);
});

test("she takes a wish back, and the desk is told", async () => {
  const { receipt, caseIdentity } = await world();
  await (await back(receipt)).askBack(lawyer, silent(), quiet);
  await (await back(receipt)).leaveOut(lawyer, silent(), quiet);
  const { manifest } = await opened(newest(), caseIdentity);
  assert.deepEqual([manifest["excluded"], manifest["lifts"]], [[lawyer], undefined]);
  assert.deepEqual((await back(receipt)).leftOut, [{ person: lawyer, asked: false }]);
});

test("a wish that was not sent is sent when it is tried again, once", async () => {
  const { receipt, caseIdentity, box } = await world();
  const found = await back(receipt);
  const letter = silent();
  relay.fault = (address) => (address === "report" ? 507 : undefined);
  await assert.rejects(found.askBack(lawyer, letter, quiet));
  const version = box.version;
  relay.fault = () => undefined;
  await found.askBack(lawyer, letter, quiet);
  assert.equal(box.version, version);
  assert.deepEqual((await opened(newest(), caseIdentity)).manifest["lifts"], [lawyer]);
});

test("left out later: those who stay get the means to take the case up, whoever goes gets nothing", async () => {
  const { receipt, double, caseIdentity } = await world();
  const found = await back(receipt);
  await found.leaveOut(intake, silent(), quiet);
  await assert.rejects(openAge(newest(), caseIdentity));
  await assert.rejects(openAge(newest(), identities[intake]!));
  const { manifest } = await opened(newest(), identities[lead]!);
  assert.deepEqual(manifest["excluded"], [lawyer, intake]);
  assert.equal(manifest["take_up"], encode(takeUpOf(decode((double.manifest.her as never as { to_desk: string }).to_desk), double.nonce)));
});

test("nobody would be left: nothing changes and nothing is sent", async () => {
  const { receipt, box } = await world();
  const found = await back(receipt);
  await found.leaveOut(intake, silent(), quiet);
  const [version, sent] = [box.version, relay.reports.size];
  await assert.rejects(found.leaveOut(lead, silent(), quiet), NobodyLeft);
  assert.deepEqual([box.version, relay.reports.size], [version, sent]);
});

test("a case that nobody has is told, and written to those who may take it up", async () => {
  const { receipt, double, caseIdentity, box } = await world();
  box.standing = await double.standing(2, replySecret, [lawyer, intake], 1, { vacant: true });
  const found = await back(receipt);
  assert.deepEqual([found.notices, found.canWrite], [["vacant"], true]);
  await found.followUp({ lang: "ar", words: "هل من أحد", files: [] }, quiet);
  await assert.rejects(openAge(newest(), caseIdentity));
  const { words, manifest } = await opened(newest(), identities[lead]!);
  assert.deepEqual([words, typeof manifest["take_up"]], ["هل من أحد", "string"]);
});

test("what the desk excluded is the desk's: her letters do not claim it as hers", async () => {
  const { receipt, double, caseIdentity, box } = await world();
  box.standing = await double.standing(1, replySecret, [lawyer, intake]);
  const found = await back(receipt);
  assert.deepEqual([found.excluded, found.leftOut.map(({ person }) => person)], [[lawyer, intake], [lawyer]]);
  await found.followUp({ lang: "ar", words: "x", files: [] }, quiet);
  assert.deepEqual((await opened(newest(), caseIdentity)).manifest["excluded"], [lawyer]);
});

test("unread answers that come again under a new key are read once, verified", async () => {
  const { receipt, double, box } = await world();
  const ids = [1, 2, 3].map(() => encode(random(16))) as [string, string, string];
  const old = await Promise.all(ids.map((id, i) => double.reply(i + 1, `old ${i}`, { epoch: 1, id })));
  box.letters = [...old];
  const first = await back(receipt);
  await first.letters[0]!.markRead(); // she has read number 1 before the case was sealed again
  box.standing = await double.standing(2, replySecret, [lawyer], 1, { again: 2 });
  const anew = await Promise.all(ids.map((id, i) => double.reply(i + 1, `new ${i}`, { epoch: 2, id })));
  box.letters = [old[1]!, old[2]!, ...anew]; // the desk did not know that number 1 was read
  const found = await back(receipt);
  assert.deepEqual(found.letters.map(({ words, verified }) => [words, verified]), [["new 1", true], ["new 2", true]]);
  assert.deepEqual(found.notices, []);
  for (const letter of found.letters) await letter.markRead();
  box.letters = [old[1]!, anew[1]!];
  assert.deepEqual((await back(receipt)).letters, []);
  assert.deepEqual(box.letters, []);
});

test("an older copy beside the new one does not take its place", async () => {
  const { receipt, double, box } = await world();
  const same = { id: encode(random(16)) };
  box.standing = await double.standing(2, replySecret, [lawyer], 1, { again: 1 });
  const anew = await double.reply(1, "new", { epoch: 2, ...same });
  box.letters = [await double.reply(1, "old", { epoch: 1, ...same }), anew, await double.reply(1, "new", { epoch: 2, ...same })];
  assert.deepEqual((await back(receipt)).letters.map(({ words, verified }) => [words, verified]), [["new", true]]);
  assert.equal(box.letters.length, 1);
});

test("letters that cannot be shown do not hold up those behind them", async () => {
  const { receipt, double, box } = await world();
  const forged = await Promise.all([1, 2, 3].map((seq) => double.reply(seq, "x", { secret: random(32) })));
  box.letters = [...forged, await double.reply(1, "وەڵام")];
  const found = await back(receipt);
  assert.deepEqual([found.letters.map(({ words }) => words), found.notices], [["وەڵام"], ["tampered"]]);
});

test("an older answer that nobody promised again is still shown as not verified", async () => {
  const { receipt, double, box } = await world();
  box.letters = [await double.reply(1, "کۆن")];
  box.standing = await double.standing(2, replySecret, [lawyer], 1, { again: 2 });
  assert.deepEqual((await back(receipt)).letters.map(({ verified }) => verified), [false]);
});

const person = (n: number): string => encode(new Uint8Array(8).fill(n));
const id = (n: number): string => encode(new Uint8Array(16).fill(n));
const state: State = { version: 4, desk: person(0), chosen: [person(1)], excluded: [person(2), person(3)], recovery: "A", leads_only: false, card: false, thread: id(1), epoch: 1, seq: 2, heard: 0, received: [], lifts: {} };

test("a state record of before, without the field, is still read", () => {
  const { lifts: _, ...old } = manifestOf.state(state) as Record<string, unknown>;
  assert.deepEqual(readState(writeJson(old as never)), state);
  const asked = asking(state, person(2));
  assert.deepEqual(readState(writeJson(manifestOf.state(asked))), asked);
  for (const wrong of [[person(2)], { x: 1 }, { [person(2)]: 0 }, { [person(2)]: "1" }]) {
    assert.throws(() => readState(writeJson({ ...manifestOf.state(state), lifts: wrong as never })));
  }
});

test("the largest desk's state record holds every wish; the oldest read ids give way", async () => {
  const keys = await keysOf(drawReceipt(), new Uint8Array(32), workers.stretch);
  const people = Array.from({ length: 30 }, (_, n) => person(n + 1));
  const full: State = { ...state, version: 2 ** 40, chosen: people.slice(15), excluded: people.slice(0, 15), lifts: Object.fromEntries(people.slice(0, 15).map((each, n) => [each, n + 1])), received: Array.from({ length: 32 }, (_, n) => id(n + 1)) };
  const read = await openState(await sealState(full, keys), keys);
  assert.deepEqual([read!.lifts, read!.excluded], [full.lifts, full.excluded]);
  assert.ok(read!.received.length >= 20 && read!.received.at(-1) === id(32));
});

test("property: nobody comes back without her own, numbered wish", () => {
  let seed = 7;
  const below = (n: number): number => (seed = (seed * 48_271) % 0x7fffffff) % n;
  const some = (): string[] => [1, 2, 3, 4, 5].filter(() => below(2)).map(person);
  for (let round = 0; round < 500; round++) {
    const lifts = Object.fromEntries(some().map((each) => [each, 1 + below(9)]));
    const mine = { ...state, excluded: some(), lifts };
    const standing = { excluded: some(), lifted: some(), state_version: below(9) } as unknown as Standing;
    const returned = letBack(mine, standing);
    for (const each of returned) assert.ok(lifts[each]! <= standing.state_version && standing.lifted.includes(each) && !standing.excluded.includes(each));
    assert.deepEqual(letBack(mine, null), []);
    assert.deepEqual(leftOut(mine, standing).map((each) => each.person), mine.excluded.filter((each) => !returned.includes(each)));
    const gone = without(mine, some(), null);
    assert.deepEqual(letBack(gone, standing).filter((each) => !returned.includes(each)), []);
    assert.ok(mine.excluded.every((each) => merged(mine, { ...gone, excluded: [] }).excluded.includes(each)));
  }
  assert.deepEqual(readJson(writeJson(manifestOf.state(without(asking(state, person(2)), [person(2)], null))))["lifts"], {});
});
