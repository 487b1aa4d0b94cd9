/** A file whose sealing stops: before anything was sent it is sealed anew, afterwards it is listed as incomplete, and never as whole. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { Attachments } from "../src/network/attachments";
import { Unreachable } from "../src/network/patience";
import type { Relay } from "../src/network/relay";
import type { Setting } from "../src/network/setting";
import { WorkerStopped } from "../src/network/workers";
import { sealFile, Unreadable } from "../src/seal/file";
import { PART } from "../src/wire/limits";
import { sha256 } from "@noble/hashes/sha2.js";
import { workers } from "./relay-double";

const desk = new Uint8Array(8);
const content = new Blob([new Uint8Array(3 * PART)]);
const quiet = (): void => undefined;

/** Takes every part, but those that the line loses. */
function relay(lost: (part: number) => boolean = () => false): { relay: Relay; parts: number[] } {
  const parts: number[] = [];
  const double = {
    ticket: async () => new Uint8Array(68),
    part: async (_ticket: Uint8Array, index: number) => {
      if (lost(index)) throw new Unreachable();
      parts.push(index);
    },
    kept: async () => (index: number) => parts.includes(index),
    finish: async () => undefined,
  };
  return { relay: double as unknown as Relay, parts };
}

/** Seals as a worker does, and breaks off before the part `at` on the first try. */
function breaking(at: number, why: Error): Setting {
  let tries = 0;
  async function* seal(file: Blob, recipient: string): ReturnType<typeof sealFile> {
    const sealing = sealFile(file, recipient, sha256.create());
    const breaks = tries++ === 0;
    for (let step = await sealing.next(); ; step = await sealing.next()) {
      if (step.done) return step.value;
      if (breaks && step.value.index === at) throw why;
      yield step.value;
    }
  }
  return { workers: { ...workers, seal } } as unknown as Setting;
}

async function files(): Promise<Attachments> {
  return Attachments.of([{ blob: content, name: "synthetic.bin", type: "", role: "file" }]);
}

test("a worker that could not start is started again by the next try", async () => {
  const [all, setting, line] = [await files(), breaking(0, new WorkerStopped()), relay()];
  await assert.rejects(all.send(desk, line.relay, setting, quiet), WorkerStopped);
  const [arrived] = await all.send(desk, line.relay, setting, quiet);
  assert.equal(arrived!.complete, true);
  assert.deepEqual([...line.parts].sort(), [0, 1, 2, 3]);
});

for (const why of [new WorkerStopped(), new Unreadable()]) {
  test(`after some parts it is listed as incomplete: ${why.code}`, async () => {
    const [all, setting, line] = [await files(), breaking(2, why), relay()];
    const [arrived] = await all.send(desk, line.relay, setting, quiet);
    assert.deepEqual([arrived!.complete, arrived!.parts, line.parts.length], [false, 2, 2]);
  });
}

test("sealing that broke off does not pass for the end of the file when the line broke first", async () => {
  let down = true;
  const [all, setting] = [await files(), breaking(2, new Unreadable())];
  const line = relay((part) => part === 0 && down);
  await assert.rejects(all.send(desk, line.relay, setting, quiet), Unreachable);
  down = false;
  const [arrived] = await all.send(desk, line.relay, setting, quiet);
  assert.deepEqual([arrived!.complete, arrived!.parts], [false, 2]);
});
