const open = (card) => {
  window.whatsworking.opener = card;
  trigger("select", { interview: card.dataset.interview, start: card.dataset.start, end: card.dataset.end });
};

element.addEventListener("click", (event) => {
  const suggestion = event.target.closest(".suggestion");
  if (suggestion) {
    trigger("submit", { question: suggestion.dataset.question });
    return;
  }
  const card = event.target.closest(".quote-card");
  if (card && !String(window.getSelection())) open(card);
});

element.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.target.matches(".quote-card")) {
    event.preventDefault();
    open(event.target);
  }
});

window.whatsworking = {
  opener: null,
  settled() {
    const latest = document.getElementById("latest");
    if (latest) latest.scrollIntoView({ block: "start", behavior: "smooth" });
  },
  showQuote() {
    document.body.classList.add("reading");
    const mark = document.querySelector("#reader mark.quote");
    if (!mark) return;
    mark.scrollIntoView({ block: "center" });
    mark.focus({ preventScroll: true });
  },
  closeReader() {
    document.body.classList.remove("reading");
    const { opener } = window.whatsworking;
    const again = opener && document.querySelector(
      `.quote-card[data-interview="${CSS.escape(opener.dataset.interview)}"][data-start="${opener.dataset.start}"]`);
    if (again) again.focus();
  },
};

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && document.body.classList.contains("reading")) window.whatsworking.closeReader();
});
