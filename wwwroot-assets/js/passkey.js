// Passkeys: in with what the phone knows already. The one script of the pages for families; where the browser cannot, its part stays hidden.
const parts = [...document.querySelectorAll("[data-passkey]")];

const send = (path, form, credential) => {
  const body = new FormData();
  body.set("__RequestVerificationToken", form.querySelector("[name=__RequestVerificationToken]").value);
  if (credential) body.set("credential", JSON.stringify(credential));
  return fetch(path, { method: "POST", body, credentials: "same-origin" });
};

const json = async answer => { if (!answer.ok) throw new Error(answer.status); return answer.json(); };

const ways = {
  async new(form) {
    const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(await json(await send("/family/passkey/make", form)));
    return send("/family/passkey/new", form, await navigator.credentials.create({ publicKey }));
  },
  async enter(form) {
    const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(await json(await send("/family/passkey/ask", form)));
    return send("/family/passkey/enter", form, await navigator.credentials.get({ publicKey }));
  },
};

const can = typeof PublicKeyCredential !== "undefined" && "parseRequestOptionsFromJSON" in PublicKeyCredential;

for (const part of can ? parts : []) {
  const form = part.querySelector("form");
  const error = part.querySelector(".error");
  part.hidden = false;
  form.addEventListener("submit", async event => {
    event.preventDefault();
    error.hidden = true;
    try {
      const answer = await ways[part.dataset.passkey](form);
      if (!answer.ok) throw new Error(answer.status);
      location.assign(part.dataset.to);
    } catch {
      error.textContent = part.dataset.failed;
      error.hidden = false;
    }
  });
}
