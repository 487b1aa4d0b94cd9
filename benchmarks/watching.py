"""What a browser itself notes of a page: first and largest paint, blocked time, layout shifts."""

from typing import Final

# Set before the first byte of the page.
WATCH: Final = """
window.seen = { lcp: 0, tbt: 0, cls: 0 };
const watch = (type, note) => new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type, buffered: true });
watch("largest-contentful-paint", (entry) => (seen.lcp = entry.startTime));
watch("longtask", (entry) => (seen.tbt += Math.max(0, entry.duration - 50)));
watch("layout-shift", (entry) => (seen.cls += entry.hadRecentInput ? 0 : entry.value));
"""
SEEN: Final = """() => ({ ...seen, fcp: performance.getEntriesByName("first-contentful-paint")[0].startTime })"""
