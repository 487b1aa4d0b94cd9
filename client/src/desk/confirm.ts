/** A form with `data-confirm` says in one sentence what will happen, and waits for a yes. */

export function watchConfirmations(): void {
  const dialog = document.querySelector<HTMLDialogElement>("#confirm");
  const text = dialog?.querySelector("#confirm-text");
  if (!dialog || !text) return;
  const agreed = new WeakSet<HTMLFormElement>();
  // In the capturing phase: before htmx sees the event.
  document.addEventListener(
    "submit",
    (event) => {
      const form = event.target;
      if (!(form instanceof HTMLFormElement) || form.dataset["confirm"] === undefined) return;
      if (agreed.delete(form)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      const { submitter } = event;
      text.textContent = form.dataset["confirm"];
      dialog.returnValue = "no";
      dialog.addEventListener(
        "close",
        () => {
          if (dialog.returnValue !== "yes") return;
          agreed.add(form);
          form.requestSubmit(submitter);
        },
        { once: true },
      );
      dialog.showModal();
    },
    true,
  );
}
