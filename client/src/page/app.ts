/** Opens what she asked for on the first page, at the same address (P3). */
import { comeBackScreen } from "../mailbox/enter";
import { tellScreen } from "../report/order";
import { home } from "./home";
import { Page } from "./page";
import { fetchSpeech } from "./texts";

export interface Start {
  readonly to: "home" | "tell" | "return";
  readonly language: string;
}

export async function open({ to, language }: Start): Promise<void> {
  const page = new Page(await fetchSpeech(language));
  const ways = { tell: tellScreen, comeBack: comeBackScreen };
  page.go(home(ways));
  if (to !== "home") page.go(to === "tell" ? ways.tell : ways.comeBack);
}
