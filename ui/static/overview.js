// Every bar, cell and name opens its quotes. The panel hears them all; listeners on the document are set once.
const open = (choice, limit) => trigger("submit", { choice, limit: limit || 0 });
const read = (data) => trigger("select", data);
window.whatsworkingOverview = { open, read, opener: null };

element.addEventListener("click", (event) => {
  if (event.target.closest(".close-chosen")) return close();
  if (event.target.closest(".back-to-quotes")) return trigger("clear", {});
  const more = event.target.closest(".more-chosen");
  if (more) return open(more.dataset.choice, Number(more.dataset.limit));
  if (event.target.closest(".close-beside")) return close();
  if (event.target.closest(".open-reader")) return window.whatsworking.openInReader(element.querySelector(".interview").dataset);
  const card = event.target.closest(".quote-card");
  if (card && !String(window.getSelection())) trigger("select", { ...card.dataset });
});
element.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.target.matches(".quote-card")) trigger("select", { ...event.target.dataset });
  if (event.key === "Escape") close();
});

// Charts follow the window's width, not that of their column.
const fit = () => window.dispatchEvent(new Event("resize"));

function close() {
  document.body.classList.remove("choosing");
  fit();
  const { opener } = window.whatsworkingOverview;
  if (opener && opener.isConnected) opener.focus();
}

if (!window.whatsworkingOverviewListens) {
  window.whatsworkingOverviewListens = true;
  document.addEventListener("click", (event) => {
    const button = event.target.closest(".open-quotes");
    if (button) {
      window.whatsworkingOverview.opener = button;
      window.whatsworkingOverview.open(button.dataset.choice);
      return;
    }
    const save = event.target.closest(".save-chart");
    if (!save) return;
    const chart = document.querySelector(`#${save.dataset.chart} .js-plotly-plot`);
    const camera = chart && chart.querySelector('.modebar-btn[data-attr="toImage"], .modebar-btn[data-title^="Download"]');
    if (!camera) return;
    chart._context.toImageButtonOptions = { format: save.dataset.format, filename: save.dataset.name, scale: save.dataset.format === "png" ? 2 : 1 };
    camera.click();
  });
  // A drawn chart tells by itself what was clicked; it is drawn anew whenever its figure changes.
  const listen = () => {
    for (const chart of document.querySelectorAll("#overview .js-plotly-plot")) {
      if (!chart.on || chart.dataset.listens) continue;
      chart.dataset.listens = "yes";
      chart.on("plotly_click", (clicked) => {
        const choice = clicked.points[0].customdata;
        if (choice) window.whatsworkingOverview.open(choice);
      });
    }
  };
  new MutationObserver(listen).observe(document.body, { childList: true, subtree: true });
}
window.whatsworkingOverview.show = () => {
  document.body.classList.add("choosing");
  fit();
  // What was pressed moves when the list takes its place beside it; charts need a moment until they have their new width.
  const { opener } = window.whatsworkingOverview;
  if (opener) setTimeout(() => opener.scrollIntoView({ block: "nearest" }), 400);
  const mark = element.querySelector("mark.quote");
  if (mark) mark.scrollIntoView({ block: "center" });
  const first = element.querySelector(".chosen, .interview");
  if (first && !mark) first.focus({ preventScroll: true });
};
