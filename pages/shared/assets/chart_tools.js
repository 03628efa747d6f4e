// What a reader does with one chart: unfold its table, take its picture.
const UNFOLDED = "data-fz-unfolded";

const DRAWN_SOON = 100; // looks, a tenth of a second apart: a slow line brings the chart late

// The chart this belongs to: the only one in the part of the page that holds both.
async function findChart(host) {
  const exhibit = host.closest('[class*="-exhibit"]');
  for (let look = 0; look < DRAWN_SOON; look += 1) {
    const layer = exhibit.querySelector(".js-plotly-plot .main-svg");
    if (layer) return layer.closest(".js-plotly-plot");
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error("no chart");
}

export default function (component) {
  const { data } = component;
  const root = begin(component, "chart_tools");
  const draw = async () => {
    const plot = await findChart(root.getRootNode().host);
    const alt = plot.closest("[aria-label]")?.getAttribute("aria-label") || data.picture.title;
    return framePicture(copyChart(plot), data.picture, data.theme, alt);
  };
  showTools(root, data, draw, UNFOLDED);
}
