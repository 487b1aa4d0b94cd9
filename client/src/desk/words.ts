/** Eight words are hidden while typed; a tick shows them, for whoever sits alone. */

export function watchWords(): void {
  for (const label of document.querySelectorAll<HTMLElement>("[data-shows]")) {
    const tick = label.querySelector("input");
    const field = document.querySelector<HTMLInputElement>(`input[name="${label.dataset["shows"]}"]`);
    if (tick === null || field === null) continue;
    label.hidden = false;
    tick.addEventListener("change", () => {
      field.type = tick.checked ? "text" : "password";
    });
  }
}
