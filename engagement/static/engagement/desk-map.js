// The desk's map: the interactive map of the wards, with what is open in the ward as numbers that can be pressed.

import { openMap as openWards } from "../wards/map.js";

/** Put the map into a frame in place of its picture, with the places of the desk. Throws where a part is missing. */
export async function openMap(frame, config) {
  const answer = await fetch(config.places, { credentials: "same-origin" });
  if (!answer.ok) throw new Error(`${config.places} answered ${answer.status}`);
  const { features } = await answer.json();
  const map = await openWards(frame, config);
  const told = frame.querySelector(".map-answer");
  features.forEach((feature, index) => placeOn(map, feature, told, features.length - index));
  return map;
}

/** Put a number on the map. The higher its rank, the further it lies on top. */
function placeOn(map, { properties, geometry }, told, rank) {
  const [longitude, latitude] = geometry.coordinates;
  const label = [`${properties.number}. ${properties.title}`, properties.state].filter(Boolean).join(", ");
  const icon = L.divIcon({
    className: `map-place${properties.overdue ? " late" : ""}`,
    html: element("span", String(properties.number)),
    iconSize: null,
    iconAnchor: [18, 18],
  });
  const marker = L.marker([latitude, longitude], { icon, title: label, zIndexOffset: rank * 100 }).addTo(map);
  const tell = () => told.replaceChildren(...describe(properties));
  marker.on("click", tell);
  const pin = marker.getElement();
  pin.setAttribute("aria-label", label);
  pin.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    event.stopPropagation();
    tell();
  });
}

function describe({ number, title, language, state, where, url }) {
  const name = element("strong", "");
  const link = element("a", `${number}. ${title}`);
  link.href = url;
  if (language) link.lang = language;
  name.append(link);
  const parts = [name];
  if (state) parts.push(element("p", state));
  if (where) parts.push(element("p", where));
  return parts;
}

function element(name, text) {
  const made = document.createElement(name);
  if (text) made.textContent = text;
  return made;
}
