/** Argon2id for browsers without WebAssembly (a phone in lockdown mode): the same bytes, several times slower. */
import { argon2id } from "@noble/hashes/argon2.js";
import { LANES, LENGTH, MEMORY, PASSES } from "./stretch-parameters";

onmessage = ({ data }: MessageEvent<{ password: Uint8Array; salt: Uint8Array }>) => {
  postMessage(argon2id(data.password, data.salt, { m: MEMORY, t: PASSES, p: LANES, dkLen: LENGTH }));
};
