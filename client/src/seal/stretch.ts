/** Argon2id (RFC 9106) of a receipt, by WebAssembly; its script needs `'wasm-unsafe-eval'`. */
import { argon2id } from "hash-wasm";
import { LANES, LENGTH, MEMORY, PASSES } from "./stretch-parameters";

/** 32 bytes of `password` and `salt`. */
export function stretch(password: Uint8Array, salt: Uint8Array): Promise<Uint8Array> {
  return argon2id({ password, salt, memorySize: MEMORY, iterations: PASSES, parallelism: LANES, hashLength: LENGTH, outputType: "binary" });
}
