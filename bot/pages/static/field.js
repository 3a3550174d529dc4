/* The field to write in: grows with its text, counts near the limit, sends with Enter. */

const LIMIT = 1000; // characters, as the server counts them
const COUNT_FROM = 850;

export const lengthOf = (text) => [...text].length;

/* The words beside the field: nothing until the limit is near. */
function remark(field, length) {
  if (length < COUNT_FROM) return "";
  const left = LIMIT - length;
  const words = left < 0 ? field.dataset.over : field.dataset.left;
  return words.replace("{antall}", Math.abs(left));
}

/* `field` with `value`, `isTooLong` and `set`; `onSend` is called for Enter. */
export function enhance(field, counter, onSend) {
  function update() {
    const length = lengthOf(field.value);
    counter.textContent = remark(field, length);
    counter.classList.toggle("over", length > LIMIT);
    if (length > LIMIT) field.setAttribute("aria-invalid", "true");
    else field.removeAttribute("aria-invalid");
    // Said aloud only when it goes over, not for every letter.
    counter.setAttribute("aria-live", length > LIMIT ? "polite" : "off");
    field.style.height = "auto";
    field.style.height = `${field.scrollHeight + field.offsetHeight - field.clientHeight}px`;
  }

  field.addEventListener("input", update);
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    onSend();
  });

  return {
    get value() {
      return field.value.trim();
    },
    get isTooLong() {
      return lengthOf(field.value.trim()) > LIMIT;
    },
    set(text) {
      field.value = text;
      update();
    },
    focus: () => field.focus(),
  };
}
