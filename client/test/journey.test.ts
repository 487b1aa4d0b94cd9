/** Her journeys against a relay that keeps, loses, forges, withholds and replays. */
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { ed25519 } from "@noble/curves/ed25519.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { comeBack, report, type Conversation, type Draft, type Progress, type Setting } from "../src/network/conversation";
import { RelayFull, RelayRefused } from "../src/network/relay";
import { filesIdentity } from "../src/seal/envelope";
import { openAge } from "../src/seal/open";
import { drawReceipt, type Indices } from "../src/seal/receipt";
import { NobodyLeft } from "../src/seal/recipients";
import { join, random } from "../src/wire/bytes";
import { decode } from "../src/wire/encoding";
import { TooLong } from "../src/wire/framing";
import { PART } from "../src/wire/limits";
import { DeskDouble, deskOf, opened, RelayDouble, workers } from "./relay-double";

const replySecret = random(32);
const { desk, identities } = await deskOf(ed25519.getPublicKey(replySecret));
const [lead, intake, lawyer] = desk.holders.map(({ person }) => person) as [string, string, string];
const instance = { roots: [], demoRoots: [], salt: new Uint8Array(32), floor: {}, built: "2026-11-01", relay: "https://relay.example", live: false };
const setting: Setting = { instance, directory: { desks: [desk], refused: [] }, workers };
const quiet = (): void => undefined;

let relay = new RelayDouble();
beforeEach(() => {
  relay = new RelayDouble();
  relay.install();
});

function draft(more: Partial<Draft> = {}): Draft {
  return { desk: desk.id, lang: "ar", words: "هو يهدّدني.\r\nساعدوني\u0007", age: "adult", answers: { danger: "no" }, plan: {}, chosen: [lead, intake], excluded: [lawyer], filters: [], leadsOnly: false, card: null, files: [], ...more };
}

async function sent(more: Partial<Draft> = {}): Promise<{ receipt: Indices; envelope: Uint8Array }> {
  const outgoing = report(draft(more), setting);
  await outgoing.send(quiet);
  return { receipt: outgoing.receipt, envelope: [...relay.reports.values()][0]!.envelope };
}

/** The report is opened by the lead; the desk then writes. */
async function answered(): Promise<{ receipt: Indices; double: DeskDouble; caseIdentity: string; box: RelayDouble["mailboxes"] extends Map<string, infer M> ? M : never }> {
  const { receipt, envelope } = await sent();
  const { manifest } = await opened(envelope, identities[lead]!);
  const { identity, recipient } = await filesIdentity();
  return { receipt, double: new DeskDouble(manifest as never, recipient), caseIdentity: identity, box: [...relay.mailboxes.values()][0]! };
}

async function back(receipt: Indices): Promise<Conversation> {
  const found = await comeBack(receipt, setting, quiet);
  assert.ok(found.found);
  return found;
}

test("a report counts once mailbox and text are acknowledged; only those she chose and recovery can open it", async () => {
  const stages: Progress["stage"][] = [];
  const outgoing = report(draft(), setting);
  await outgoing.send(({ stage }) => stages.push(stage));
  assert.deepEqual(relay.calls, ["challenge", "mailbox", "challenge", "report"]);
  assert.deepEqual(stages, ["keys", "mailbox", "work", "text", "work"]);
  const { envelope } = [...relay.reports.values()][0]!;
  const { words, manifest } = await opened(envelope, identities[intake]!);
  assert.equal(words, "هو يهدّدني.\nساعدوني");
  assert.deepEqual((manifest["routing"] as { chosen: string[] }).chosen, [lead, intake]);
  await assert.rejects(openAge(envelope, identities[lawyer]!));
});

test("with a conflict card only the leads can open it, whomever she permits later", async () => {
  const { envelope } = await sent({ chosen: [intake], card: ["عشيرة"] });
  const { archive, manifest } = await opened(envelope, identities[lead]!);
  assert.match(new TextDecoder().decode(archive.members["card.json"]), /عشيرة/);
  assert.deepEqual((manifest["routing"] as { chosen: string[] }).chosen, [intake, lead]);
  await assert.rejects(openAge(envelope, identities[intake]!));
});

test("nobody left: nothing is sealed or sent", () => {
  assert.throws(() => report(draft({ chosen: [lawyer] }), setting), NobodyLeft);
  assert.equal(relay.calls.length, 0);
});

test("after a failure the same bytes are sent again, and one report is kept", async () => {
  const outgoing = report(draft(), setting);
  relay.fault = (address) => (address === "report" ? 507 : undefined);
  await assert.rejects(outgoing.send(quiet), RelayFull);
  relay.fault = () => undefined;
  await outgoing.send(quiet);
  await outgoing.send(quiet);
  assert.deepEqual([relay.reports.size, relay.mailboxes.size], [1, 1]);
});

test("a network that fails, a busy relay and spent work are waited out", async () => {
  let failures = 2;
  relay.waits = 2;
  relay.fault = (address) => {
    if (address !== "report" || failures-- <= 0) return undefined;
    if (failures === 1) throw new TypeError("network");
    return 428;
  };
  const stages = new Set<string>();
  await report(draft(), setting).send(({ stage }) => stages.add(stage));
  assert.ok(stages.has("queue") && stages.has("offline"));
});

test("files follow in parts, survive a broken network without being sent twice, and are listed", async () => {
  const content = random(9 * PART + 5);
  const files = [{ blob: new Blob([content]), name: "لقطة.png", type: "image/png", role: "file" as const }];
  const outgoing = report(draft({ files }), setting);
  await outgoing.send(quiet);
  let parts = 0;
  relay.fault = (address) => (address === "part" && ++parts > 3 ? 400 : undefined);
  await assert.rejects(outgoing.sendFiles(quiet), RelayRefused);
  const kept = [...relay.uploads.values()][0]!.parts.size;
  relay.fault = () => undefined;
  const before = relay.calls.filter((call) => call === "part").length;
  let last: Progress = { stage: "files" };
  await outgoing.sendFiles((progress) => {
    if (progress.stage === "files") last = progress;
  });
  assert.ok(relay.calls.includes("upload/parts"));
  const [upload] = relay.uploads.values();
  assert.equal(relay.calls.filter((call) => call === "part").length - before, upload!.parts.size - kept);
  assert.ok(upload!.finished);
  assert.equal(last.done, last.total);
  const envelopes = [...relay.reports.values()].map(({ envelope }) => envelope);
  const first = await opened(envelopes[0]!, identities[lead]!);
  const closing = await opened(envelopes[1]!, identities[lead]!);
  const [listed] = closing.manifest["uploads"] as { name: string; sha256: string; complete: boolean; size: number }[];
  assert.deepEqual([listed!.name, listed!.complete, listed!.size], ["لقطة.png", true, content.length]);
  const parted = [...upload!.parts].sort(([a], [b]) => a - b).map(([, part]) => part);
  const file = await openAge(join(...parted), (first.manifest["files"] as { identity: string }).identity);
  assert.deepEqual(sha256(file.subarray(0, content.length)), decode(listed!.sha256));
});

test("unknown and destroyed receipts are one and the same nothing", async () => {
  assert.deepEqual(await comeBack(drawReceipt(), setting, quiet), { found: false });
  const { receipt } = await sent();
  await (await back(receipt)).destroy("ar");
  assert.deepEqual(await comeBack(receipt, setting, quiet), { found: false });
});

test("she comes back: waiting, then opened, then answered; read letters make room and leave no gap", async () => {
  const { receipt, double, box } = await answered();
  assert.deepEqual([(await back(receipt)).status, (await back(receipt)).letters.length], ["waiting", 0]);
  box.standing = await double.standing(1, replySecret);
  assert.equal((await back(receipt)).status, "opened");
  box.letters = await Promise.all([1, 2, 3].map((seq) => double.reply(seq, `وەڵام ${seq}`)));
  const found = await back(receipt);
  assert.deepEqual(found.letters.map(({ words, verified }) => [words, verified]), [["وەڵام 1", true], ["وەڵام 2", true]]);
  for (const letter of found.letters) await letter.markRead();
  const again = await found.again();
  assert.ok(again.found && again.letters[0]!.words === "وەڵام 3");
  const another = await back(receipt);
  assert.deepEqual([another.status, another.notices], ["answered", []]);
});

test("a gap is told, a replay is dropped, another thread and forged signatures are tampering and not shown", async () => {
  const { receipt, double, box } = await answered();
  box.standing = await double.standing(1, replySecret);
  const first = await double.reply(1, "یەک");
  box.letters = [first, await double.reply(3, "سێ")];
  const found = await back(receipt);
  assert.deepEqual(found.notices, ["gap"]);
  await found.letters[0]!.markRead();
  box.letters = [first];
  assert.deepEqual((await back(receipt)).letters, []);
  for (const forged of [await double.reply(2, "x", { thread: double.thread.replace(/^./, (c) => (c === "A" ? "B" : "A")) }), await double.reply(2, "x", { secret: random(32) })]) {
    box.letters = [forged];
    const tampered = await back(receipt);
    assert.deepEqual([tampered.letters, tampered.notices], [[], ["tampered"]]);
  }
});

test("a letter of an older epoch is shown as not verified", async () => {
  const { receipt, double, box } = await answered();
  box.standing = await double.standing(2, replySecret);
  box.letters = [await double.reply(1, "کۆن")];
  const found = await back(receipt);
  assert.deepEqual(found.letters.map(({ verified }) => verified), [false]);
});

test("a standing record by another key is tampering; an older or withheld one stops writing", async () => {
  const { receipt, double, box } = await answered();
  box.standing = await double.standing(1, random(32));
  assert.deepEqual((await back(receipt)).notices, ["tampered"]);
  const old = await double.standing(1, replySecret);
  box.standing = await double.standing(2, replySecret);
  await back(receipt);
  for (const served of [old, null]) {
    box.standing = served;
    const found = await back(receipt);
    assert.deepEqual([found.notices, found.canWrite], [["old-standing"], false]);
    await assert.rejects(found.followUp({ lang: "ar", words: "x", files: [] }, quiet));
  }
});

test("an old state record is noticed by what the desk has seen", async () => {
  const { receipt, double, box } = await answered();
  box.standing = await double.standing(1, replySecret, [], 7);
  const found = await back(receipt);
  assert.deepEqual([found.notices, found.canWrite], [["old-state"], false]);
});

test("a follow-up goes to her choice before, and to the case alone after a standing record; exclusions are joined", async () => {
  const { receipt, double, caseIdentity, box } = await answered();
  await (await back(receipt)).followUp({ lang: "ar", words: "بعد", files: [] }, quiet);
  const before = [...relay.reports.values()].at(-1)!.envelope;
  assert.equal((await opened(before, identities[intake]!)).words, "بعد");
  box.standing = await double.standing(1, replySecret, [intake, lawyer]);
  const found = await back(receipt);
  assert.deepEqual(found.excluded.slice().sort(), [lawyer, intake].sort());
  await assert.rejects(found.followUp({ lang: "ar", words: "x".repeat(20_000), files: [] }, quiet), TooLong);
  await found.followUp({ lang: "ar", words: "ثم", files: [] }, quiet);
  const after = [...relay.reports.values()].at(-1)!.envelope;
  const { words, manifest } = await opened(after, caseIdentity);
  assert.deepEqual([words, manifest["seq"], manifest["epoch"]], ["ثم", 3, 1]);
  await assert.rejects(openAge(after, identities[intake]!));
  await assert.rejects(openAge(after, identities[lead]!));
});

test("whoever she leaves out after the opening reads nothing more, even with the case's key", async () => {
  const { receipt, double, caseIdentity, box } = await answered();
  box.standing = await double.standing(1, replySecret, [lawyer]);
  const found = await back(receipt);
  await found.choose([lead, intake], [intake]);
  await found.followUp({ lang: "ar", words: "بدونه", files: [] }, quiet);
  const after = [...relay.reports.values()].at(-1)!.envelope;
  await assert.rejects(openAge(after, caseIdentity));
  await assert.rejects(openAge(after, identities[intake]!));
  const { words, manifest } = await opened(after, identities[lead]!);
  assert.equal(words, "بدونه");
  assert.deepEqual((manifest["excluded"] as string[]).slice().sort(), [lawyer, intake].sort());
});

test("two devices: each keeps the other's exclusions and numbers", async () => {
  const { receipt } = await sent({ excluded: [] });
  const [one, two] = [await back(receipt), await back(receipt)];
  await one.choose([lead, intake], [lawyer]);
  await two.followUp({ lang: "ar", words: "ب", files: [] }, quiet);
  const found = await back(receipt);
  assert.deepEqual(found.excluded, [lawyer]);
  await found.followUp({ lang: "ar", words: "ج", files: [] }, quiet);
  const { manifest } = await opened([...relay.reports.values()].at(-1)!.envelope, identities[lead]!);
  assert.equal(manifest["seq"], 3);
});

test("when everyone she chose has left the desk, she is asked again", async () => {
  const { receipt } = await sent({ chosen: [intake] });
  const without = { ...setting, directory: { desks: [{ ...desk, holders: desk.holders.filter(({ person }) => person !== intake) }], refused: [] } };
  const found = await comeBack(receipt, without, quiet);
  assert.ok(found.found && !found.canWrite);
  await assert.rejects(found.followUp({ lang: "ar", words: "x", files: [] }, quiet), NobodyLeft);
  const chosen = await found.choose([lead], []);
  assert.ok(chosen.found && chosen.canWrite);
});
