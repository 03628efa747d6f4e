"""How well the words on a page stand out from what is behind them.

Owns measuring, in the browser, on the colours as painted. Refuses thresholds of its own: 4.5, and
3 for large text, are those of WCAG 2.
"""

_MEASURE = """() => {
    const channels = (text) => {
        const [r, g, b, a = 1] = text.match(/[\\d.]+/g).map(Number);
        return [r, g, b, a];
    };
    const above = (node) => node.assignedSlot || node.parentElement || node.getRootNode().host;
    const over = (top, below) => {
        const mixed = [0, 1, 2].map((i) => top[i] * top[3] + below[i] * (1 - top[3]));
        return [...mixed, 1];
    };
    const behind = (node) => {
        const layers = [];
        for (let at = node; at; at = above(at)) {
            const layer = channels(getComputedStyle(at).backgroundColor);
            if (layer[3]) layers.push(layer);
            if (layer[3] === 1) break;
        }
        return layers.reverse().reduce((below, top) => over(top, below), [255, 255, 255, 1]);
    };
    const light = ([r, g, b]) => {
        const [x, y, z] = [r, g, b].map((c) => c / 255)
            .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
        return 0.2126 * x + 0.7152 * y + 0.0722 * z;
    };
    const seen = (node, text) => {
        const range = document.createRange();
        range.selectNodeContents(text);
        const box = range.getBoundingClientRect();
        if (box.width < 2 || box.height < 2) return false;
        for (let at = node; at; at = above(at)) {
            const style = getComputedStyle(at);
            if (style.visibility === "hidden" || style.clipPath !== "none") return false;
            if (at.matches(":disabled, [aria-disabled=true], style, script, template")) return false;
        }
        return true;
    };
    const faded = (node) => {
        let opacity = 1;
        for (let at = node; at; at = above(at)) opacity *= Number(getComputedStyle(at).opacity);
        return opacity;
    };
    const found = [];
    const read = (root) => {
        const walker = document.createTreeWalker(root, NodeFilter.SHOW_ALL);
        for (let text = walker.nextNode(); text; text = walker.nextNode()) {
            if (text.shadowRoot) read(text.shadowRoot);
            const node = text.parentElement;
            if (text.nodeType !== Node.TEXT_NODE || !text.data.trim() || !node) continue;
            if (node.closest('[data-testid="stIconMaterial"]') || !seen(node, text)) continue;
            const style = getComputedStyle(node);
            const ink = channels(node instanceof SVGElement ? style.fill : style.color);
            const ground = behind(node);
            const shown = over([ink[0], ink[1], ink[2], ink[3] * faded(node)], ground);
            const [a, b] = [light(shown), light(ground)];
            const size = parseFloat(style.fontSize);
            const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
            const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
            found.push([text.data.trim().slice(0, 24), ratio, large ? 3 : 4.5]);
        }
    };
    read(document.body);
    return found;
}"""
_GROUND = "getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor"


def read_contrasts(page):
    """Return every piece of text in sight, its contrast, and the contrast it needs."""
    return [tuple(item) for item in page.evaluate(_MEASURE)]


def read_ground(page):
    """Return the colour of the page as (red, green, blue)."""
    text = page.evaluate(_GROUND)
    return tuple(int(part) for part in text.strip("rgba()").split(",")[:3])
