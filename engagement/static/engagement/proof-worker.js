// Looks for a number whose SHA-256 digest, behind the challenge, begins with so many bits of zero.

const BATCH = 256;

addEventListener("message", async ({ data: { challenge, bits } }) => {
  const writer = new TextEncoder();
  for (let first = 0; ; first += BATCH) {
    const numbers = Array.from({ length: BATCH }, (_empty, step) => first + step);
    const digests = await Promise.all(
      numbers.map((number) => crypto.subtle.digest("SHA-256", writer.encode(`${challenge}:${number}`))),
    );
    const found = digests.findIndex((digest) => zeros(digest) >= bits);
    if (found >= 0) {
      postMessage(String(first + found));
      return;
    }
  }
});

function zeros(digest) {
  return Math.clz32(new DataView(digest).getUint32(0));
}
