const ours = window.whatsworking;
const dialog = element.querySelector("dialog");
let opener = null;

ours.tag = (span) => {
  opener = document.activeElement;
  trigger("select", span);
};

const values = () => {
  const dimension = dialog.querySelector(".dimension").value;
  for (const field of dialog.querySelectorAll("[data-for]")) {
    const shown = { insight: dimension === "insight", other: dimension !== "insight", new: dimension === "*" }[field.dataset.for];
    field.hidden = !shown;
    for (const input of field.querySelectorAll("input, select")) input.disabled = !shown;
  }
  const list = [...dialog.querySelectorAll("datalist")].find((one) => one.dataset.dimension === dimension);
  dialog.querySelector("input.value").setAttribute("list", list ? list.id : "");
};

watch("value", () => {
  const update = props.value;
  if (!update) return;
  if (update.html !== null) {
    const before = dialog.querySelector(".dimension")?.value;
    ours.morphChildren(dialog, ours.asElements(update.html));
    const coder = dialog.querySelector(".coder");
    if (coder && !coder.value) coder.value = ours.coder || "";
    if (before && dialog.open) dialog.querySelector(".dimension").value = before;
    values();
  }
  if (update.opens && !dialog.open) dialog.showModal();
  if (!update.opens && dialog.open) dialog.close();
  if (update.says) ours.say(update.says);
});

dialog.addEventListener("close", () => opener?.isConnected && opener.focus());

element.addEventListener("click", (event) => {
  const hit = (selector) => event.target.closest(selector);
  if (hit(".cancel") || event.target === dialog) return dialog.close();
  const untag = hit(".untag");
  const span = dialog.querySelector("form")?.dataset;
  if (untag) return trigger("delete", { ...untag.dataset });
  const confirm = hit(".confirm");
  if (confirm) return trigger("submit", { ...span, dimension: "insight", value: confirm.dataset.value, coder: dialog.querySelector(".coder").value });
  return undefined;
});

element.addEventListener("submit", (event) => {
  event.preventDefault();
  const form = event.target;
  const dimension = form.querySelector(".dimension").value;
  const value = dimension === "insight" ? form.querySelector("select.value").value : form.querySelector("input.value").value;
  ours.coder = form.querySelector(".coder").value;
  trigger("submit", {
    ...form.dataset, dimension: dimension === "*" ? form.querySelector(".new-dimension").value : dimension, value, coder: ours.coder,
  });
});

element.addEventListener("change", (event) => {
  if (event.target.matches(".dimension")) values();
});
