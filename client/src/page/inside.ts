/** Pages opened inside another app, or through a browser that fetches them elsewhere: she is told how to come out, and why. */

/** Facebook, Messenger, Instagram, Snapchat, TikTok and Telegram name themselves when they show a page inside. */
const APPS = /\bFB(AN|AV|_IAB)|Instagram|Snapchat|musical_ly|TikTok|Bytedance|BytedanceWebview|Telegram/i;
/** Opera Mini, and the data saving of Opera for phones, fetch through their maker's computers. */
const SAVERS = /Opera Mini|OPiOS/i;

/** Which of the two sentences she needs, if any. */
export function where(agent: string, telegram = "TelegramWebview" in globalThis || "TelegramWebviewProxy" in globalThis): "inside" | "saver" | null {
  if (APPS.test(agent) || telegram) return "inside";
  return SAVERS.test(agent) ? "saver" : null;
}

/** Says it above everything else on the page. */
export function tellWhere(): void {
  const sentence = document.body.dataset[where(navigator.userAgent) ?? ""];
  if (!sentence) return;
  const told = document.createElement("p");
  told.className = "attention";
  told.textContent = sentence;
  document.getElementById("main")?.prepend(told);
}
