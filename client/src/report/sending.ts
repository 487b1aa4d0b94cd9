/** Seals and sends; the receipt is shown only when mailbox and words are both acknowledged. Files follow behind it. */
import { onLeave } from "../exit/leave";
import { report, type Draft, type Outgoing } from "../network/conversation";
import type { Setting } from "../network/setting";
import { h, type Child } from "../page/dom";
import { wordList } from "../page/installation";
import type { Page, Screen } from "../page/page";
import { attention, heading, mainButton, note, plainButton } from "../page/parts";
import { Standing } from "../page/progress";
import { whyNotSent } from "../page/refusals";
import type { Answers } from "../wire/messages";
import type { Indices } from "../seal/receipt";
import { excludedAt, filterCodes, offer } from "./choice";
import { forget, said } from "./draft";
import { attachments } from "./files";
import { cardNames } from "./limits";
import { theSetting } from "./whom";

/** What is known of the report under way. */
interface Job {
  outgoing: Outgoing | null;
  readonly standing: Standing;
  failure: string | null;
  busy: boolean;
  files: "none" | "going" | "arrived" | "partly" | "failed";
  /** What the present screen shows of the files; filled anew in place, so that a pad half used stays as it is. */
  strip: HTMLElement | null;
  /** She has seen the last screen. */
  over: boolean;
  answers: Readonly<Record<string, string>> | null;
}

const job: Job = { outgoing: null, standing: new Standing(), failure: null, busy: false, files: "none", strip: null, over: false, answers: null };
onLeave(() => job.outgoing?.wipe());

/** `whom` is where she goes back to while nothing was sealed yet and nobody she chose is there any more. */
export function sendingScreen(next: Screen, whom: () => Screen): Screen {
  const screen: Screen = (page) => {
    if (!job.busy && !job.failure) void send(page, screen, next);
    const retry = (): void => {
      job.failure = null;
      page.redraw();
    };
    const chooseAgain = (): void => {
      job.failure = null;
      page.startAt(whom());
    };
    return [
      heading(page.t("sending.title")),
      ...(job.failure ? [attention(page.t(job.failure)), mainButton(page.t("page.try_again"), retry)] : job.standing.parts(page)),
      job.failure && !job.outgoing ? plainButton(page.t("whom.title"), chooseAgain) : null,
    ];
  };
  return screen;
}

async function send(page: Page, screen: Screen, next: Screen): Promise<void> {
  job.busy = true;
  try {
    const setting = await theSetting();
    await wordList(page.speech.code); // before anything is sent: without its words she could not note her receipt
    job.outgoing ??= report(await draft(page, setting), setting);
    await job.outgoing.send(job.standing.watch);
    if (said.files.length || said.voice) void sendFiles(page);
    page.startAt(next);
  } catch (error) {
    job.failure = whyNotSent(error);
    if (page.shows(screen)) page.redraw();
  } finally {
    job.busy = false;
  }
}

async function sendFiles(page: Page): Promise<void> {
  job.files = "going";
  showFiles(page);
  try {
    job.files = (await job.outgoing?.sendFiles(job.standing.watch)) ? "partly" : "arrived";
  } catch {
    job.files = "failed";
  }
  showFiles(page);
  if (job.over) letGo();
}

async function draft(page: Page, { directory }: Setting): Promise<Draft> {
  const desk = directory.desks.find(({ id }) => id === said.desk);
  if (!desk) throw new TypeError("no desk is chosen");
  job.answers = desk.statement.answersWithin;
  const voice = said.voice ? [{ blob: said.voice.blob, name: "voice", type: said.voice.type, role: "voice" as const }] : [];
  return {
    desk: desk.id,
    lang: page.speech.code,
    words: said.words,
    age: said.age,
    answers: plain(said.answers),
    plan: said.plan,
    chosen: [...new Set(offer(desk, said.limits).left.map(({ person }) => person))],
    excluded: excludedAt(desk, said.limits),
    filters: filterCodes(said.limits),
    leadsOnly: said.limits.fear,
    card: said.limits.fear ? cardNames(said.card) : null,
    files: [...voice, ...(await attachments(said.files))],
  };
}

function plain(answers: ReadonlyMap<string, string | ReadonlySet<string>>): Answers {
  return Object.fromEntries([...answers].map(([name, answer]) => [name, typeof answer === "string" ? answer : [...answer]]));
}

/** The receipt of what has been sent. */
export function theReceipt(): Indices {
  return job.outgoing?.receipt ?? [];
}

/** A strip about the files that are still on their way; nothing when there are none. */
export function filesStrip(page: Page): HTMLElement | null {
  if (job.files === "none") return null;
  job.strip = h("div", { class: "stack", "aria-live": "polite" });
  showFiles(page);
  return job.strip;
}

function showFiles(page: Page): void {
  job.strip?.replaceChildren(...aboutFiles(page).filter((part): part is Node => part instanceof Node));
}

function aboutFiles(page: Page): Child[] {
  if (job.files === "going") return job.standing.parts(page);
  if (job.files === "arrived") return [note(page.t("sending.files_done"))];
  if (job.files === "partly") return [attention(page.t("sending.files_partly"))];
  return [attention(page.t("sending.files_failed")), mainButton(page.t("page.try_again"), () => void sendFiles(page))];
}

/** When they usually answer, in their own words. */
export function answersWithin(page: Page): string {
  return job.answers ? page.of(job.answers) : "";
}

/** Forgets what was sent, keys and words, when nothing of it is still on its way. */
export function letGo(): void {
  job.over = true;
  if (job.files === "going" || job.files === "failed") return;
  job.outgoing?.wipe();
  job.outgoing = null;
  forget();
}
