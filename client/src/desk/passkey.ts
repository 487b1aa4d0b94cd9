/** Passkeys as the second factor: the browser's answer travels in a hidden field of the form. */

type Json = Record<string, unknown>;

export function watchPasskeys(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>("form[data-passkey]")) watch(form);
}

function watch(form: HTMLFormElement): void {
  const field = form.querySelector<HTMLInputElement>('input[name="passkey"]');
  const failed = form.querySelector<HTMLElement>("[data-failed]");
  const offered = form.dataset["options"];
  if (field === null || offered === undefined || typeof PublicKeyCredential === "undefined") return;
  form.hidden = false;
  form.addEventListener("submit", (event) => {
    if (field.value !== "") return;
    event.preventDefault();
    if (failed) failed.hidden = true;
    ask(form.dataset["passkey"] === "add", JSON.parse(offered) as Json).then(
      (answer) => {
        field.value = JSON.stringify(answer);
        form.requestSubmit();
      },
      () => {
        if (failed) failed.hidden = false;
      },
    );
  });
}

async function ask(adding: boolean, options: Json): Promise<Json> {
  const found = adding
    ? await navigator.credentials.create({ publicKey: toCreate(options) })
    : await navigator.credentials.get({ publicKey: toUse(options) });
  if (!(found instanceof PublicKeyCredential)) throw new Error("no passkey");
  return written(found);
}

function toCreate(options: Json): PublicKeyCredentialCreationOptions {
  const user = options["user"] as Json;
  return {
    ...options,
    challenge: bytes(options["challenge"]),
    user: { ...user, id: bytes(user["id"]) },
    excludeCredentials: described(options["excludeCredentials"]),
  } as unknown as PublicKeyCredentialCreationOptions;
}

function toUse(options: Json): PublicKeyCredentialRequestOptions {
  return {
    ...options,
    challenge: bytes(options["challenge"]),
    allowCredentials: described(options["allowCredentials"]),
  } as unknown as PublicKeyCredentialRequestOptions;
}

function described(list: unknown): Json[] {
  return ((list ?? []) as Json[]).map((each) => ({ ...each, id: bytes(each["id"]) }));
}

function written(credential: PublicKeyCredential): Json {
  const { response } = credential;
  const answer: Json = { clientDataJSON: text(response.clientDataJSON) };
  if (response instanceof AuthenticatorAttestationResponse) {
    answer["attestationObject"] = text(response.attestationObject);
  } else if (response instanceof AuthenticatorAssertionResponse) {
    answer["authenticatorData"] = text(response.authenticatorData);
    answer["signature"] = text(response.signature);
    answer["userHandle"] = response.userHandle ? text(response.userHandle) : null;
  }
  return {
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    response: answer,
    clientExtensionResults: {},
  };
}

function bytes(b64u: unknown): Uint8Array<ArrayBuffer> {
  const plain = atob(String(b64u).replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
}

function text(buffer: ArrayBuffer): string {
  const plain = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(plain).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}
