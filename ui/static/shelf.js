// One's conversations, quotes kept in collections, and thumbs: what the buttons of cards and of the bar ask of the server.
const ours = window.whatsworking;
const dialog = element.querySelector("dialog");
let opener = null;
let quote = null; // whose collection is being chosen
let judging = null; // the thumb that was pressed last
const given = new Map();

const placeOf = (node) => node.closest(".exchange")?.id.replace("exchange-", "");
const aboutOf = (node) => {
  const card = node.closest(".quote-card");
  const { interview, start, end } = card ? card.dataset : {};
  return card ? { place: placeOf(node), interview, start, end } : { place: placeOf(node) };
};
const keyOf = ({ place, interview, start, end }) => [place, interview ?? "", start ?? "", end ?? ""].join("|");

const paint = () => document.querySelectorAll("#conversation .thumb").forEach((thumb) => {
  const pressed = String(given.get(keyOf(aboutOf(thumb))) === thumb.dataset.verdict);
  if (thumb.getAttribute("aria-pressed") !== pressed) thumb.setAttribute("aria-pressed", pressed);
});
// What the server says of thumbs, from an exchange on; without it they are painted again after a change.
ours.judged = (judged, first = 0, last = Infinity) => {
  if (judged) {
    for (const key of [...given.keys()]) if (Number(key.split("|")[0]) >= first && Number(key.split("|")[0]) <= last) given.delete(key);
    for (const { place, on, verdict } of judged) given.set(keyOf({ place, ...(on && { interview: on[0], start: on[1], end: on[2] }) }), verdict);
  }
  paint();
};

const say = (words, problem) => {
  const told = dialog.open && dialog.querySelector(".shelf-told");
  if (told) {
    told.textContent = words;
    told.classList.toggle("problem", Boolean(problem));
  } else ours.say(words);
};

const download = ({ name, data }) => {
  const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([bytes]));
  link.download = name;
  element.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
};

const askWhy = (html) => {
  document.querySelectorAll("form.why").forEach((form) => form.remove());
  if (!judging?.isConnected) return;
  const [form] = ours.asElements(html);
  (judging.closest(".quote-card footer") || judging.closest(".judging")).after(form);
};

const draw = ({ html, side, at }) => {
  const focused = dialog.contains(document.activeElement);
  dialog.replaceChildren(...ours.asElements(html));
  dialog.classList.toggle("at-side", Boolean(side));
  const entry = at && dialog.querySelector(`[data-id="${CSS.escape(at)}"] .start-rename`);
  if (focused) (entry || dialog.querySelector("#shelf-title")).focus();
};

watch("value", () => {
  const update = props.value;
  if (!update) return;
  if (update.html) draw(update);
  if (update.opens && !dialog.open) {
    dialog.showModal();
    dialog.querySelector("#shelf-title").focus();
  }
  if (update.opens === false && dialog.open) dialog.close();
  if (update.judged) ours.judged(update.judged, update.judges, update.judges);
  if (update.why) askWhy(update.why);
  if (update.file) download(update.file);
  if (update.says) say(update.says, update.problem);
});

dialog.addEventListener("close", () => (opener?.isConnected ? opener.focus() : ours.focusBox()));

// What stands on the cards and in the bar.
document.addEventListener("click", (event) => {
  const button = event.target.closest("#conversation button, #narrow .open-shelf");
  if (!button) return undefined;
  if (button.matches(".open-shelf")) {
    opener = button;
    return trigger("select", {});
  }
  if (button.matches(".keep, .keep-in")) {
    opener = button;
    quote = aboutOf(button);
    const kept = { ...quote, choose: button.matches(".keep-in") };
    return ours.onceKept(() => trigger("input", kept));
  }
  if (button.matches(".thumb")) {
    judging = button;
    document.querySelectorAll("form.why").forEach((form) => form.remove());
    const judged = { ...aboutOf(button), verdict: button.dataset.verdict, back: button.getAttribute("aria-pressed") === "true" };
    return ours.onceKept(() => trigger("like", judged));
  }
  if (button.matches(".because")) return because(button.closest("form"), button.dataset.reason);
  if (button.matches(".no-reason")) return because(button.closest("form"), "");
  return undefined;
});

const because = (form, reason) => {
  const { verdict } = form.dataset;
  const about = judging?.isConnected ? aboutOf(judging) : null;
  form.remove();
  judging?.focus();
  if (about && reason.trim()) trigger("like", { ...about, verdict, reason });
};

document.addEventListener("submit", (event) => {
  if (!event.target.matches("form.why")) return;
  event.preventDefault();
  because(event.target, event.target.elements.reason.value);
});

// What stands in the dialog.
const show = (entry, part, shown) => {
  entry.querySelectorAll(".rename, .formats, .sure").forEach((one) => { one.hidden = !(shown && one.matches(part)); });
  entry.querySelector(".start-export").setAttribute("aria-expanded", String(shown && part === ".formats"));
  const first = shown && entry.querySelector(`${part} :is(input, button)`);
  if (first) {
    first.focus();
    if (first.select) first.select();
  }
};

dialog.addEventListener("click", (event) => {
  const hit = (selector) => event.target.closest(selector);
  if (event.target === dialog || hit(".close-shelf")) return dialog.close();
  const choose = hit(".choose");
  if (choose) return trigger("input", { ...quote, collection: choose.dataset.collection });
  const entry = hit("[data-id]");
  if (!entry) return undefined;
  const { id } = entry.dataset;
  if (hit(".reopen")) return trigger("submit", { id });
  if (hit(".start-rename")) return show(entry, ".rename", true);
  if (hit(".start-delete")) return show(entry, ".sure", true);
  if (hit(".start-export")) return show(entry, ".formats", entry.querySelector(".formats").hidden);
  if (hit(".delete-it")) return trigger("delete", { id });
  const format = hit(".format");
  if (format) return trigger("download", { id, format: format.dataset.format });
  const stop = hit(".stop-doing");
  if (stop) {
    const back = stop.closest(".sure") ? ".start-delete" : ".start-rename";
    show(entry, "", false);
    entry.querySelector(back).focus();
  }
  return undefined;
});

dialog.addEventListener("submit", (event) => {
  event.preventDefault();
  if (event.target.matches(".begin")) return trigger("input", { ...quote, name: event.target.elements.name.value });
  return trigger("edit", { id: event.target.closest("[data-id]").dataset.id, title: event.target.elements.title.value });
});
