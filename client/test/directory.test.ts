/** What the page believes of a directory, and the one sentence for each thing that it refuses. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Instance } from "../src/instance";
import { readDirectory } from "../src/seal/directory";
import * as refusals from "../src/seal/directory-refusals";
import { NobodyLeft, recipientsFor, recoveryFor } from "../src/seal/recipients";
import { utf8 } from "../src/wire/bytes";
import { bytes, vectors } from "./vectors";

interface DirectoryVectors {
  roots: string[];
  demo_roots: string[];
  desk: string;
  good: { holders: string[]; leads: string[]; reply_keys: string[]; stanzas: number; recovery_without: Record<string, "A" | "B"> };
  cases: { name: string; expected: string; today: string; built: string; live: boolean; floor: number; seen: number; without_holder: string | null; document: string }[];
}
const { roots, demo_roots, desk: id, good, cases } = vectors<DirectoryVectors>("directory.json");

function read({ document, today, built, live, floor, seen }: DirectoryVectors["cases"][number]) {
  const instance: Instance = { roots: roots.map(bytes), demoRoots: demo_roots.map(bytes), salt: new Uint8Array(32), floor: { [id]: floor }, built, relay: "https://relay.example", live };
  return readDirectory(utf8(document), instance, new Map([[id, seen]]), new Date(today + "T12:00:00Z"));
}

for (const each of cases) {
  test(`directory: ${each.name} → ${each.expected}`, async () => {
    if (each.expected !== "holds") {
      const Expected = refusals[each.expected as "Older"];
      assert.ok(Expected, each.expected);
      return assert.rejects(read(each), Expected);
    }
    const { desks, refused } = await read(each);
    assert.equal(refused.length, 0);
    const desk = desks[0]!;
    assert.equal(desk.stanzas, good.stanzas);
    const expected = each.without_holder === null ? good.holders.length : good.holders.length - 1;
    assert.equal(desk.holders.length, expected);
  });
}

test("every refusal has a sentence of its own", () => {
  const classes = Object.values(refusals).filter((each) => each !== refusals.DirectoryRefusal) as (new () => refusals.DirectoryRefusal)[];
  assert.equal(new Set(classes.map((Each) => new Each().code)).size, classes.length);
});

test("a follow-up reaches those she chose who are still certified, and no others", async () => {
  const desk = (await read(cases[0]!)).desks[0]!;
  const people = desk.holders.map(({ person }) => person);
  const leads = desk.holders.filter(({ role }) => role === "lead");
  const choice = { chosen: people.slice(0, 3), excluded: [people[1]!], recovery: "A", card: false } as const;
  const to = recipientsFor(desk, choice, null);
  assert.deepEqual(to.readers, [desk.holders[0]!.recipient, desk.holders[2]!.recipient]);
  assert.equal(to.recovery, desk.recovery.A!.recipient);
  assert.deepEqual(recipientsFor(desk, { ...choice, chosen: people, excluded: [], card: true }, null).readers, leads.map(({ recipient }) => recipient));
  assert.deepEqual(recipientsFor(desk, choice, "age1case").readers, ["age1case"]);
  assert.throws(() => recipientsFor(desk, { ...choice, excluded: people }, null), NobodyLeft);
  assert.throws(() => recipientsFor(desk, { ...choice, chosen: [] }, "age1case"), NobodyLeft);
  for (const [person, set] of Object.entries(good.recovery_without)) assert.equal(recoveryFor(desk, [person]), set, person);
});
