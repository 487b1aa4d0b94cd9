/** Every limit that both sides compile in has one value: `limits.ts` against `limits.py`, and the few that stand beside their use. */
import assert from "node:assert/strict";
import { test } from "node:test";
import * as stretching from "../src/seal/stretch-parameters";
import { WORDS } from "../src/seal/receipt";
import * as limits from "../src/wire/limits";
import { LIST_LENGTH } from "../src/words/list";
import { sourceText } from "./vectors";

/** `NAME: Final = …` of a Python source: whole numbers, built from each other. */
function finals(path: string): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const [, name, expression] of sourceText(path).matchAll(/^(\w+): Final = ([^#\n]+)/gm)) {
    if (!/^[\w\s*+-]+$/.test(expression!)) continue;
    const value: unknown = new Function(...found.keys(), `return ${expression}`)(...found.values());
    if (typeof value === "number") found.set(name!, value);
  }
  return found;
}

/** `const NAME = 17;` of a source of the pages that exports it to nobody. */
function constant(path: string, name: string): number {
  const found = new RegExp(`^const ${name} = ([\\d_]+);`, "m").exec(sourceText(path));
  assert.ok(found, `${name} is not in ${path}`);
  return Number(found[1]!.replaceAll("_", ""));
}

const python = finals("src/amana/wire/limits.py");
/** What the pages call otherwise, or put together from two. */
const OTHERWISE: Readonly<Record<string, number>> = {
  MAX_DIRECTORY: python.get("MAX_DOCUMENT")!,
  POLL: 2 * (python.get("RECORD_FRAME")! + python.get("SLOT")!),
};

for (const [name, value] of Object.entries(limits)) {
  test(`${name} is the same on both sides`, () => {
    assert.equal(value, OTHERWISE[name] ?? python.get(name));
  });
}

test("limits that stand beside their use are the same, too", () => {
  for (const name of ["LIST_DAYS", "CLOCK_DAYS", "REPLY_GRACE_DAYS"]) {
    assert.equal(constant("client/src/seal/directory.ts", name), python.get(name), name);
  }
  assert.equal(constant("client/src/seal/certificates.ts", "CERTIFIER_DAYS"), python.get("CERTIFIER_DAYS"));
  assert.equal(constant("client/src/wire/encoding.ts", "MAX_DEPTH"), python.get("MAX_JSON_DEPTH"));
  assert.equal(Number.MAX_SAFE_INTEGER, python.get("MAX_INTEGER"));
});

test("a receipt is stretched and spelt with the same numbers", () => {
  const receipt = finals("src/amana/seal/receipt.py");
  const { MEMORY, PASSES, LANES } = stretching;
  assert.deepEqual([MEMORY, PASSES, LANES], ["_MEMORY_KIB", "_PASSES", "_LANES"].map((name) => receipt.get(name)));
  assert.deepEqual([WORDS, LIST_LENGTH], ["WORDS_A_RECEIPT", "LIST_LENGTH"].map((name) => receipt.get(name)));
});

/** A row of the table that holds many periods in a sentence. */
const PERIODS = "KEPT";

test("the protocol's table says the same", () => {
  const table = sourceText("docs/protocol.md").split("\n## 12.")[1]!;
  const rows = [...table.matchAll(/^\| ([A-Z_, ]+) \| (\d+(?:,\d{3})*(?:, \d+(?:,\d{3})*)?)/gm)];
  assert.ok(rows.length > 8);
  for (const [, names, values] of rows) {
    if (names === PERIODS) continue;
    const numbers = values!.split(", ").map((value) => Number(value.replaceAll(",", "")));
    names!.split(", ").forEach((name, at) => assert.equal(python.get(name), numbers[at], name));
  }
});
