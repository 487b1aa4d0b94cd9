import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { looksLikeZip, readZip, UnreadableZip } from "../../src/report/zip";

/** Python's zipfile writes and reads: an implementation that is not ours. `streamed` gives entries with data descriptors. */
function python(script: string, ...args: string[]): string {
  return execFileSync("python3", ["-c", script, ...args], { encoding: "utf8" });
}

const WRITE = `
import sys, zipfile, io
class Pipe(io.RawIOBase):
    def __init__(self, f): self.f = f
    def writable(self): return True
    def write(self, b): return self.f.write(b)
with open(sys.argv[1], "wb") as f:
    with zipfile.ZipFile(Pipe(f) if sys.argv[2] == "streamed" else f, "w", zipfile.ZIP_DEFLATED) as z:
        z.writestr("chat.txt", "synthetic line\\n" * 500)
        z.writestr("IMG-1.jpg", b"SYNTHETIC-MEDIA-ONE" * 50, zipfile.ZIP_STORED)
        z.writestr("مقطع.OPUS", b"SYNTHETIC-MEDIA-TWO" * 50, zipfile.ZIP_STORED)
        z.writestr("inner.zip", b"SYNTHETIC-MEDIA-THREE" * 50, zipfile.ZIP_STORED)
        z.writestr("contact.vcf", "synthetic card")
`;
const READ = `
import sys, zipfile, json
z = zipfile.ZipFile(sys.argv[1])
print(json.dumps([z.testzip(), z.namelist(), z.read("chat.txt").decode()[:14]]))
`;

function archive(form: string): { blob: Blob; bytes: Buffer<ArrayBuffer>; folder: string } {
  const folder = mkdtempSync(join(tmpdir(), "zip-"));
  const file = join(folder, "a.zip");
  python(WRITE, file, form);
  const bytes = Buffer.from(new Uint8Array(readFileSync(file)));
  return { blob: new Blob([bytes]), bytes, folder };
}

for (const form of ["plain", "streamed"]) {
  test(`media is left out of a ${form} zip, and the rest stays whole`, async () => {
    const { blob, folder } = archive(form);
    const zip = await readZip(blob);
    assert.equal(zip.media, 3);
    const kept = Buffer.from(await (await zip.withoutMedia()).arrayBuffer());
    assert.ok(!kept.includes("SYNTHETIC-MEDIA"));
    const file = join(folder, "b.zip");
    writeFileSync(file, kept);
    assert.deepEqual(JSON.parse(python(READ, file)), [null, ["chat.txt", "contact.vcf"], "synthetic line"]);
    rmSync(folder, { recursive: true });
  });
}

test("what is no zip, or is cut anywhere, is refused and never half read", async () => {
  const { bytes, folder } = archive("plain");
  rmSync(folder, { recursive: true });
  await assert.rejects(readZip(new Blob(["not a zip"])), UnreadableZip);
  for (let cut = 1; cut < bytes.length; cut += 37) {
    await assert.rejects(readZip(new Blob([bytes.subarray(0, bytes.length - cut)])), UnreadableZip);
  }
});

test("a list that points outside the file is refused", async () => {
  const { bytes, folder } = archive("plain");
  rmSync(folder, { recursive: true });
  const end = bytes.lastIndexOf("PK\x05\x06", undefined, "latin1");
  bytes.writeUInt32LE(0xfffffff0, end + 16);
  await assert.rejects(readZip(new Blob([bytes])), UnreadableZip);
});

test("a saved chat is known by name or type", () => {
  assert.ok(looksLikeZip("chat.ZIP", ""));
  assert.ok(looksLikeZip("chat", "application/zip"));
  assert.ok(!looksLikeZip("chat.txt", "text/plain"));
});
