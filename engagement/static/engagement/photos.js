// Makes photos smaller before they are sent, to save data. What this browser cannot open, such as HEIC, goes as it is.

const LONGEST_SIDE = 1600;
const QUALITY = 0.82;

for (const field of document.querySelectorAll("input[type=file][data-shrink]")) {
  field.addEventListener("change", async () => {
    const buttons = field.form.querySelectorAll("button");
    buttons.forEach((button) => (button.disabled = true));
    try {
      const kept = new DataTransfer();
      for (const file of field.files) kept.items.add(await shrink(file));
      field.files = kept.files;
    } finally {
      buttons.forEach((button) => (button.disabled = false));
    }
  });
}

/** The same picture in fewer bytes, upright and without what the phone wrote into it; the file itself where that fails. */
async function shrink(file) {
  try {
    const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
    const scale = Math.min(LONGEST_SIDE / Math.max(picture.width, picture.height), 1);
    const canvas = document.createElement("canvas");
    canvas.width = Math.max(Math.round(picture.width * scale), 1);
    canvas.height = Math.max(Math.round(picture.height * scale), 1);
    const pen = canvas.getContext("2d");
    pen.fillStyle = "#fff";
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    const smaller = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", QUALITY));
    return smaller && smaller.size < file.size ? new File([smaller], file.name, { type: "image/jpeg" }) : file;
  } catch {
    return file;
  }
}
