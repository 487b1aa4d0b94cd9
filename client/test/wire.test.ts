/** Padding, archive, frames, JSON and MACs: the same bytes as Python, and everything else refused. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { ed25519 } from "@noble/curves/ed25519.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { readArchive, writeArchive, type Form, type Members } from "../src/wire/archive";
import { complaintMac, Forged, macOf, stateMac, takeUpOf, TO_DESK, TO_HER, verifyDesk, verifyMac, type Claim, type Kind } from "../src/wire/authentic";
import { join, u64, utf8 } from "../src/wire/bytes";
import { BadForm, decode, encode, readJson, writeJson } from "../src/wire/encoding";
import { frame, TooLong, unframe } from "../src/wire/framing";
import { manifestOf, readReply, readStanding, readState, type Place } from "../src/wire/messages";
import { fileLength, padme, reportLength } from "../src/wire/padding";
import { solveWork, TooHard } from "../src/wire/work";
import { QUESTIONS } from "../src/wire/vocabulary";
import { anyBelow, anyBytes, bytes, hex, sourceText, vectors } from "./vectors";

interface Case {
  form: Form;
  members: Record<string, string>;
  archive: string;
  T: string;
  padded: number;
}

/** Vectors leave the zeros at the end out. */
function padded(archive: Uint8Array, length: number): Uint8Array {
  return join(archive, new Uint8Array(length - archive.length));
}

test("padded lengths are those of Python", () => {
  const { cases } = vectors<{ cases: { length: number; padme: number; file: number; report: number }[] }>("padding.json");
  for (const each of cases) {
    assert.deepEqual([padme(each.length), fileLength(each.length), reportLength(each.length)], [each.padme, each.file, each.report], `${each.length}`);
  }
});

test("padding never shrinks, grows by 12 % at most, and keeps few lengths", () => {
  const lengths = new Set<number>();
  for (let round = 0; round < 5_000; round++) {
    const length = 16_384 + anyBelow(2 ** 30);
    const padded = padme(length);
    assert.ok(padded >= length && padded <= length * 1.12);
    lengths.add(padded);
  }
  assert.ok(lengths.size < 1_000);
});

for (const [i, each] of vectors<{ cases: Case[] }>("archive.json").cases.entries()) {
  test(`archive ${i} (${each.form}) is written and read as Python does`, () => {
    const members = Object.fromEntries(Object.entries(each.members).map(([name, content]) => [name, bytes(content)]));
    const { mac, ...others } = members;
    const written = writeArchive(others as Members, each.form, (digest) => {
      assert.equal(hex(digest), hex(bytes(each.T)));
      return mac!;
    });
    assert.equal(written.length, each.padded);
    const archive = bytes(each.archive);
    assert.equal(hex(written.subarray(0, archive.length)), hex(archive));
    assert.equal(hex(readArchive(written, each.form).digest), hex(bytes(each.T)));
  });
}

test("an archive with any one byte changed is refused, or only its contents differ", () => {
  const members: Members = { "manifest.json": utf8("{}"), "words.txt": utf8("كلام") };
  const whole = writeArchive(members, "record", () => anyBytes(32));
  const headers = [0, 1024, 2048];
  for (let round = 0; round < 2_000; round++) {
    const at = anyBelow(whole.length);
    const damaged = whole.slice();
    damaged[at]! ^= 1 + anyBelow(255);
    const inHeader = headers.some((start) => at >= start && at < start + 512);
    const inPadding = (at >= 514 && at < 1024) || (at >= 1544 && at < 2048) || at >= 2592;
    if (inHeader || inPadding) assert.throws(() => readArchive(damaged, "record"), BadForm, `${at}`);
    else assert.notDeepEqual(readArchive(damaged, "record"), readArchive(whole, "record"));
  }
  for (const cut of [0, 1, 511, 512, 3_000, 4_095]) assert.throws(() => readArchive(whole.slice(0, cut), "record"), BadForm);
  assert.throws(() => readArchive(join(whole, new Uint8Array(512)), "record"), BadForm);
});

test("a letter that does not fit says by how much", () => {
  const long: Members = { "manifest.json": utf8("{}"), "words.txt": anyBytes(20_000) };
  assert.throws(() => writeArchive(long, "letter", () => anyBytes(32)), (error) => error instanceof TooLong && error.over > 3_000);
});

test("frames hold anything that fits and refuse the rest", () => {
  for (let round = 0; round < 200; round++) {
    const content = anyBytes(anyBelow(4_607));
    assert.equal(hex(unframe(frame(content, 4_608), 4_608)), hex(content));
  }
  assert.throws(() => frame(anyBytes(4_607), 4_608), TooLong);
  assert.throws(() => unframe(anyBytes(4_607), 4_608), BadForm);
  assert.throws(() => unframe(new Uint8Array(4_608).fill(255), 4_608), BadForm);
});

test("base64url is read in one spelling only", () => {
  for (let length = 0; length < 70; length++) {
    const data = anyBytes(length);
    assert.equal(hex(decode(encode(data), length)), hex(data));
  }
  for (const wrong of ["A", "AB", "AA==", "A A", "A+/A", "AAB", 5, null]) assert.throws(() => decode(wrong), BadForm, String(wrong));
});

test("JSON is refused rather than guessed at", () => {
  assert.deepEqual(readJson(utf8('{"a":{"a":[1,"a\\"b:{"]},"b":"a"}')), { a: { a: [1, 'a"b:{'] }, b: "a" });
  const deep = (levels: number): string => '{"a":' + "[".repeat(levels - 1) + "]".repeat(levels - 1) + "}";
  readJson(utf8(deep(16)));
  const wrong = ['{"a":1,"a":2}', '{"a":1,"\\u0061":2}', '{"b":{"a":1,"a":2}}', "[]", "1", "", "{", '{"a":1e999}', '{"a":NaN}', '{"a":"\\ud800"}', "\ufeff{}", deep(17)];
  for (const text of wrong) assert.throws(() => readJson(utf8(text)), BadForm, text);
  assert.throws(() => readJson(Uint8Array.of(0x7b, 0xff, 0x7d)), BadForm);
  assert.throws(() => readJson(utf8(`{"a":"${"x".repeat(65_536)}"}`)), BadForm);
});

interface MessageCase {
  kind: string;
  form: Form;
  nonce: string;
  T: string;
  mac: string;
  sig: string | null;
  length: number;
  plaintext: string;
}
interface ComplaintCase {
  manifest: { id: string; lang: string; desk: string; key: string };
  words: string;
  T: string;
  mac: string;
  length: number;
  plaintext: string;
}
const { keys, cases, complaint } = vectors<{ keys: Record<string, string>; cases: MessageCase[]; complaint: ComplaintCase }>("messages.json");
const key = (name: string): Uint8Array => bytes(keys[name]!);

for (const [i, each] of cases.entries()) {
  test(`message ${i} (${each.kind}) has the MAC and signature of Python`, async () => {
    const archive = readArchive(padded(bytes(each.plaintext), each.length), each.form);
    assert.equal(hex(archive.digest), hex(bytes(each.T)));
    const manifest = archive.members["manifest.json"]!;
    if (each.kind === "state") {
      const { version } = readState(manifest);
      return assert.equal(hex(stateMac(key("state"), key("mailbox_id"), version, archive.digest)), hex(bytes(each.mac)));
    }
    const fromDesk = each.sig !== null;
    const place = readJson(manifest) as unknown as Place & { take_up?: string };
    if (place.take_up) assert.equal(place.take_up, encode(takeUpOf(key("to_desk"), bytes(each.nonce))));
    const kind: Kind = each.kind === "standing" ? "amana-standing/1" : "amana-msg/1";
    const claim: Claim = { kind, direction: fromDesk ? TO_HER : TO_DESK, place, digest: archive.digest };
    verifyMac(claim, key(fromDesk ? "to_her" : "to_desk"), bytes(each.nonce), archive.members.mac!);
    if (!fromDesk) return;
    const standing = each.kind === "standing";
    assert.equal((standing ? readStanding(manifest) : readReply(manifest)).thread, place.thread);
    const signed: Claim = standing ? claim : { ...claim, kind: "amana-reply/1" };
    await verifyDesk(signed, key(standing ? "desk_reply" : "case_reply"), keys["recipient"]!, archive.members.mac!);
  });
}

test("a complaint has the bytes and the MAC of Python", () => {
  const { id, lang, desk, key: own } = complaint.manifest;
  const written = padded(bytes(complaint.plaintext), complaint.length);
  const archive = readArchive(written, "letter");
  assert.equal(hex(archive.digest), hex(bytes(complaint.T)));
  assert.equal(hex(complaintMac(bytes(own), bytes(id), archive.digest)), hex(bytes(complaint.mac)));
  const members = { "manifest.json": writeJson(manifestOf.complaint({ id, lang, desk, key: own })), "words.txt": utf8(complaint.words) };
  assert.deepEqual(readJson(archive.members["manifest.json"]!), complaint.manifest);
  assert.deepEqual(archive.members["words.txt"], members["words.txt"]);
  const again = readArchive(writeArchive(members, "letter", (digest) => complaintMac(bytes(own), bytes(id), digest)), "letter");
  assert.deepEqual(readJson(again.members["manifest.json"]!), complaint.manifest);
});

test("a MAC holds for one place, direction, thread, epoch and content only", () => {
  for (let round = 0; round < 50; round++) {
    const directionKey = anyBytes(32);
    const nonce = anyBytes(32);
    const place = { thread: encode(anyBytes(16)), id: encode(anyBytes(16)), seq: 1 + anyBelow(99), epoch: 1 };
    const claim: Claim = { kind: "amana-msg/1", direction: TO_DESK, place, digest: anyBytes(32) };
    const mac = macOf(claim, directionKey, nonce);
    verifyMac(claim, directionKey, nonce, mac);
    const others: Claim[] = [
      { ...claim, direction: TO_HER },
      { ...claim, digest: anyBytes(32) },
      { ...claim, kind: "amana-standing/1" },
      { ...claim, place: { ...place, thread: encode(anyBytes(16)) } },
      { ...claim, place: { ...place, id: encode(anyBytes(16)) } },
      { ...claim, place: { ...place, seq: place.seq + 1 } },
    ];
    for (const other of others) assert.throws(() => verifyMac(other, directionKey, nonce, mac), Forged);
    assert.throws(() => verifyMac(claim, directionKey, anyBytes(32), mac), Forged);
    assert.throws(() => verifyMac(claim, directionKey, nonce, mac.subarray(0, 31)), Forged);
  }
});

test("a signature holds for her recipient only, and a broken key verifies nothing", async () => {
  const secret = anyBytes(32);
  const place = { thread: encode(anyBytes(16)), id: encode(anyBytes(16)), seq: 2, epoch: 1 };
  const claim: Claim = { kind: "amana-reply/1", direction: TO_HER, place, digest: anyBytes(32) };
  const message = join(utf8("amana-reply/1"), Uint8Array.of(2), decode(place.thread), decode(place.id), u64(2), claim.digest, sha256(utf8("age1her")));
  const mac = join(anyBytes(32), ed25519.sign(message, secret));
  await verifyDesk(claim, ed25519.getPublicKey(secret), "age1her", mac);
  await assert.rejects(verifyDesk(claim, ed25519.getPublicKey(secret), "age1another", mac), Forged);
  await assert.rejects(verifyDesk(claim, new Uint8Array(32).fill(255), "age1her", mac), Forged);
  await assert.rejects(verifyDesk(claim, ed25519.getPublicKey(secret), "age1her", mac.subarray(0, 32)), Forged);
});

test("work is solved, and refused above the cap", () => {
  const challenge = anyBytes(58);
  challenge[1] = 10;
  const digest = anyBytes(32);
  const n = solveWork(challenge, digest);
  const proof = sha256(join(challenge, digest, u64(n)));
  assert.equal(((proof[0]! << 8) | proof[1]!) >> 6, 0);
  challenge[1] = 18;
  assert.throws(() => solveWork(challenge, digest), TooHard);
});

test("the questions and codes are those of Python", () => {
  const python = sourceText("src/amana/wire/vocabulary.py");
  const codes = Object.values(QUESTIONS).flatMap((question) => question.codes);
  const constants = [...python.matchAll(/^([A-Z_]+): Final = (?:\(([^)]*)\)|(".*"))$/gm)];
  const listed = constants.flatMap(([, , many, one]) => [...(many ?? one ?? "").matchAll(/"([^"]*)"/g)].map((match) => match[1]).join("").trim().split(/\s+/));
  assert.deepEqual(codes.slice().sort(), listed.slice().sort());
  for (const [name, { several }] of Object.entries(QUESTIONS)) {
    assert.match(python, new RegExp(`"${name}": Question\\(tuple\\(${name.toUpperCase()}\\.split\\(\\)\\)${several ? ", several=True" : ""}\\)`));
  }
});
