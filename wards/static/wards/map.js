// The interactive map: outlines or tiles of the wards, and the ward of any spot that is tapped.
// What a tap means is asked of the server, which knows the boundaries; outlines only show.

import { addressOf, findWard, titleOf } from "./wards.js";

const LABEL_LETTER_PIXELS = 9;
// From here a spot can be told from the next house.
const CLOSE_ZOOM = 14;

/**
 * Put the map into a frame in place of its picture. Throws where a part of it cannot be loaded.
 * The frame tells of each spot that is tapped ("spot": latitude and longitude), and shows one on "show-spot".
 */
export async function openMap(frame, config) {
  const [outlines] = await Promise.all([
    config.outlines ? fetchJson(config.outlines) : null,
    window.L ?? import(config.leaflet),
    ...config.styles.map(loadStyle),
  ]);
  const { canvas, answer } = furnish(frame, config.words);
  const map = makeMap(canvas, config);
  const wards = outlines ? drawOutlines(map, outlines, config) : new Map();
  wards.get(config.here)?.classList.add("here");
  const ask = answerTaps(frame, map, answer, wards, config);
  // Another part of the page knows a spot, such as the phone's position.
  const show = ({ latitude, longitude }) => {
    map.setView([latitude, longitude], Math.max(map.getZoom(), CLOSE_ZOOM), { animate: false });
    ask(L.latLng(latitude, longitude));
  };
  frame.addEventListener("show-spot", ({ detail }) => show(detail));
  if (config.spot) show(config.spot);
  canvas.focus({ preventScroll: true });
  return map;
}

async function fetchJson(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address} answered ${answer.status}`);
  return answer.json();
}

function loadStyle(address) {
  return new Promise((resolve, reject) => {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = address;
    link.onload = resolve;
    link.onerror = () => reject(new Error(`${address} did not load`));
    document.head.append(link);
  });
}

function furnish(frame, words) {
  const canvas = element("div", "map-canvas");
  canvas.setAttribute("role", "region");
  canvas.setAttribute("aria-label", words.map);
  const answer = element("div", "map-answer");
  answer.setAttribute("role", "status");
  answer.append(element("p", "", words.start));
  frame.classList.add("open");
  frame.replaceChildren(canvas, answer);
  for (const words of document.querySelectorAll("[data-without-map]")) words.hidden = true;
  return { canvas, answer };
}

function makeMap(canvas, { tiles, base, bounds, zooms, outlines, words }) {
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  const map = L.map(canvas, {
    zoomControl: false,
    minZoom: zooms[0],
    maxZoom: zooms[1],
    zoomSnap: 0.5,
    zoomAnimation: !calm,
    fadeAnimation: !calm,
    markerZoomAnimation: !calm,
    inertia: !calm,
  });
  map.attributionControl.setPrefix(false);
  L.control.zoom({ zoomInTitle: words.zoomIn, zoomOutTitle: words.zoomOut }).addTo(map);
  if (bounds) map.fitBounds(bounds, { padding: [12, 12] });
  else map.fitWorld();
  if (base.tiles) {
    canvas.classList.add("over-base");
    L.tileLayer(base.tiles, { attribution: base.attribution }).addTo(map);
  }
  if (!outlines) L.tileLayer(tiles, { className: "ward-tiles", minNativeZoom: zooms[0], maxNativeZoom: zooms[1] }).addTo(map);
  canvas.append(element("div", "map-cross"));
  return map;
}

/** Draw the wards and their labels. Gives each ward's SVG element by its code. */
function drawOutlines(map, collection, { words }) {
  const wards = new Map();
  const labels = [];
  L.geoJSON(collection, {
    style: { className: "map-ward" },
    interactive: false,
    onEachFeature: ({ properties }, layer) => {
      labels.push(makeLabel(map, properties, layer, words));
      layer.on("add", () => wards.set(properties.code, layer.getElement()));
    },
  }).addTo(map);
  const showWhereThereIsRoom = () => labels.forEach((show) => show());
  map.on("zoomend", showWhereThereIsRoom);
  showWhereThereIsRoom();
  return wards;
}

/** A label on a ward; gives what shows or hides it by the room that the ward has. */
function makeLabel(map, properties, layer, words) {
  const text = String(properties.number ?? titleOf(properties, words));
  const icon = L.divIcon({ className: "map-label", html: element("span", "", text), iconSize: null });
  const [longitude, latitude] = properties.label;
  const label = L.marker([latitude, longitude], { icon, interactive: false, keyboard: false });
  return () => {
    const bounds = layer.getBounds();
    const width = map.latLngToLayerPoint(bounds.getNorthEast()).x - map.latLngToLayerPoint(bounds.getSouthWest()).x;
    if (width > (text.length + 1) * LABEL_LETTER_PIXELS) label.addTo(map);
    else label.remove();
  };
}

function answerTaps(frame, map, answer, wards, config) {
  const { words } = config;
  let pin;
  let asked = 0;
  const ask = async (spot) => {
    const mine = ++asked;
    const { lat, lng } = spot.wrap();
    frame.dispatchEvent(new CustomEvent("spot", { detail: { latitude: lat, longitude: lng } }));
    pin?.remove();
    clearHighlight();
    pin = L.circleMarker(spot, { className: "map-pin", radius: 8, interactive: false }).addTo(map);
    answer.replaceChildren(element("p", "", words.asking));
    const told = await findWard(config, lat, lng).then(
      (found) => (found ? describe(found, config, mine) : [element("p", "", words.outside)]),
      () => [element("p", "", words.failed)],
    );
    // A slow answer to an earlier tap says nothing about this one.
    if (mine === asked) answer.replaceChildren(...told);
  };
  let drawn;
  const clearHighlight = () => {
    wards.forEach((shape) => shape.classList.remove("here"));
    drawn?.remove();
  };
  const highlight = async (ward, mine) => {
    const shape = wards.get(ward.code);
    if (shape) {
      shape.classList.add("here");
      return;
    }
    // The map shows tiles, or the ward lies beyond its outlines: its own outline is fetched. Without it the words stand.
    const address = config.outline.replace("COUNTRY", ward.country).replace("CODE", encodeURIComponent(ward.code));
    const outline = await fetchJson(address).catch(() => null);
    if (!outline || mine !== asked) return;
    drawn = L.geoJSON(outline, { style: { className: "map-ward here" }, interactive: false }).addTo(map);
    drawn.bringToBack();
  };
  const describe = ({ ward, on_border: onBorder }, { words: { border, go } }, mine) => {
    highlight(ward, mine);
    const named = [element("strong", "", titleOf(ward, words)), element("p", "quiet", ward.municipality)];
    if (onBorder) named.push(element("p", "", border));
    if (!go) return named;
    const link = element("a", "btn", go);
    link.href = addressOf(ward, config);
    return [...named, link];
  };
  map.on("click", ({ latlng }) => ask(latlng));
  map.getContainer().addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.target !== map.getContainer()) return;
    event.preventDefault();
    ask(map.getCenter());
  });
  return ask;
}

function element(name, className, text) {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
}
