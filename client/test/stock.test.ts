/** Stock `age` and `tar`, which know nothing of us, open what the pages sealed. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join as path } from "node:path";
import { after, test } from "node:test";
import { openState } from "../src/network/state";
import { keysOf } from "../src/seal/keys";
import { stretch } from "../src/seal/stretch";
import { readArchive } from "../src/wire/archive";
import { TO_DESK, verifyMac } from "../src/wire/authentic";
import { readJson, type JsonObject } from "../src/wire/encoding";
import type { Place } from "../src/wire/messages";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytes, hex, vectors } from "./vectors";

interface Made {
  envelopes: { opens: string[]; does_not_open: string[]; direction_key: string; nonce: string; manifest: JsonObject; words: string; envelope: string }[];
  state: { indices: number[]; salt: string; manifest: JsonObject; frame: string };
  file: { identity: string; size: number; sha256: string; file: string };
}
const { envelopes, state, file } = vectors<Made>("envelope-ts.json");
const folder = mkdtempSync(path(tmpdir(), "stock-"));
after(() => rmSync(folder, { recursive: true }));

function run(command: string, args: readonly string[]): Buffer {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: folder, maxBuffer: 2 ** 26 });
  assert.equal(status, 0, String(stderr));
  return stdout;
}

function age(sealed: string, identity: string): Buffer {
  writeFileSync(path(folder, "sealed.age"), bytes(sealed));
  writeFileSync(path(folder, "identity"), identity + "\n");
  return run("age", ["-d", "-i", "identity", "sealed.age"]);
}

for (const [i, each] of envelopes.entries()) {
  test(`envelope ${i} opens with age for each reader, and tar unpacks it`, () => {
    for (const identity of each.opens) {
      writeFileSync(path(folder, "opened.tar"), age(each.envelope, identity));
      run("tar", ["xf", "opened.tar"]);
      assert.equal(readFileSync(path(folder, "words.txt"), "utf8"), each.words);
      assert.deepEqual(readJson(readFileSync(path(folder, "manifest.json"))), each.manifest);
    }
    const { members, digest } = readArchive(readFileSync(path(folder, "opened.tar")), "letter");
    const claim = { kind: "amana-msg/1", direction: TO_DESK, place: each.manifest as unknown as Place, digest } as const;
    verifyMac(claim, bytes(each.direction_key), bytes(each.nonce), members.mac!);
    for (const identity of each.does_not_open) assert.throws(() => age(each.envelope, identity));
  });
}

test("the file opens with age, byte for byte before its padding", () => {
  const opened = age(file.file, file.identity);
  assert.equal(hex(sha256(opened.subarray(0, file.size))), hex(bytes(file.sha256)));
});

test("the state record opens for the receipt that it was sealed to", async () => {
  const keys = await keysOf(state.indices, bytes(state.salt), stretch);
  const opened = await openState(bytes(state.frame), keys);
  assert.deepEqual({ v: "amana-state/1", ...opened }, { lifts: {}, ...state.manifest }); // a record may be older than the field
});
