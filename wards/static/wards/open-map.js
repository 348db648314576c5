// Opens the map where its picture stands. The map itself is loaded only now: nobody pays for it who does not ask.

for (const frame of document.querySelectorAll("[data-map]")) {
  const link = frame.querySelector("[data-open-map]");
  link?.addEventListener("click", async (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    link.setAttribute("aria-busy", "true");
    try {
      const config = JSON.parse(frame.dataset.map);
      const { openMap } = await import(config.module);
      await openMap(frame, config);
    } catch {
      // The map of pictures is lighter and may still come through.
      window.location.assign(link.href);
    }
  });
}
