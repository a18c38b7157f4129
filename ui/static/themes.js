// Themes are accepted under the name in their box, dropped, or taken back; their quotes open in the overview's list.
let decidedOn = null;
let undrawn = 0; // decisions whose list has not come yet
let wasOpen = false;
const typed = () =>
  Object.fromEntries([...element.querySelectorAll(".theme-name")].map((box) => [box.closest(".theme").dataset.key, box.value]));

// Names that were typed and not yet decided on stay, also where themes are found again.
const written = window.whatsworking.keepTyped(element, ".theme-name", (box) => box.closest(".theme").dataset.key);

// A list that was made before the last one and came late, as where something was dropped while themes were found, is no longer so.
let newest = { number: 0, list: "" };
watch("value", () => {
  const list = props.value;
  const number = Number(/ data-number="(\d+)"/.exec(list || "")?.[1] || NaN);
  if (number < newest.number) props.value = newest.list;
  else if (number) newest = { number, list };
});

function decide(theme, what) {
  decidedOn = { key: theme.dataset.key, what, index: [...element.querySelectorAll(".theme")].indexOf(theme) };
  undrawn += 1;
  wasOpen = Boolean(element.querySelector(".dropped-themes[open]"));
  trigger("edit", { what, key: theme.dataset.key, names: typed() });
  written.delete(theme.dataset.key);
}
function read(card) {
  window.whatsworkingOverview.opener = card;
  window.whatsworkingOverview.read({ ...card.dataset, choice: card.closest(".theme").querySelector(".open-quotes").dataset.choice });
}

element.addEventListener("click", (event) => {
  const button = event.target.closest(".decide");
  if (button) return decide(button.closest(".theme"), button.dataset.what);
  const card = event.target.closest(".quote-card");
  if (card && !String(window.getSelection())) read(card);
});
element.addEventListener("keydown", (event) => {
  if (event.key !== "Enter") return;
  if (event.target.matches(".quote-card")) read(event.target);
  if (event.target.matches(".theme-name") && !event.isComposing) decide(event.target.closest(".theme"), "accept");
});

// What was decided draws the list anew: who uses a keyboard goes on where they were, at the theme or the one that took its place.
window.whatsworkingThemes = {
  back() {
    undrawn -= 1;
    if (!decidedOn) return;
    const dropped = element.querySelector(".dropped-themes");
    if (dropped && wasOpen) dropped.open = true;
    const { key, what, index } = decidedOn;
    const all = [...element.querySelectorAll(".theme")];
    const same = all.find((theme) => theme.dataset.key === key);
    const goOn = what === "drop" ? all[Math.min(index, all.length - 1)] : same;
    const seen = goOn && goOn.closest("details:not([open])") ? element.querySelector(".dropped-themes summary") : goOn;
    (seen || element.querySelector(".themes") || element).focus({ preventScroll: what !== "restore" });
    if (!undrawn) decidedOn = null;
  },
};
