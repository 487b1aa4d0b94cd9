/** Runs Argon2id once in a worker, which the page then ends together with its memory. Answers null where WebAssembly fails. */
import { stretch } from "./stretch";

onmessage = async ({ data }: MessageEvent<{ password: Uint8Array; salt: Uint8Array }>) => {
  // A rejected promise would reach nobody: the page hears of thrown errors alone.
  postMessage(await stretch(data.password, data.salt).catch(() => null));
};
