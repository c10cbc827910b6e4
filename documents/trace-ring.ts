// The organisation's name along the arc of a seal, as outlines: pdfmake cannot turn text.
// Outlines are only as fine as a printer's dots, or the seal would be the largest thing in the file.
import { faceFor, type OutlineStep, paperFont } from './paper-fonts.ts';

type Point = readonly [number, number];

// A tenth of a point is one dot of a 600 dpi printer; curves are flattened to within half of that.
const GRID_PARTS = 10;
const TOLERANCE = 0.05;
const CURVE_STEPS = 4;

function distance(p: Point, a: Point, b: Point): number {
  const dx = b[0] - a[0];
  const dy = b[1] - a[1];
  const length = Math.hypot(dx, dy);
  if (length === 0) return Math.hypot(p[0] - a[0], p[1] - a[1]);
  return Math.abs(dy * p[0] - dx * p[1] + b[0] * a[1] - b[1] * a[0]) / length;
}

/** Ramer, Douglas and Peucker: leaves out the points that lie on the line anyway. */
function simplified(points: readonly Point[]): readonly Point[] {
  const first = points[0];
  const last = points.at(-1);
  if (points.length < 3 || !first || !last) return points;
  let farthest = 0;
  let split = 0;
  points.forEach((point, i) => {
    const off = i === 0 || i === points.length - 1 ? 0 : distance(point, first, last);
    if (off > farthest) {
      farthest = off;
      split = i;
    }
  });
  if (farthest <= TOLERANCE) return [first, last];
  return [...simplified(points.slice(0, split + 1)).slice(0, -1), ...simplified(points.slice(split))];
}

function contourPath(points: readonly Point[]): string {
  const grid = simplified(points).map((point) => point.map((v) => Math.round(v * GRID_PARTS) / GRID_PARTS).join(' '));
  return grid.length < 3 ? '' : `M${grid.join('L')}Z`;
}

/** Glyph outlines (lines and quadratic curves, as in TrueType) as an SVG path of straight lines. */
function flattened(steps: readonly OutlineStep[]): string {
  let path = '';
  let contour: Point[] = [];
  for (const { command, args } of steps) {
    const [a = 0, b = 0, c = 0, d = 0] = args;
    if (command === 'moveTo') contour = [[a, b]];
    else if (command === 'lineTo') contour.push([a, b]);
    else if (command === 'closePath') {
      path += contourPath(contour);
      contour = [];
    } else {
      const [x = 0, y = 0] = contour.at(-1) ?? [];
      for (let step = 1; step <= CURVE_STEPS; step += 1) {
        const t = step / CURVE_STEPS;
        const u = 1 - t;
        contour.push([u * u * x + 2 * u * t * a + t * t * c, u * u * y + 2 * u * t * b + t * t * d]);
      }
    }
  }
  return path;
}

const ringPaths = new Map<string, string>();
const MAX_RINGS = 256;

export interface Ring {
  text: string;
  /** Middle of the ring, in page coordinates (points from the top left). */
  cx: number;
  cy: number;
  /** Outer radius in points. */
  radius: number;
}

/** A text set along the upper arc of a ring, as outlines: pdfmake cannot turn text. */
export function ringLettering(ring: Ring): string {
  const key = JSON.stringify(ring);
  const known = ringPaths.get(key);
  if (known !== undefined) return known;
  const letters = [...ring.text];
  const count = Math.max(1, letters.length);
  // The name takes at most 260° of the ring; its letters shrink before they touch.
  const arc = (260 * Math.PI) / 180;
  const size = Math.min(ring.radius * 0.25, (ring.radius * 0.76 * arc * 0.96) / count);
  const base = ring.radius * 0.92 - size * 0.88;
  const pitch = Math.min(arc / count, (size * 1.5) / base);
  const path = letters
    .map((character, i) => {
      const code = character.codePointAt(0) ?? 0;
      const font = paperFont(faceFor(code) ?? 'Paper', 'bold');
      const glyph = font.glyphForCodePoint(code);
      const scale = size / font.unitsPerEm;
      const half = (glyph.advanceWidth * scale) / 2;
      const angle = (i - (count - 1) / 2) * pitch;
      const cos = Math.cos(angle);
      const sin = Math.sin(angle);
      const x = ring.cx + base * sin - half * cos;
      const y = ring.cy - base * cos - half * sin;
      // Glyphs have y upwards, the page has it downwards: mirrored, turned by the angle, moved to the arc.
      return flattened(glyph.path.transform(scale * cos, scale * sin, scale * sin, -scale * cos, x, y).commands);
    })
    .join('');
  if (ringPaths.size >= MAX_RINGS) ringPaths.clear();
  ringPaths.set(key, path);
  return path;
}
