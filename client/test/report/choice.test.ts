import assert from "node:assert/strict";
import { test } from "node:test";
import { excludedAt, filterCodes, offers } from "../../src/report/choice";
import type { Limits } from "../../src/report/draft";
import type { Desk, Directory, Holder, HolderRole } from "../../src/seal/directory";

const holder = (person: string, role: HolderRole, woman = true): Holder => ({ id: `id-${person}`, person, role, woman, label: { en: person }, recipient: `age1${person}` });
const recovery = (set: "A" | "B", person: string) => ({ set, recipient: `age1${set}`, holders: [{ person, organisation: "Synthetic" }] });

function desk(id: string, kind: "ngo" | "state", holders: readonly Holder[]): Desk {
  const statement = { kind, name: {}, mustReport: null, mustReportDated: null, tellsFamilies: {}, reads: {}, answersWithin: {}, languages: [], secondContact: {}, vouched: [], demo: true };
  return { id, serial: 1, issued: "2026-11-23", expires: "2026-11-30", statement, holders, recovery: { A: recovery("A", "lead1"), B: recovery("B", "outside") }, complaints: null, replyKeys: [], stanzas: 16 } as unknown as Desk;
}

const people = [holder("lead1", "lead"), holder("lead2", "lead", false), holder("intake", "intake"), holder("lawyer", "lawyer", false)];
const directory: Directory = { desks: [desk("one", "ngo", people), desk("two", "state", [holder("man", "intake", false)])], refused: [] };
const limits = (more: Partial<Limits> = {}): Limits => ({ women: false, official: false, fear: false, roles: new Set(), people: new Set(), ...more });

test("nobody is left out until she says so", () => {
  assert.deepEqual(offers(directory, limits()).map(({ desk: { id }, left }) => [id, left.length]), [["one", 4], ["two", 1]]);
});

test("women only leaves out men, and a desk where only men are", () => {
  const found = offers(directory, limits({ women: true }));
  assert.deepEqual(found.map(({ desk: { id } }) => id), ["one"]);
  assert.deepEqual(excludedAt(directory.desks[0]!, limits({ women: true })), ["lead2", "lawyer"]);
});

test("an official removes desks of the state", () => {
  assert.deepEqual(offers(directory, limits({ official: true })).map(({ desk: { id } }) => id), ["one"]);
});

test("with a conflict card the leads read first, and a desk without a lead is not offered", () => {
  const found = offers(directory, limits({ fear: true }));
  assert.deepEqual(found.map(({ first }) => first.map(({ person }) => person)), [["lead1", "lead2"]]);
  assert.deepEqual(offers(directory, limits({ fear: true, people: new Set(["lead1", "lead2"]) })), []);
});

test("a desk whose recovery would need somebody she left out is not offered", () => {
  const bare = { ...directory.desks[0]!, recovery: { A: recovery("A", "lead1") } };
  assert.deepEqual(offers({ desks: [bare], refused: [] }, limits({ people: new Set(["lead1"]) })), []);
  assert.equal(offers({ desks: [bare], refused: [] }, limits()).length, 1);
});

test("nobody left means no offer", () => {
  assert.deepEqual(offers(directory, limits({ people: new Set(["lead1", "lead2", "intake", "lawyer", "man"]) })), []);
});

test("her limits are named in codes", () => {
  assert.deepEqual(filterCodes(limits({ women: true, fear: true, roles: new Set<HolderRole>(["lawyer"]) })), ["women", "conflict", "without-lawyer"]);
});
