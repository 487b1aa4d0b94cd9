/** "I would rather speak": start, stop, listen, discard. */
import { blobAddress, onLeave } from "../exit/leave";
import { h, type Child } from "../page/dom";
import { local } from "../page/digits";
import type { Page, Screen } from "../page/page";
import { attention, button, heading, mainButton, soft } from "../page/parts";
import { said } from "./draft";
import { canRecord, record, type Running } from "./recording";

let running: Running | null = null;
let heard: { url: string; release(): void } | null = null;

onLeave(() => (running = heard = null));

export function voiceScreen(next: Screen): Screen {
  const screen: Screen = (page) => [heading(page.t("voice.title")), soft(page.t("voice.hint")), ...state(page, screen, next)];
  return screen;
}

function state(page: Page, screen: Screen, next: Screen): Child[] {
  if (!canRecord()) return [attention(page.t("voice.missing"))];
  if (running) return [clock(page, running, screen), mainButton(page.t("voice.stop"), () => void stop(page))];
  if (!said.voice) return [mainButton(page.t("voice.start"), () => void start(page))];
  heard ??= blobAddress(said.voice.blob);
  return [
    h("audio", { controls: true, src: heard.url, "aria-label": page.t("voice.listen") }),
    mainButton(page.t("voice.keep"), () => page.go(next)),
    h("div", { class: "pair" },
      button(page.t("voice.again"), () => (discard(), void start(page))),
      button(page.t("voice.discard"), () => (discard(), page.redraw()))),
  ];
}

async function start(page: Page): Promise<void> {
  try {
    running = await record();
    page.redraw();
  } catch {
    page.redraw();
    page.tell("voice.denied");
  }
}

async function stop(page: Page): Promise<void> {
  const ended = running;
  running = null;
  if (ended) said.voice = await ended.stop();
  page.redraw();
}

function discard(): void {
  heard?.release();
  heard = said.voice = null;
}

/** Minutes and seconds, told to the eye only. Going to another screen ends the recording. */
function clock(page: Page, now: Running, screen: Screen): HTMLElement {
  const place = h("p", { class: "note" });
  const show = (): void => {
    const seconds = Math.floor((Date.now() - now.since) / 1000);
    const time = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    place.textContent = page.t("voice.running", { time: local(time, page.speech.digits) });
  };
  const timer = setInterval(() => {
    if (running === now && page.shows(screen)) return show();
    clearInterval(timer);
    if (running === now) void stop(page);
  }, 500);
  show();
  return place;
}
