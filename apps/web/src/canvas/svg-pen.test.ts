/** The pen for SVG: each stroke of a painter is one element with the look it had when it was made. */
import { describe, expect, it } from 'vitest';
import { SvgPen } from './svg-pen.ts';

const pen = () => new SvgPen((text) => 6 * text.length);

describe('the pen for SVG', () => {
  it('closes a rounded box where it began', () => {
    const one = pen();
    one.beginPath();
    one.roundRect(10, 20, 100, 40, 6);
    one.fillStyle = '#123456';
    one.fill();
    // By hand: right 88, down 28, left 88, up 28, with four quarter turns of 6 between.
    expect(one.elements).toEqual([
      '<path d="M16 20h88a6 6 0 0 1 6 6v28a6 6 0 0 1 -6 6h-88a6 6 0 0 1 -6 -6v-28a6 6 0 0 1 6 -6Z" fill="#123456"/>',
    ]);
  });

  it('makes a circle of two arcs and a half turn of one', () => {
    const one = pen();
    one.beginPath();
    one.arc(5, 5, 2, 0, 2 * Math.PI);
    one.fill();
    one.beginPath();
    one.arc(5, 5, 2, Math.PI, 0);
    one.stroke();
    expect(one.elements[0]).toContain('d="M3 5a2 2 0 1 1 4 0a2 2 0 1 1 -4 0Z"');
    // Over the top: from left to right, clockwise.
    expect(one.elements[1]).toContain('d="M3 5A2 2 0 0 1 7 5"');
  });

  it('keeps text as text, escaped, as wide as it was measured, with its outline below it', () => {
    const one = pen();
    one.font = '600 10px Inter';
    one.textAlign = 'center';
    one.strokeStyle = '#ffffff';
    one.lineWidth = 3;
    one.strokeText('a<b', 30, 40);
    one.fillStyle = '#000000';
    one.fillText('a<b', 30, 40);
    one.fillText('c', 30, 60);
    expect(one.elements).toHaveLength(2);
    expect(one.elements[0]).toContain('paint-order="stroke"');
    expect(one.elements[0]).toContain('textLength="18"');
    expect(one.elements[0]).toContain('>a&lt;b</text>');
    // The middle of a capital of 10 stands 3.5 above its foot.
    expect(one.elements[0]).toContain('x="30" y="43.5"');
    expect(one.elements[1]).not.toContain('paint-order');
  });

  it('takes moves, dashes and opacity into each stroke, and back what was saved', () => {
    const one = pen();
    one.save();
    one.translate(100, 0);
    one.globalAlpha = 0.25;
    one.setLineDash([6, 4]);
    one.beginPath();
    one.moveTo(0, 0);
    one.lineTo(1, 1);
    one.stroke();
    one.restore();
    one.beginPath();
    one.moveTo(0, 0);
    one.lineTo(1, 1);
    one.stroke();
    expect(one.elements[0]).toContain('d="M100 0L101 1"');
    expect(one.elements[0]).toContain('stroke-dasharray="6 4"');
    expect(one.elements[0]).toContain('stroke-opacity="0.25"');
    expect(one.elements[1]).toBe('<path d="M0 0L1 1" fill="none" stroke="#000000" stroke-width="1"/>');
  });
});
