/** The three jobs that would freeze the page, each in a worker that is ended, with its memory, when it is done. */
import { Refusal } from "../refusal";
import { TooBig, Unreadable, type SealedFile, type SealedPart, type SealFile } from "../seal/file";
import type { Stretch } from "../seal/keys";

export interface Workers {
  /** Argon2id of a receipt (protocol §2). */
  readonly stretch: Stretch;
  /** The number that proves the work of `challenge` for a payload of this digest (protocol §8). */
  solve(challenge: Uint8Array, digest: Uint8Array): Promise<number>;
  /** Seals one file to one recipient, part by part; nothing is sealed before it is asked for. */
  seal(file: Blob, recipient: string): SealFile;
}

/** A worker could not start or stopped: mostly too little memory. Nothing is lost; close other pages and try again. */
export class WorkerStopped extends Refusal {
  readonly code = "worker-stopped";
}

/** File names that `build.mjs` puts in: hashed, beside the page's own script. */
declare const WORKER_FILES: { readonly stretch: string; readonly stretchPlain: string; readonly work: string; readonly file: string };

interface Policy {
  createScriptURL(url: string): string;
}

/** Workers of the browser. Call once a page: the Trusted Types policy `amana` exists once, and lets only our files through. */
export function browserWorkers(): Workers {
  const policy = policyFor(Object.values(WORKER_FILES).map(addressOf));
  const start = (file: string): Worker => started(() => new Worker(policy.createScriptURL(addressOf(file))));
  return {
    stretch: async (password, salt) => {
      const question = { password, salt };
      const quick = typeof WebAssembly === "object" ? await once<Uint8Array | null>(start(WORKER_FILES.stretch), question).catch(none) : null;
      return quick ?? once(start(WORKER_FILES.stretchPlain), question);
    },
    solve: (challenge, digest) => once(start(WORKER_FILES.work), { challenge, digest }),
    seal: (file, recipient) => sealIn(start(WORKER_FILES.file), file, recipient),
  };
}

/** What failed by WebAssembly is done again in plain script. */
const none = (): null => null;

/** @throws {@link WorkerStopped} where the browser allows no worker. */
function started(start: () => Worker): Worker {
  try {
    return start();
  } catch {
    throw new WorkerStopped();
  }
}

function addressOf(file: string): string {
  return new URL(file, import.meta.url).href;
}

function policyFor(ours: readonly string[]): Policy {
  const createScriptURL = (url: string): string => {
    if (!ours.includes(url)) throw new WorkerStopped();
    return url;
  };
  const { trustedTypes } = globalThis as { trustedTypes?: { createPolicy(name: string, rules: Policy): Policy } };
  return trustedTypes?.createPolicy("amana", { createScriptURL }) ?? { createScriptURL };
}

async function once<T>(worker: Worker, question: object): Promise<T> {
  try {
    return await ask<T>(worker, question);
  } finally {
    worker.terminate();
  }
}

function ask<T>(worker: Worker, question: object | null): Promise<T> {
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<T>) => resolve(data);
    worker.onerror = worker.onmessageerror = () => reject(new WorkerStopped());
    worker.postMessage(question);
  });
}

/** What the worker answers: the next part, the summary, or the code of what went wrong. */
type Step = { readonly done: false; readonly value: SealedPart } | { readonly done: true; readonly value: SealedFile } | { readonly failed: string };

async function* sealIn(worker: Worker, file: Blob, recipient: string): SealFile {
  try {
    for (let question: object | null = { file, recipient }; ; question = null) {
      const step: Step = await ask(worker, question);
      if ("failed" in step) throw step.failed === "file-too-big" ? new TooBig() : new Unreadable();
      if (step.done) return step.value;
      yield step.value;
    }
  } finally {
    worker.terminate();
  }
}
