/** Waiting on bad networks: longer and longer, never in step with others, and at once again when the network is back. */
import { Refusal } from "../refusal";

/** The relay cannot be reached for minutes. What was acknowledged is kept; the same step can be tried again. */
export class Unreachable extends Refusal {
  readonly code = "unreachable";
}

/** She stopped it, or left. What was acknowledged is kept. */
export class Stopped extends Refusal {
  readonly code = "stopped";
}

/** An attempt failed in a way that another may not: no network, or a relay that is starting or overloaded. */
export class Passing extends Error {}

const FIRST_DELAY = 500;
const LONGEST_DELAY = 30_000;
/** With the delays above: about five minutes while the browser believes that it is online. */
const ATTEMPTS = 14;

/**
 * Repeats `attempt` while it fails with {@link Passing}.
 *
 * @param waiting - told before each wait.
 * @throws {@link Unreachable} after the last attempt; {@link Stopped} when `signal` ends it; whatever else `attempt` throws.
 */
export async function patiently<T>(attempt: () => Promise<T>, waiting: () => void, signal?: AbortSignal): Promise<T> {
  for (let failed = 0; ; ) {
    if (signal?.aborted) throw new Stopped();
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof Passing)) throw error;
    }
    if (online() && ++failed === ATTEMPTS) throw new Unreachable();
    waiting();
    await pause(Math.min(LONGEST_DELAY, FIRST_DELAY * 2 ** failed) * (0.5 + Math.random() / 2), signal);
  }
}

/**
 * Resolves after `milliseconds`, or as soon as the browser says that the network is back.
 *
 * @throws {@link Stopped}
 */
export function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = (): void => end(() => reject(new Stopped()));
    const wake = (): void => end(resolve);
    const timer = setTimeout(wake, milliseconds);
    const end = (then: () => void): void => {
      clearTimeout(timer);
      globalThis.removeEventListener?.("online", wake);
      signal?.removeEventListener("abort", stop);
      then();
    };
    globalThis.addEventListener?.("online", wake);
    signal?.addEventListener("abort", stop);
    if (signal?.aborted) stop();
  });
}

function online(): boolean {
  return globalThis.navigator?.onLine !== false;
}
