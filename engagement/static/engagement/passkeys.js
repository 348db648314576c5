// Making and using passkeys. Every button for them is hidden until this module finds that the browser can do it here.

// A passkey belongs to a name: browsers make none for a site that is reached by a number.
const isNamed = !/^[\d.]+$|:/.test(location.hostname);

for (const form of document.querySelectorAll("form[data-passkey]")) {
  if (!window.PublicKeyCredential || !window.isSecureContext || !isNamed) continue;
  for (const hidden of document.querySelectorAll("[data-passkey-works]")) hidden.hidden = false;
  for (const shown of document.querySelectorAll("[data-passkey-missing]")) shown.hidden = true;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send(form).catch(() => fail());
  });
}

async function send(form) {
  for (const said of document.querySelectorAll("[data-passkey-failed]")) said.hidden = true;
  const { creation_options: make, request_options: use } = await optionsFor(form);
  const credential = make ? await navigator.credentials.create(made(make)) : await navigator.credentials.get(used(use));
  form.elements.credential.value = JSON.stringify(written(credential));
  form.submit();
}

async function optionsFor(form) {
  const onPage = document.getElementById("passkey_options");
  if (onPage && form.dataset.passkey !== "sign-in") return JSON.parse(onPage.textContent);
  const answer = await fetch(form.action, { headers: { Accept: "application/json" }, cache: "no-store" });
  if (!answer.ok) throw new Error("no options");
  return answer.json();
}

function made({ publicKey }) {
  return {
    publicKey: {
      ...publicKey,
      challenge: bytes(publicKey.challenge),
      user: { ...publicKey.user, id: bytes(publicKey.user.id) },
      excludeCredentials: known(publicKey.excludeCredentials),
      // A device that can stands for both steps; a plain key serves as the second one.
      authenticatorSelection: {
        ...publicKey.authenticatorSelection,
        residentKey: "preferred",
        requireResidentKey: false,
        userVerification: "preferred",
      },
    },
  };
}

function used({ publicKey }) {
  const { challenge, allowCredentials } = publicKey;
  return { publicKey: { ...publicKey, challenge: bytes(challenge), allowCredentials: known(allowCredentials) } };
}

function known(credentials) {
  return (credentials ?? []).map((credential) => ({ ...credential, id: bytes(credential.id) }));
}

function written(credential) {
  const { response } = credential;
  const said = { clientDataJSON: text(response.clientDataJSON) };
  for (const name of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (response[name]) said[name] = text(response[name]);
  }
  if (response.getTransports) said.transports = response.getTransports();
  return {
    type: credential.type,
    id: credential.id,
    rawId: text(credential.rawId),
    authenticatorAttachment: credential.authenticatorAttachment,
    response: said,
    clientExtensionResults: credential.getClientExtensionResults(),
  };
}

function fail() {
  for (const said of document.querySelectorAll("[data-passkey-failed]")) said.hidden = false;
}

function bytes(written) {
  const plain = atob(written.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (character) => character.charCodeAt(0));
}

function text(buffer) {
  const plain = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(plain).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
