const ours = window.whatsworking;
const bar = element.querySelector(".bar");
const menu = element.querySelector(".menu");
const toggle = () => element.querySelector(".open-menu");

const showMenu = (shown) => {
  menu.hidden = !shown;
  toggle()?.setAttribute("aria-expanded", String(shown));
};

let latest = 0; // what was told before the last one and came late is no longer so
watch("value", () => {
  const update = props.value;
  if (!update || update.number < latest) return;
  latest = update.number;
  ours.readAnew?.();
  const held = bar.contains(document.activeElement);
  ours.morphChildren(bar, ours.asElements(update.bar));
  if (update.menu !== undefined && update.menu !== null) {
    const opening = menu.hidden;
    ours.morphChildren(menu, ours.asElements(update.menu));
    if (update.opens) {
      showMenu(true);
      if (opening) menu.querySelector("summary, button, input")?.focus();
    }
  }
  toggle()?.setAttribute("aria-expanded", String(!menu.hidden));
  if (held && !bar.contains(document.activeElement)) toggle()?.focus();
  if (update.edits) ours.focusBox();
  if (update.says) ours.say(update.says);
});

ours.closeMenus = () => {
  if (menu.hidden) return false;
  showMenu(false);
  toggle()?.focus();
  return true;
};
ours.cancelEdit = () => element.querySelector(".cancel-edit")?.click();

element.addEventListener("click", (event) => {
  const hit = (selector) => event.target.closest(selector);
  if (hit(".open-menu")) return menu.hidden ? trigger("expand", {}) : ours.closeMenus();
  if (hit(".close-menu")) return ours.closeMenus();
  if (hit(".cancel-edit")) return trigger("undo", {});
  if (hit(".new-conversation")) return trigger("clear", {});
  const value = hit("[data-kind]");
  if (value && value.matches("button")) {
    return trigger("select", { kind: value.dataset.kind, value: value.dataset.value, on: value.getAttribute("aria-pressed") !== "true" });
  }
  return undefined;
});

element.addEventListener("change", (event) => {
  if (event.target.matches("select[data-kind]")) trigger("select", { kind: event.target.dataset.kind, value: event.target.value, on: true });
});

element.addEventListener("input", (event) => {
  if (!event.target.matches(".find-value")) return;
  const wanted = event.target.value.trim().toLocaleLowerCase();
  for (const value of event.target.closest("details").querySelectorAll(".values li")) {
    value.hidden = !value.textContent.toLocaleLowerCase().includes(wanted);
  }
});

document.addEventListener("pointerdown", (event) => {
  if (!menu.hidden && !element.contains(event.target)) showMenu(false);
});
