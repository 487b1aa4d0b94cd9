/**
 * vectors/envelope-ts.json: what the pages seal, for Python, stock `age` and stock `tar` to open. New random bytes in
 * every run, so it was made once: `node vectors.mjs` in client/ makes it anew. Checked by client/test/stock.test.ts
 * (Debian's age and tar) and tests/vectors (pyrage).
 */
import { writeFileSync } from "node:fs";
import { sha256 } from "../../client/node_modules/@noble/hashes/sha2.js";
import { sealState } from "../../client/src/network/state";
import { seal } from "../../client/src/network/writing";
import type { Desk } from "../../client/src/seal/desk";
import { filesIdentity } from "../../client/src/seal/envelope";
import { sealFile } from "../../client/src/seal/file";
import { keysOf } from "../../client/src/seal/keys";
import { stretch } from "../../client/src/seal/stretch";
import { join, random } from "../../client/src/wire/bytes";
import { encode } from "../../client/src/wire/encoding";
import { manifestOf } from "../../client/src/wire/messages";

const WORDS = "هو يهدّدني.\nهەڕەشەم لێ دەکات.\nHe threatens me.\n";
const RECEIPT = [1009, 746, 683, 231, 1, 310, 598, 66];
const short = (): string => encode(random(8));
const id = (): string => encode(random(16));

async function envelope(stanzas: 16 | 32) {
  const [one, two, recovery, stranger] = await Promise.all([1, 2, 3, 4].map(filesIdentity));
  const directionKey = random(32);
  const nonce = random(32);
  const place = { thread: id(), id: id(), seq: 4, epoch: 2 };
  const manifest = manifestOf.letter({ ...place, lang: "ckb", received: [id()], state_version: 3 });
  const to = { readers: [one!.recipient, two!.recipient], recovery: recovery!.recipient };
  const { envelope } = await seal({ form: "letter", place, manifest, words: WORDS }, { directionKey, nonce }, to, { stanzas } as Desk);
  const opens = [one!, two!, recovery!].map(({ identity }) => identity);
  return { stanzas, kind: "letter", opens, does_not_open: [stranger!.identity], direction_key: encode(directionKey), nonce: encode(nonce), manifest, words: WORDS, envelope: encode(envelope) };
}

async function state() {
  const salt = new Uint8Array(32).fill(7);
  const keys = await keysOf(RECEIPT, salt, stretch);
  const record = { version: 2, desk: short(), chosen: [short(), short()], excluded: [short()], recovery: "B", leads_only: false, card: true, thread: id(), epoch: 1, seq: 5, heard: 1, received: [id()] } as const;
  const frame = await sealState(record, keys);
  return { indices: RECEIPT, salt: encode(salt), identity: keys.identity, state_key: encode(keys.state), mailbox_id: encode(keys.mailboxId), manifest: manifestOf.state(record), frame: encode(frame) };
}

async function file() {
  const { identity, recipient } = await filesIdentity();
  const content = new TextEncoder().encode("A file that shows nothing.\n".repeat(700));
  const sealing = sealFile(new Blob([content]), recipient, sha256.create());
  const parts: Uint8Array[] = [];
  for (let step = await sealing.next(); ; step = await sealing.next()) {
    if (step.done) return { identity, size: step.value.size, sha256: encode(step.value.sha256), file: encode(join(...parts)) };
    parts.push(step.value.bytes);
  }
}

const vector = {
  generator: "vectors/generators/envelope_ts.ts (age-encryption)",
  checked_by: "client/test/stock.test.ts (Debian's age and tar); tests/vectors (pyrage)",
  envelopes: [await envelope(16), await envelope(32)],
  state: await state(),
  file: await file(),
};
writeFileSync(process.argv[2]!, JSON.stringify(vector, null, 1) + "\n");
