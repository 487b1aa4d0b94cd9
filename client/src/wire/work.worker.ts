/** Proves work in a worker, so that the page stays alive. */
import { solveWork } from "./work";

onmessage = ({ data }: MessageEvent<{ challenge: Uint8Array; digest: Uint8Array }>) => {
  postMessage(solveWork(data.challenge, data.digest));
};
