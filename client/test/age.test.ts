/** Whatever opens files here opens what age made, and refuses what the cctv-age vectors say is broken. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { sha256 } from "@noble/hashes/sha2.js";
import { filesIdentity, sealEnvelope } from "../src/seal/envelope";
import { sealFile, type SealedFile, Unreadable } from "../src/seal/file";
import { openAge, openFrame } from "../src/seal/open";
import { join } from "../src/wire/bytes";
import { PART } from "../src/wire/limits";
import { fileLength } from "../src/wire/padding";
import { sealedLength } from "../src/network/upload";
import { cctvVectors } from "./cctv";
import { anyBytes, bytes, hex, vectors } from "./vectors";

interface EnvelopeVectors {
  envelopes: { stanzas: number; opens: string[]; does_not_open: string[]; envelope: string; plaintext: string }[];
  frame: { identity: string; frame: string; plaintext: string };
  file: { identity: string; file: string; size: number; content: string };
}
const known = vectors<EnvelopeVectors>("envelope.json");

function stanzasOf(envelope: Uint8Array): number {
  return Buffer.from(envelope).toString("latin1").split("\n--- ")[0]!.split("-> X25519 ").length - 1;
}

test("envelopes and files that pyrage made open here", async () => {
  for (const { opens, does_not_open, envelope, plaintext } of known.envelopes) {
    for (const identity of opens) assert.equal(hex((await openAge(bytes(envelope), identity)).subarray(0, bytes(plaintext).length)), hex(bytes(plaintext)));
    for (const identity of does_not_open) await assert.rejects(openAge(bytes(envelope), identity));
  }
  const file = await openAge(bytes(known.file.file), known.file.identity);
  assert.equal(hex(file.subarray(0, known.file.size)), hex(bytes(known.file.content)));
});

test("random, foreign and damaged frames are all one: nothing", async () => {
  const { identity } = await filesIdentity();
  const damaged = bytes(known.frame.frame);
  damaged[2_000]! ^= 1;
  for (const frame of [anyBytes(damaged.length), new Uint8Array(damaged.length), damaged, bytes(known.frame.frame)]) {
    assert.equal(await openFrame(frame, frame.length, "letter", identity), null);
  }
});

test("an envelope has the full number of stanzas whoever was left out, and opens for each reader", async () => {
  for (const stanzas of [16, 32] as const) {
    const people = await Promise.all(Array.from({ length: 4 }, filesIdentity));
    for (const count of [1, 3]) {
      const readers = people.slice(0, count).map(({ recipient }) => recipient);
      const plaintext = anyBytes(16_384);
      const envelope = await sealEnvelope(plaintext, { readers, recovery: people[3]!.recipient }, stanzas);
      assert.equal(stanzasOf(envelope), stanzas);
      assert.equal(envelope.length, 70 + 98 * stanzas + 16 + 16_384 + 16);
      for (const [i, { identity }] of people.entries()) {
        if (i < count || i === 3) assert.equal(hex(await openAge(envelope, identity)), hex(plaintext));
        else await assert.rejects(openAge(envelope, identity));
      }
    }
  }
});

async function sealed(file: Blob, recipient: string): Promise<{ parts: Uint8Array[]; summary: SealedFile }> {
  const hash = sha256.create();
  const sealing = sealFile(file, recipient, hash);
  const parts: Uint8Array[] = [];
  for (;;) {
    const step = await sealing.next();
    if (step.done) return { parts, summary: step.value };
    assert.equal(step.value.index, parts.length);
    parts.push(step.value.bytes);
  }
}

test("a file is sealed in parts of one size, padded with zeros, and opens byte for byte", async () => {
  const { identity, recipient } = await filesIdentity();
  for (const size of [0, 1, 16_384, 65_536, PART, 2 * PART + 77_777]) {
    const content = anyBytes(size);
    const { parts, summary } = await sealed(new Blob([content]), recipient);
    assert.ok(parts.every((part, i) => part.length === PART || i === parts.length - 1));
    assert.deepEqual([summary.parts, summary.sealed, summary.size], [parts.length, sealedLength(size), size]);
    assert.equal(hex(summary.sha256), hex(sha256(content)));
    const opened = await openAge(join(...parts), identity);
    assert.equal(opened.length, fileLength(size));
    assert.equal(hex(sha256(opened.subarray(0, size))), hex(summary.sha256));
    assert.ok(opened.subarray(size).every((byte) => byte === 0));
  }
});

test("a file that goes away while it is read is said to be unreadable", async () => {
  const { recipient } = await filesIdentity();
  const gone = Object.assign(new Blob([anyBytes(100)]), { stream: () => new ReadableStream({ pull: (c) => c.error(new Error("gone")) }) });
  await assert.rejects(sealed(gone, recipient), Unreadable);
});

for (const { name, identity, file, payload, expected } of cctvVectors()) {
  test(`cctv-age ${name}: ${expected}`, async () => {
    if (payload === null) return assert.rejects(openAge(file, identity));
    assert.equal(hex(sha256(await openAge(file, identity))), payload);
  });
}
