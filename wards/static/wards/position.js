// "Use my position": shown only where it can work, and every way in which it fails is said in words.

import { addressOf, fill, findWard, titleOf } from "./wards.js";

// Beyond this the next ward may well be the right one: the resident decides.
const ROUGH_METRES = 500;
const WAIT_MILLISECONDS = 15_000;

for (const box of document.querySelectorAll("[data-position]")) {
  // Browsers give no position to a page that came over plain HTTP.
  if (!navigator.geolocation || !window.isSecureContext) continue;
  const config = JSON.parse(box.dataset.position);
  const button = box.querySelector("button");
  const status = box.querySelector("[role=status]");
  button.hidden = false;
  button.addEventListener("click", () => ask(config, button, status));
}

function ask(config, button, status) {
  button.disabled = true;
  status.replaceChildren(config.words.asking);
  const done = (...answer) => {
    button.disabled = false;
    status.replaceChildren(...answer);
  };
  navigator.geolocation.getCurrentPosition(
    ({ coords }) => show(config, coords, done),
    (error) => done(error.code === error.PERMISSION_DENIED ? config.words.denied : config.words.unavailable),
    { enableHighAccuracy: true, timeout: WAIT_MILLISECONDS, maximumAge: 60_000 },
  );
}

async function show(config, { latitude, longitude, accuracy }, done) {
  const { words } = config;
  let found;
  try {
    found = await findWard(config, latitude, longitude);
  } catch {
    done(words.failed);
    return;
  }
  if (!found) {
    done(words.outside);
    return;
  }
  const doubts = [];
  if (accuracy > ROUGH_METRES) doubts.push(fill(words.rough, { metres: roughly(accuracy) }));
  if (found.on_border) doubts.push(words.border);
  if (doubts.length === 0) {
    window.location.assign(addressOf(found.ward, config));
    return;
  }
  const link = document.createElement("a");
  link.href = addressOf(found.ward, config);
  link.textContent = fill(words.go, { ward: titleOf(found.ward, words) });
  done(`${doubts.join(" ")} `, link);
}

/** Metres as a phone may honestly claim them: two figures. */
function roughly(metres) {
  const step = 10 ** Math.max(Math.floor(Math.log10(metres)) - 1, 0);
  return Math.round(metres / step) * step;
}
