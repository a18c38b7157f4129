window.whatsworkingWrite = {
  opener: null,
  show() {
    document.body.classList.add("checking");
    const mark = element.querySelector("mark.quote");
    if (!mark) return;
    mark.scrollIntoView({ block: "center" });
    mark.focus({ preventScroll: true });
  },
  download() {
    const link = document.querySelector("#collection-told .export-link");
    if (link) link.click();
  },
};
const close = () => {
  document.body.classList.remove("checking");
  const { opener } = window.whatsworkingWrite;
  if (opener && opener.isConnected) opener.focus();
};
element.addEventListener("click", (event) => {
  if (event.target.closest(".close-beside")) close();
  if (event.target.closest(".open-reader")) window.whatsworking.openInReader(element.querySelector(".interview").dataset);
});
element.addEventListener("keydown", (event) => {
  if (event.key === "Escape") close();
});
