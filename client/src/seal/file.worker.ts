/** Seals one file in a worker. The page asks for each part, so that no more is sealed than can be sent. */
import { sha256 } from "@noble/hashes/sha2.js";
import { createSHA256 } from "hash-wasm";
import { sealFile, type Hasher, type SealFile } from "./file";

let sealing: SealFile | null = null;

onmessage = async ({ data }: MessageEvent<{ file: Blob; recipient: string } | null>) => {
  try {
    if (data !== null) sealing = sealFile(data.file, data.recipient, await streamingSha256());
    const step = await sealing!.next();
    postMessage(step, { transfer: step.done ? [] : [step.value.bytes.buffer] });
  } catch (error) {
    postMessage({ failed: (error as { code?: string }).code ?? "file-unreadable" });
  }
};

/** By WebAssembly; where there is none in plain script, slower. */
async function streamingSha256(): Promise<Hasher> {
  try {
    const hash = await createSHA256();
    return { update: (bytes) => hash.update(bytes), digest: () => hash.digest("binary") };
  } catch {
    return sha256.create();
  }
}
