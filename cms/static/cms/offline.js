// Says when the phone has no network, so that nobody waits for a page that cannot come. Pages hold the words, hidden.

const banner = document.querySelector("[data-offline]");

function tell() {
  banner.hidden = navigator.onLine;
}

if (banner) {
  window.addEventListener("online", tell);
  window.addEventListener("offline", tell);
  tell();
}
