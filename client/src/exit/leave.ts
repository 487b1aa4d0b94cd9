/** Leaving at once (P3): the page is emptied, what it held in memory is let go, and this tab's entry is replaced. */

const wipers = new Set<() => void>();

/** Registers something that must be let go when she leaves: keys, words, blobs, a running microphone. Returns how to take it off. */
export function onLeave(wipe: () => void): () => void {
  wipers.add(wipe);
  return () => wipers.delete(wipe);
}

/** An address of a recording, for as long as she listens; it ends with the page at the latest. */
export function blobAddress(blob: Blob): { readonly url: string; release(): void } {
  const url = URL.createObjectURL(blob);
  const forget = onLeave(() => URL.revokeObjectURL(url));
  return { url, release: () => (URL.revokeObjectURL(url), forget(), undefined) };
}

/** Empties the page first, so that nothing is seen while the browser goes on. */
export function wipe(): void {
  document.body.replaceChildren();
  for (const letGo of wipers) letGo();
  wipers.clear();
}

/** Goes to the empty page, in place of this one: Back does not come here. */
export function leave(): void {
  wipe();
  location.replace("x.html");
}

/** Every link marked `#exit` leaves; so does three times Shift. A page that comes back out of the browser's memory is loaded anew, empty. */
export function watchExit(): void {
  let shifts: number[] = [];
  addEventListener("click", (event) => {
    if (!(event.target as Element).closest("#exit")) return;
    event.preventDefault();
    leave();
  }, true);
  addEventListener("keydown", ({ key, repeat, timeStamp }) => {
    if (repeat) return;
    shifts = key === "Shift" ? [...shifts.filter((at) => timeStamp - at < 2000), timeStamp] : [];
    if (shifts.length === 3) leave();
  });
  addEventListener("pagehide", wipe);
  addEventListener("pageshow", ({ persisted }) => persisted && location.reload());
}
