/** The same eight words give the same keys here and in Python, and slips are caught before anything is sent. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { keysOf } from "../src/seal/keys";
import { drawReceipt, fingerprint, MistypedReceipt, packReceipt, WORDS } from "../src/seal/receipt";
import { stretch } from "../src/seal/stretch";
import { lettersAfter, wordsFrom } from "../src/words/pad";
import { readWords, spell } from "../src/words/list";
import { anyBelow, bytes, hex, vectors } from "./vectors";

interface ReceiptVectors {
  receipts: { indices: number[]; salt: string; R: string; keys: Record<string, string>; identity: string; recipient: string }[];
  mistyped: { why: string; indices: number[] }[];
  fingerprints: { key: string; indices: number[] }[];
}
const known = vectors<ReceiptVectors>("receipt.json");

for (const { indices, salt, R, keys: expected, identity, recipient } of known.receipts) {
  test(`receipt ${indices.join(" ")} gives the keys of the vector`, async () => {
    assert.equal(hex(packReceipt(indices)), hex(bytes(R)));
    const keys = await keysOf(indices, bytes(salt), stretch);
    for (const [name, value] of Object.entries(expected)) {
      const camel = name.replace(/_./g, (two) => two[1]!.toUpperCase()) as "mailboxId";
      assert.equal(hex(keys[camel]), hex(bytes(value)), name);
    }
    assert.equal(keys.identity, identity);
    assert.equal(keys.recipient, recipient);
    keys.wipe();
    assert.ok(keys.mailboxToken.every((byte) => byte === 0));
  });
}

for (const { why, indices } of known.mistyped) {
  test(`mistyped: ${why}`, () => assert.throws(() => packReceipt(indices), MistypedReceipt));
}

test("fingerprints are those of Python", () => {
  for (const { key, indices } of known.fingerprints) assert.deepEqual(fingerprint(bytes(key)), indices);
});

test("a drawn receipt is a receipt; most slips of one word are caught", () => {
  let caught = 0;
  for (let round = 0; round < 500; round++) {
    const receipt = [...drawReceipt()];
    packReceipt(receipt);
    const at = anyBelow(WORDS);
    receipt[at] = (receipt[at]! + 1 + anyBelow(1023)) % 1024;
    try {
      packReceipt(receipt);
    } catch {
      caught++;
    }
  }
  assert.ok(caught > 470, `${caught} of 500`);
});

test("the pad leads to every word by its letters", () => {
  const list = readWords(Array.from({ length: 1024 }, (_, i) => String.fromCodePoint(0x628 + (i % 7)) + String(i)).join("\n"));
  const letters = lettersAfter(list, "", "ar");
  assert.equal(letters.reduce((sum, { count }) => sum + count, 0), 1024);
  const words = letters.flatMap(({ letter }) => wordsFrom(list, letter, "ar"));
  assert.deepEqual(words.map(({ index }) => index).sort((a, b) => a - b), list.map((_, i) => i));
  assert.deepEqual(spell([3, 3, 0, 1, 2, 4, 5, 1023], list)[7], list[1023]);
});
