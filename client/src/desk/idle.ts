/** The idle lock, seen from the page: hands on the keyboard keep the session awake, and an abandoned page does not stay readable. */

const TELL_EVERY = 60_000; // ms
const LOOK_EVERY = 5_000;

export function watchIdle(): void {
  const { idleMinutes, locked, awake } = document.body.dataset;
  if (idleMinutes === undefined || locked === undefined || awake === undefined) return;
  const limit = Number(idleMinutes) * 60_000;
  let touched = Date.now();
  let told = touched;

  const touch = (): void => {
    if (Date.now() - touched > limit) return leave(locked);
    touched = Date.now();
    if (touched - told < TELL_EVERY) return;
    told = touched;
    tell(awake, locked);
  };
  for (const kind of ["keydown", "pointerdown", "input"]) addEventListener(kind, touch, { passive: true });
  const look = (): void => {
    if (Date.now() - touched > limit) leave(locked);
  };
  setInterval(look, LOOK_EVERY);
  document.addEventListener("visibilitychange", look);
}

function leave(locked: string): void {
  document.body.replaceChildren();
  location.replace(locked);
}

function tell(awake: string, locked: string): void {
  const token = document.querySelector<HTMLInputElement>('input[name="csrfmiddlewaretoken"]')?.value ?? "";
  void fetch(awake, { method: "POST", headers: { "X-CSRFToken": token }, redirect: "manual" }).then(
    (answer) => {
      if (answer.type === "opaqueredirect") leave(locked);
    },
    () => undefined, // the desk is out of reach for a moment: the page stays as it is
  );
}
