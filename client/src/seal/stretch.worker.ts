/** Runs Argon2id once in a worker, which the page then ends together with its memory. */
import { stretch } from "./stretch";

onmessage = async ({ data }: MessageEvent<{ password: Uint8Array; salt: Uint8Array }>) => {
  postMessage(await stretch(data.password, data.salt));
};
