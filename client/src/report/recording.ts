/** Records her voice in the page; nothing leaves the memory of this tab before it is sealed. */
import { onLeave } from "../exit/leave";

export interface Recording {
  readonly blob: Blob;
  readonly type: string;
}

const TYPES = ["audio/webm;codecs=opus", "audio/mp4", "audio/ogg;codecs=opus"];
/** Speech is clear at this rate, and a quarter of an hour stays under 4 MB. */
const BITS_PER_SECOND = 32_000;

export function canRecord(): boolean {
  return typeof MediaRecorder === "function" && navigator.mediaDevices !== undefined;
}

/** A recording that is running. */
export interface Running {
  readonly since: number;
  stop(): Promise<Recording>;
  /** Ends it and keeps nothing. */
  drop(): void;
}

/** Asks the browser for the microphone. Rejects when it says no. */
export async function record(): Promise<Running> {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  const mimeType = TYPES.find((type) => MediaRecorder.isTypeSupported(type)) ?? "";
  const recorder = new MediaRecorder(stream, { mimeType, audioBitsPerSecond: BITS_PER_SECOND });
  const pieces: Blob[] = [];
  recorder.addEventListener("dataavailable", ({ data }) => pieces.push(data));
  const quiet = (): void => stream.getTracks().forEach((track) => track.stop());
  const forget = onLeave(quiet);
  const end = (): void => (quiet(), void forget());
  recorder.start();
  return {
    since: Date.now(),
    stop: () => new Promise((resolve) => {
      recorder.addEventListener("stop", () => resolve(kept(pieces, recorder.mimeType)));
      recorder.stop();
      end();
    }),
    drop: () => (recorder.stop(), end()),
  };
}

function kept(pieces: Blob[], mimeType: string): Recording {
  const type = mimeType.split(";")[0] ?? "audio/webm";
  return { blob: new Blob(pieces, { type }), type };
}
