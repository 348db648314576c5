// What the finder and the map both do with wards.

/** A sentence with its {names} filled in. */
export function fill(sentence, values) {
  return sentence.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

/** How people say a ward: "Ward 3, Thutong", "Ward 3", "Thutong", or its code. */
export function titleOf(ward, words) {
  if (!ward.number) return ward.name || ward.code;
  return fill(ward.name ? words.named : words.numbered, ward);
}

/** The address of a ward's page in the language of this page. */
export function addressOf(ward, config) {
  return config.ward.replace("CODE", encodeURIComponent(ward.code));
}

/**
 * Ask for the ward at a position, by its boundary.
 * Gives {ward, on_border}, or null outside every ward; throws where the answer did not come.
 */
export async function findWard(config, latitude, longitude) {
  const query = new URLSearchParams({ lat: latitude.toFixed(6), lon: longitude.toFixed(6) });
  const answer = await fetch(`${config.find}?${query}`, { headers: { Accept: "application/json" } });
  if (answer.status === 404) return null;
  if (!answer.ok) throw new Error(`find.json answered ${answer.status}`);
  return answer.json();
}
