const ours = window.whatsworking;
const host = element.querySelector(".reader-host");
const article = () => host.querySelector(".interview");
const points = (text) => [...text].length; // offsets count code points, as the server does
let chosen = null;

const linkTo = ({ interview, start, end }) => {
  const address = new URL(window.location.href);
  for (const [name, value] of Object.entries({ interview, start, end })) address.searchParams.set(name, value);
  return address;
};

const unlinked = () => {
  const address = new URL(window.location.href);
  for (const name of ["interview", "start", "end"]) address.searchParams.delete(name);
  return address;
};

watch("value", () => {
  const update = props.value;
  if (!update) return;
  if (update.copies !== undefined) {
    ours.copy(update.copies, update.says);
    return;
  }
  if (update.says) ours.say(update.says);
  if (!ours.isWanted(update)) return;
  ours.morphChildren(host, ours.asElements(update.html));
  hideTools();
  if (!article()) {
    document.body.classList.remove("reading");
    return;
  }
  const { interview, start, end } = article().dataset;
  if (update.shows === "quote") {
    const address = linkTo({ interview, start, end });
    if (address.href !== window.location.href) {
      window.history[document.body.classList.contains("reading") ? "replaceState" : "pushState"]({ reading: true }, "", address);
    }
    ours.showQuote();
  } else if (update.shows === "hit") {
    const hit = host.querySelector("mark.hit.current");
    if (hit) hit.scrollIntoView({ block: "center" });
  }
});

ours.closeReader = () => {
  document.body.classList.remove("reading");
  hideTools();
  if (window.location.search.includes("interview=")) window.history.replaceState({}, "", unlinked());
  const { opener } = ours;
  const again = opener && document.querySelector(
    `.quote-card[data-interview="${CSS.escape(opener.interview)}"][data-start="${opener.start}"][data-end="${opener.end}"]`);
  if (again) again.focus();
  else ours.focusBox();
};

window.addEventListener("popstate", () => {
  const asked = new URLSearchParams(window.location.search);
  if (asked.has("interview")) trigger("select", ours.toRead({ action: "open", ...Object.fromEntries(asked) }));
  else if (document.body.classList.contains("reading")) ours.closeReader();
});

element.addEventListener("click", (event) => {
  const hit = (selector) => event.target.closest(selector);
  const more = hit(".more");
  if (more) return trigger("select", ours.toRead({ action: "more", ...more.dataset }));
  if (hit(".close-reader")) return ours.closeReader();
  if (hit(".copy-link")) return ours.copy(linkTo(article().dataset).href, "Link copied: it opens these words again");
  if (hit(".back-to-quote")) return trigger("select", ours.toRead({ action: "open", ...quoteShown() }));
  if (hit(".find-next")) return find(1);
  if (hit(".find-previous")) return find(-1);
  if (hit(".use-copy")) return chosen && trigger("copy", { interview: article().dataset.interview, ...chosen });
  if (hit(".use-keep")) return chosen && trigger("keep", ours.asRead({ ...shownPlace(), chosenStart: chosen.start, chosenEnd: chosen.end }));
  if (hit(".use-tag")) return chosen && ours.tag({ interview: article().dataset.interview, ...chosen });
  return undefined;
});

const quoteShown = () => {
  const { interview, start, end } = article().dataset;
  return { interview, start, end };
};
const shownPlace = () => ({ ...article().dataset });

// Find in the interview: the server looks through all of it, also what is not shown.
const find = (by) => {
  const { words, at, start, end, interview, first, last } = { words: host.querySelector(".find input").value, ...article().dataset };
  trigger("input", ours.toRead({ words, at: at ?? "", by, start, end, interview, first, last }));
};
let waiting;
element.addEventListener("input", (event) => {
  if (!event.target.matches(".find input")) return;
  clearTimeout(waiting);
  waiting = setTimeout(() => find(0), 250);
});
element.addEventListener("keydown", (event) => {
  if (event.target.matches(".find input")) {
    if (event.key === "Enter") {
      event.preventDefault();
      clearTimeout(waiting);
      find(event.shiftKey ? -1 : 1);
    } else if (event.key === "Escape" && event.target.value) {
      event.stopPropagation();
      event.preventDefault();
      event.target.value = "";
      find(0);
    }
    return;
  }
  const turn = event.target.closest(".turn");
  if (!turn) return;
  const all = [...host.querySelectorAll(".turn")];
  if ((event.key === "ArrowDown" || event.key === "ArrowUp") && !event.shiftKey && !event.ctrlKey) {
    const next = all[all.indexOf(turn) + (event.key === "ArrowDown" ? 1 : -1)];
    event.preventDefault();
    if (next) next.focus();
  } else if (event.key === "Enter" && event.target === turn) {
    event.preventDefault();
    window.getSelection().selectAllChildren(turn.querySelector(".words"));
    choose();
    tools().querySelector("button").focus();
  }
});

// Selecting words: their offsets in the stored text, and what can be done with them.
const tools = () => element.querySelector(".selection-tools");
function hideTools() {
  chosen = null;
  tools().hidden = true;
}
const offsetIn = (words, node, offset) => {
  const range = document.createRange();
  range.setStart(words, 0);
  range.setEnd(node, offset);
  return Number(words.dataset.start) + points(range.toString());
};
const choose = () => {
  const selection = window.getSelection();
  if (!selection.rangeCount || selection.isCollapsed) {
    if (!tools().contains(document.activeElement)) hideTools();
    return;
  }
  const range = selection.getRangeAt(0);
  if (!host.contains(range.commonAncestorContainer)) return;
  const touched = [...host.querySelectorAll(".words")].filter((words) => range.intersectsNode(words));
  if (!touched.length) return;
  const [first, last] = [touched[0], touched[touched.length - 1]];
  const start = first.contains(range.startContainer) ? offsetIn(first, range.startContainer, range.startOffset) : Number(first.dataset.start);
  const end = last.contains(range.endContainer) ? offsetIn(last, range.endContainer, range.endOffset)
    : Number(last.dataset.start) + points(last.textContent);
  if (end <= start) return;
  chosen = { start, end };
  tools().hidden = false;
};
document.addEventListener("selectionchange", () => {
  if (document.body.classList.contains("reading") && !window.getSelection().isCollapsed) choose();
});
document.addEventListener("pointerup", (event) => {
  if (!element.contains(event.target)) return;
  setTimeout(() => window.getSelection().isCollapsed && !tools().contains(event.target) && hideTools());
});
