/** Opens what she asked for, at the same address (P3). */
import { complainScreen } from "../mailbox/complain";
import { comeBackScreen } from "../mailbox/enter";
import { said } from "../report/draft";
import { tellScreen } from "../report/order";
import { openGuidesIn } from "./guide-screen";
import { Page } from "./page";
import { fetchSpeech } from "./texts";

export interface Start {
  readonly to: "tell" | "return" | "complain";
  readonly language: string;
  /** Shows again what stood there before, in that language. */
  readonly home: (language: string) => void;
  /** What she wrote into her plan, by the id of each field (`guides/plan`), when she wants it in her report. */
  readonly plan?: Readonly<Record<string, string>>;
}

export async function open({ to, language, home, plan }: Start): Promise<void> {
  const page = new Page(await fetchSpeech(language), home);
  openGuidesIn(page);
  if (plan) said.plan = plan;
  page.go({ tell: tellScreen, return: comeBackScreen, complain: complainScreen((then) => then.leave()) }[to]);
}
