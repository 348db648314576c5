// Lets a worker do the small piece of work that stands for a person, while its owner reads. Without it the form goes too.

for (const field of document.querySelectorAll("input[data-proof]")) {
  const { worker: address, challenge, bits } = JSON.parse(field.dataset.proof);
  try {
    const worker = new Worker(address);
    worker.addEventListener("message", ({ data }) => {
      field.value = data;
      worker.terminate();
    });
    worker.postMessage({ challenge, bits });
  } catch {
    // A browser without workers is counted by the narrower limit.
  }
}
