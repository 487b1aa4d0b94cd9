/** The phone's own way back, in browsers that let a page answer it (https://html.spec.whatwg.org/#closewatcher). */

interface Watcher {
  onclose: () => void;
  destroy(): void;
}

let watcher: Watcher | null = null;

/**
 * No screen has an entry in the history (P3), so the phone's way back would leave with everything she wrote. Where the browser
 * asks first, `back` is what it does; null: there is nothing to go back to. The bar below still leaves at once.
 */
export function watchBack(back: (() => void) | null): void {
  const { CloseWatcher } = globalThis as { CloseWatcher?: new () => Watcher };
  watcher?.destroy();
  watcher = CloseWatcher && back ? new CloseWatcher() : null;
  if (watcher && back) watcher.onclose = back;
}
