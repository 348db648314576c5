// Marks the place of a concern: by a tap on the map, or by the phone's position. The form sends what is marked.

import { fill, findWard, titleOf } from "../wards/wards.js";

const WAIT_MILLISECONDS = 15_000;

const latitudeField = document.querySelector("input[name=lat]");
const longitudeField = document.querySelector("input[name=lon]");
const frame = document.querySelector("[data-map]");

frame?.addEventListener("spot", ({ detail }) => mark(detail));

function mark({ latitude, longitude }) {
  latitudeField.value = latitude.toFixed(6);
  longitudeField.value = longitude.toFixed(6);
}

for (const box of document.querySelectorAll("[data-position]")) {
  // Browsers give no position to a page that came over plain HTTP.
  if (!navigator.geolocation || !window.isSecureContext) continue;
  const { find, words } = JSON.parse(box.dataset.position);
  const button = box.querySelector("button");
  const status = box.querySelector("[role=status]");
  button.hidden = false;
  button.addEventListener("click", () => {
    button.disabled = true;
    status.textContent = words.asking;
    const done = (answer) => {
      button.disabled = false;
      status.textContent = answer;
    };
    navigator.geolocation.getCurrentPosition(
      async ({ coords }) => done(await take(coords, find, words)),
      (error) => done(error.code === error.PERMISSION_DENIED ? words.denied : words.unavailable),
      { enableHighAccuracy: true, timeout: WAIT_MILLISECONDS, maximumAge: 60_000 },
    );
  });
}

/** Mark the phone's position; gives the sentence that says how that went. */
async function take({ latitude, longitude, accuracy }, find, words) {
  try {
    const found = await findWard({ find }, latitude, longitude);
    if (!found) return words.outside;
    mark({ latitude, longitude });
    frame?.dispatchEvent(new CustomEvent("show-spot", { detail: { latitude, longitude } }));
    return fill(words.marked, { ward: titleOf(found.ward, words), metres: Math.ceil(accuracy) });
  } catch {
    return words.failed;
  }
}
