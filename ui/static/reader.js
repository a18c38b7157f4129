element.addEventListener("click", (event) => {
  if (event.target.closest(".close-reader")) {
    window.whatsworking.closeReader();
    return;
  }
  const more = event.target.closest(".more");
  if (more) trigger("select", { ...more.dataset });
});
