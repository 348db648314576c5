// Keeps the one-time codes of /demo/ fresh while the page is open. Without it, a link loads the page again.
const link = document.querySelector("[data-refresh-after]");
let timer;

async function refresh() {
  const answer = await fetch(location.href, { cache: "no-store" });
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const shown of document.querySelectorAll("[data-code]")) {
    shown.replaceChildren(...(fresh.getElementById(shown.id)?.childNodes ?? []));
  }
  wait(fresh.querySelector("[data-refresh-after]").dataset.refreshAfter);
}

function wait(seconds) {
  clearTimeout(timer);
  timer = setTimeout(() => refresh().catch(() => wait(30)), (Number(seconds) + 0.5) * 1000);
}

link.addEventListener("click", (event) => {
  event.preventDefault();
  refresh().catch(() => location.reload());
});
wait(link.dataset.refreshAfter);
