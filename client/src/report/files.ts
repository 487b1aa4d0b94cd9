/** Files that she adds: several, up to 1 GiB each; media inside a saved chat stays out unless she ticks it (P10). */
import { h, type Child } from "../page/dom";
import type { Page } from "../page/page";
import { soft, tick, note } from "../page/parts";
import { local } from "../page/digits";
import type { Attachment } from "../network/setting";
import { MAX_FILE, MAX_UPLOADS } from "../wire/limits";
import { looksLikeZip, readZip, type Zip } from "./zip";

/** One file on her list; `zip` when it is a saved chat or another archive. */
export interface Chosen {
  readonly file: File;
  readonly zip: Zip | null;
  withMedia: boolean;
}

/** Type of what is not known; never taken from the name. */
const UNKNOWN_TYPE = "application/octet-stream";

/** The list with a way to add and to remove. `room` is how many still fit. */
export function fileList(page: Page, files: Chosen[], room = MAX_UPLOADS): Child[] {
  const input = h("input", { type: "file", id: "files", multiple: true, autocomplete: "off", onchange: () => void add(page, files, room, input) });
  return [
    soft(page.t("files.hint")),
    note(page.t("files.leave_out")),
    h("div", {}, ...files.map((chosen) => fileRow(page, files, chosen))),
    h("label", { class: "picker" }, input, h("span", { class: "choice" }, page.t("files.add"))),
  ];
}

function fileRow(page: Page, files: Chosen[], chosen: Chosen): HTMLElement {
  const { file, zip } = chosen;
  const remove = (): void => {
    files.splice(files.indexOf(chosen), 1);
    page.redraw();
  };
  const media = zip?.media
    ? tick(`media-${files.indexOf(chosen)}`, { code: "in", label: page.t("files.media", { count: zip.media }), hint: page.t("files.media_hint") }, chosen.withMedia, (on) => (chosen.withMedia = on))
    : null;
  return h("div", { class: "file" },
    h("p", {}, h("bdi", {}, file.name), " ", h("span", { class: "soft" }, size(page, file.size))),
    media,
    h("button", { type: "button", onclick: remove }, page.t("files.remove", { name: file.name })));
}

async function add(page: Page, files: Chosen[], room: number, input: HTMLInputElement): Promise<void> {
  const wrong: [string, Record<string, string | number>][] = [];
  for (const file of input.files ?? []) {
    if (files.length >= room) wrong.push(["files.many", { count: room }]);
    else if (file.size > MAX_FILE) wrong.push(["files.large", { name: file.name }]);
    else await take(file, files).catch(() => wrong.push(["files.broken", { name: file.name }]));
  }
  input.value = "";
  page.redraw();
  const first = wrong[0];
  if (first) page.tell(...first);
}

async function take(file: File, files: Chosen[]): Promise<void> {
  const zip = looksLikeZip(file.name, file.type) ? await readZip(file) : null;
  files.push({ file, zip, withMedia: false });
}

/** The files as they are sent: archives without their media unless she ticked them, and how many were left out. */
export async function attachments(files: readonly Chosen[]): Promise<Attachment[]> {
  return Promise.all(files.map(async ({ file, zip, withMedia }): Promise<Attachment> => {
    const base = { name: file.name, type: file.type || UNKNOWN_TYPE, role: "file" as const };
    if (!zip?.media || withMedia) return { ...base, blob: file };
    return { ...base, blob: await zip.withoutMedia(), mediaLeftOut: zip.media };
  }));
}

/** A size in the unit and digits that a person reads. */
export function size(page: Page, bytes: number): string {
  const [unit, by] = bytes < 1e6 ? ["kb", 1e3] : bytes < 1e9 ? ["mb", 1e6] : ["gb", 1e9];
  const amount = bytes / (by as number);
  const shown = (bytes && Math.max(amount, 1)).toFixed(unit === "kb" || amount >= 10 ? 0 : 1);
  // Not isolated each: inside a sentence the number and its unit are one run, in the direction of the unit's letters.
  return `${local(shown, page.speech.digits)} ${page.t(`files.${unit}`)}`;
}
