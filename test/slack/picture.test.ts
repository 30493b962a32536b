import { inflateSync } from 'node:zlib';
import { drawChart } from '@rung/slack/picture/draw-chart.ts';
import type { ChartBlock } from '@rung/slack/view/blocks.ts';
import fc from 'fast-check';
import { expect, it } from 'vitest';

function chartOf(series: readonly (readonly number[])[], type: 'line' | 'bar' = 'line'): ChartBlock {
  const categories = (series[0] ?? []).map((_, index) => String(index * 40));
  const named = series.map((values, index) => ({
    name: `series ${index}`,
    data: values.map((value, place) => ({ label: categories[place] ?? '', value })),
  }));
  const axis_config = { categories, x_label: 'Step', y_label: 'Loss' };
  return { type: 'data_visualization', title: 'Loss', chart: { type, series: named, axis_config } };
}

/** The pixels of a PNG without filters, read back chunk by chunk. */
function decode(png: Uint8Array) {
  const bytes = Buffer.from(png);
  const data: Buffer[] = [];
  let [at, width, height] = [8, 0, 0];
  while (at < bytes.length) {
    const [length, type] = [bytes.readUInt32BE(at), bytes.toString('latin1', at + 4, at + 8)];
    const body = bytes.subarray(at + 8, at + 8 + length);
    if (type === 'IHDR') [width, height] = [body.readUInt32BE(0), body.readUInt32BE(4)];
    if (type === 'IDAT') data.push(body);
    at += 12 + length;
  }
  const rows = inflateSync(Buffer.concat(data));
  const pixel = (x: number, y: number) => [...rows.subarray(y * (width * 3 + 1) + 1 + x * 3).subarray(0, 3)];
  return { width, height, bytes: rows.length, pixel };
}

const has = (image: ReturnType<typeof decode>, colour: readonly number[]) => {
  for (let y = 0; y < image.height; y++)
    for (let x = 0; x < image.width; x++) if (image.pixel(x, y).every((value, i) => value === colour[i])) return true;
  return false;
};
const [BLUE, ORANGE, GREEN] = [
  [0, 114, 178],
  [230, 120, 0],
  [0, 158, 115],
] as const;

it('draws a line for each series in its own colour, and says which is which', () => {
  const picture = drawChart(
    chartOf([
      [2.1, 1.2, 0.7],
      [2, 1.4, 1.5],
    ]),
  );
  const image = decode(picture?.png ?? new Uint8Array());

  expect([image.width, image.height, image.bytes]).toEqual([1200, 600, 600 * 3601]);
  expect([BLUE, ORANGE, GREEN].map((colour) => has(image, colour))).toEqual([true, true, false]);
  expect(picture?.alt).toBe('blue: series 0, orange: series 1; across: Step, up: Loss');
});

it('draws no bars, whose names are words', () => {
  expect(drawChart(chartOf([[1, 2]], 'bar'))).toBeUndefined();
});

it('draws values that differ by less than a number can show', () => {
  expect(has(decode(drawChart(chartOf([[9999999.999999981, 9999999.999999983]]))?.png ?? new Uint8Array()), BLUE)).toBe(
    true,
  );
});

it('draws whatever was measured inside its frame', () => {
  const value = fc.double({ min: 1e-6, max: 1e7, noNaN: true });
  fc.assert(
    fc.property(fc.array(value, { minLength: 1, maxLength: 20 }), (values) => {
      const image = decode(drawChart(chartOf([values]))?.png ?? new Uint8Array());

      expect(has(image, BLUE)).toBe(true);
      for (let x = 0; x < image.width; x++) expect(image.pixel(x, 2)).not.toEqual(BLUE);
    }),
    { numRuns: 12 },
  );
});
