// Opens the map where its picture stands. The map itself is loaded only now: nobody pays for it who does not ask.

for (const frame of document.querySelectorAll("[data-map]")) {
  const link = frame.querySelector("[data-open-map]");
  link?.addEventListener("click", async (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    link.setAttribute("aria-busy", "true");
    // Where it fails, the map of pictures is lighter and may still come through.
    if (await open(frame)) return;
    if (link.form) link.form.requestSubmit(link);
    else window.location.assign(link.href);
  });
  // Somebody has asked for the map on the page before. Where it fails, the pictures stay.
  if (window.location.hash === "#open") open(frame);
}

/** Put the map into a frame; tells whether that worked. */
async function open(frame) {
  try {
    const config = JSON.parse(frame.dataset.map);
    const { openMap } = await import(config.module);
    await openMap(frame, config);
    return true;
  } catch {
    return false;
  }
}
