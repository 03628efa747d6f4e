// A tap on a chart chooses the point under the thumb. Plotly takes a click's point from the last
// movement of a mouse, and a thumb has none: it would choose the point tapped before.
function followTouch() {
  if (window.fzFollowsTouch) return;
  window.fzFollowsTouch = true;
  document.addEventListener("touchstart", (event) => {
    const { clientX, clientY, target } = event.changedTouches[0];
    if (!target.closest?.(".js-plotly-plot")) return;
    const options = { clientX, clientY, bubbles: true, view: window };
    target.dispatchEvent(new MouseEvent("mousemove", options));
  }, { capture: true, passive: true });
}
followTouch();
