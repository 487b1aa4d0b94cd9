/** A form with `data-upload` tells how far its files are; without scripts it is sent as any form. */

const PART = 100;

export function watchUploads(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>("form[data-upload]")) {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      send(form);
    });
  }
}

function send(form: HTMLFormElement): void {
  const shown = form.querySelector<HTMLElement>("[data-progress]");
  const told = form.querySelector<HTMLElement>("[data-told]");
  const bar = form.querySelector("progress");
  const failed = form.querySelector<HTMLElement>("[data-failed]");
  const button = form.querySelector("button");
  const request = new XMLHttpRequest();
  const end = (): void => {
    if (failed) failed.hidden = false;
    if (shown) shown.hidden = true;
    if (button) button.disabled = false;
  };
  request.upload.addEventListener("progress", ({ loaded, total, lengthComputable }) => {
    if (!lengthComputable || !bar || !told) return;
    bar.value = Math.floor((loaded / total) * PART);
    told.textContent = `${told.dataset["sending"] ?? ""} ${megabytes(loaded)} / ${megabytes(total)} MB`;
  });
  request.addEventListener("load", () => {
    // A refusal is a whole page of the desk: it is shown as it came.
    if (request.status < PART * 4) location.replace(request.responseURL);
    else refused(request.responseText, end);
  });
  request.addEventListener("error", end);
  request.addEventListener("abort", end);
  if (failed) failed.hidden = true;
  if (shown) shown.hidden = false;
  if (button) button.disabled = true;
  request.open("POST", form.action);
  request.send(new FormData(form));
}

function refused(page: string, end: () => void): void {
  const sentence = new DOMParser().parseFromString(page, "text/html").querySelector("main");
  const here = document.querySelector("main");
  if (!sentence || !here) return end();
  here.replaceWith(document.adoptNode(sentence));
}

function megabytes(bytes: number): string {
  return (bytes / (1024 * 1024)).toFixed(1);
}
