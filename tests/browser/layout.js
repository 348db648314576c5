// Measures every piece of text against each box around it. Gives one sentence for each that does not fit.
() => {
  const faults = new Set();
  const said = (what, element, text) =>
    faults.add(`${what}: <${element.tagName.toLowerCase()} class="${element.className}"> ${text.trim().slice(0, 60)}`);
  // On a phone the heading of a table is clipped away as a whole: each value has the words of its column beside it.
  const isClipped = (element) => element && (getComputedStyle(element).clipPath !== "none" || isClipped(element.parentElement));
  const forReadersAlone = (element) =>
    element.closest(".seen-by-readers, .skip, .not-for-people, svg, .leaflet-container") !== null ||
    !element.checkVisibility() ||
    isClipped(element);
  const notDrawn = new Set(["SCRIPT", "STYLE", "OPTION", "NOSCRIPT"]);

  const page = document.documentElement;
  if (page.scrollWidth > page.clientWidth) said("page wider than the screen", page, `${page.scrollWidth} px`);

  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (!node.data.trim() || notDrawn.has(element.tagName) || forReadersAlone(element)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const lines = [...range.getClientRects()].filter((line) => line.width > 1);
    if (lines.length > 0) measure(node, lines);
  }
  return [...faults];

  function measure(node, lines) {
    const left = Math.min(...lines.map((line) => line.left));
    const right = Math.max(...lines.map((line) => line.right));
    const bottom = Math.max(...lines.map((line) => line.bottom));
    for (let around = node.parentElement; around !== document.body; around = around.parentElement) {
      const style = getComputedStyle(around);
      if (["auto", "scroll"].includes(style.overflowX) || forReadersAlone(around)) return;
      if (["inline", "contents"].includes(style.display)) continue;
      const box = around.getBoundingClientRect();
      if (left < box.left - 1 || right > box.right + 1) return said("text beyond its box", around, node.data);
      if (style.overflowY === "hidden" && bottom > box.bottom + 1) return said("text cut off", around, node.data);
    }
  }
}
