/** The order of her report: danger, age, story, questions, limits, whom, files, sending, receipt. */
import type { Screen } from "../page/page";
import { heading, mainButton, soft } from "../page/parts";
import { said } from "./draft";
import { filesScreen } from "./files-screen";
import { ageScreen, dangerScreen, minorScreen } from "./first";
import { limitsScreen } from "./limits";
import { questionScreens } from "./question";
import { receiptScreen } from "./receipt";
import { sendingScreen } from "./sending";
import { storyScreen } from "./story";
import { whomScreen } from "./whom";

const sending: Screen = sendingScreen(receiptScreen, () => whomScreen(afterWhom));

/** Files are asked for only from someone who said that she is 18 or older (P10). */
const afterWhom: Screen = (page) => (said.age === "adult" ? filesScreen(sending) : confirmScreen)(page);

const confirmScreen: Screen = (page) => {
  const send = (): void => page.startAt(sending);
  return [heading(page.t("files.send")), soft(page.t("sending.wait")), mainButton(page.t("files.send"), send)];
};

const story = storyScreen(questionScreens(limitsScreen(whomScreen(afterWhom))));

/** Under 18 has words of its own first, then the same questions without voice and files. */
export const tellScreen: Screen = dangerScreen(ageScreen((age) => {
  if (age !== "minor") return story;
  said.voice = null;
  said.files.length = 0;
  return minorScreen(story);
}));
