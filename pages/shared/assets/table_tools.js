// What a reader does with a table of cells: take its picture.
export default function (component) {
  const { data } = component;
  const root = begin(component, "table_tools");
  showTools(root, data, async () => framePicture(drawTable(data.table, data.theme), data.picture, data.theme, data.alt));
}
