/** The desk's script: keys, dialogs, passkeys, the idle lock. Every page works without it but for passkeys. */
import { watchConfirmations } from "./confirm.ts";
import { watchIdle } from "./idle.ts";
import { watchKeys } from "./keys.ts";
import { watchPalette } from "./palette.ts";
import { watchPasskeys } from "./passkey.ts";
import { watchUploads } from "./upload.ts";
import { watchWords } from "./words.ts";

const openPalette = watchPalette();
watchKeys(openPalette);
watchConfirmations();
watchPasskeys();
watchWords();
watchUploads();
watchIdle();

// A refusal is read out and shown first.
document.querySelector<HTMLElement>("[data-focus]")?.focus();

// A page kept by the browser for "back" may be of an ended session: ask again.
addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});
