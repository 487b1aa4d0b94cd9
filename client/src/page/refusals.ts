/** The sentence for each refusal: what happened, what is safe, what to do. */
import { Refusal } from "../refusal";

const SENTENCES: Readonly<Record<string, string>> = {
  "unreachable": "directory.unreachable",
  "directory-expired": "directory.expired",
  "clock-behind": "directory.clock",
  "relay-full": "sending.full",
  "nobody-left": "whom.nobody",
  "no-recovery": "whom.nobody",
  "mistyped-receipt": "return.wrong",
  "worker-stopped": "page.worker",
};

/** The key of the sentence for whatever was thrown while asking who is there. */
export function whyNot(error: unknown): string {
  if (!(error instanceof Refusal)) return "directory.unreachable";
  return SENTENCES[error.code] ?? "directory.refused";
}

/** The key of the sentence for whatever was thrown while opening her letterbox. */
export function whyNotOpened(error: unknown): string {
  const key = whyNot(error);
  return key === "directory.unreachable" ? "box.unreachable" : key;
}

/** The key of the sentence for whatever was thrown while sending. */
export function whyNotSent(error: unknown): string {
  if (!(error instanceof Refusal) || error.code === "unreachable") return "sending.failed";
  return SENTENCES[error.code] ?? "sending.stopped";
}
