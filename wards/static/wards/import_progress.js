// Looks again while the worker has an import, and shows the page anew once it does not. Without it a person presses "Look again".
const state = document.querySelector("[data-import-state]");

async function look() {
  try {
    const answer = await fetch(state.dataset.importState, { headers: { "X-Requested-With": "XMLHttpRequest" } });
    if (!answer.ok) throw new Error(String(answer.status));
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-waiting]");
    if (!fresh || fresh.dataset.waiting !== state.querySelector("[data-waiting]").dataset.waiting) {
      window.location.reload();
      return;
    }
  } catch {
    // The network may be gone for a moment: the next look tells.
  }
  window.setTimeout(look, 2000);
}

if (state) window.setTimeout(look, 1500);
