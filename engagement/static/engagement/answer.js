// Puts a template's words into the answer on the page itself; without this the server does it.
const picker = document.querySelector("[data-templates]");
const answer = document.getElementById("id_text");

picker?.querySelector("button").addEventListener("click", (event) => {
  const text = picker.querySelector("select").selectedOptions[0]?.dataset.text;
  if (!text || !answer) {
    return;
  }
  event.preventDefault();
  const typed = answer.value.trimEnd();
  answer.value = typed ? `${typed}\n\n${text}` : text;
  answer.focus();
  answer.setSelectionRange(answer.value.length, answer.value.length);
});
