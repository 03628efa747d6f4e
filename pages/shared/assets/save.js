// Hand a file made in the page to its reader. Its address is a blob of the page itself: nothing
// is asked of anybody, and no address comes from data.
const FOREVER = 20000; // milliseconds until a browser has taken the file

function saveFile(root, blob, name) {
  const address = URL.createObjectURL(blob);
  const link = make("a", { download: name, class: "hidden" });
  link.setAttribute("href", address);
  root.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), FOREVER);
}

// Draw a picture of the page's own making at twice its size.
function paint(blob, width, height) {
  return new Promise((resolve, reject) => {
    const address = URL.createObjectURL(blob);
    const image = new Image();
    image.onload = () => {
      const canvas = make("canvas", { width: width * 2, height: height * 2 });
      canvas.getContext("2d").drawImage(image, 0, 0, width * 2, height * 2);
      URL.revokeObjectURL(address);
      canvas.toBlob((made) => (made ? resolve(made) : reject(new Error("no picture"))), "image/png");
    };
    image.onerror = () => reject(new Error("no picture"));
    image.setAttribute("src", address);
  });
}
