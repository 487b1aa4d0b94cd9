/** What the pages leave out of their libraries leaves what they use whole: the cctv-age vectors, with and without the browser's curves. */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { sha256 } from "@noble/hashes/sha2.js";
import { cctvVectors } from "./cctv";
import { hex } from "./vectors";

type Opener = (file: Uint8Array, identity: string) => Promise<Uint8Array>;

const client = fileURLToPath(new URL("..", import.meta.url));
const { build } = createRequire(join(client, "x.js"))("esbuild") as { build(options: object): Promise<unknown> };
const plugins = (await import(pathToFileURL(join(client, "left-out.mjs")).href)) as { leftOut: object; curvesLater(file: string): object };
const folder = mkdtempSync(join(tmpdir(), "build-"));
after(() => rmSync(folder, { recursive: true }));

const options = { absWorkingDir: client, bundle: true, minify: true, format: "esm", logLevel: "silent" };
await build({ ...options, entryPoints: ["src/seal/curves-script.ts"], outfile: join(folder, "curves.mjs"), plugins: [plugins.leftOut] });
await build({ ...options, entryPoints: ["src/seal/open.ts"], outfile: join(folder, "open.mjs"), plugins: [plugins.curvesLater("curves.mjs"), plugins.leftOut] });
const { openAge } = (await import(pathToFileURL(join(folder, "open.mjs")).href)) as { openAge: Opener };

async function everyVectorHolds(): Promise<void> {
  for (const { name, file, identity, payload } of cctvVectors()) {
    if (payload === null) await assert.rejects(openAge(file, identity), name);
    else assert.equal(hex(sha256(await openAge(file, identity))), payload, name);
  }
}

test("with the browser's own X25519", everyVectorHolds);

test("with the curve in plain script, where the browser has none", async () => {
  const native = crypto.subtle.importKey;
  crypto.subtle.importKey = () => Promise.reject(new DOMException("none", "NotSupportedError"));
  try {
    await everyVectorHolds();
  } finally {
    crypto.subtle.importKey = native;
  }
});

test("other kinds of recipient cannot be used", async () => {
  const identity = "AGE-SECRET-KEY-PQ-1" + "Q".repeat(58);
  await assert.rejects(openAge(cctvVectors().find(({ payload }) => payload !== null)!.file, identity));
});
