/**
 * The links of one level, smallest first. Few are sorted; of many it is quicker to look at every link.
 */
export class Batch {
  readonly link: Int32Array;
  count = 0;
  readonly #isIn: Uint8Array;

  constructor(links: number) {
    this.link = new Int32Array(links);
    this.#isIn = new Uint8Array(links);
  }

  add(link: number): void {
    this.link[this.count++] = link;
  }

  /** Puts the links in order; answers about how much work it was. */
  order(): number {
    const { link, count } = this;
    if (count < 2) return 0;
    if (16 * count < link.length) {
      link.subarray(0, count).sort();
      return 8 * count;
    }
    const isIn = this.#isIn;
    for (let i = 0; i < count; i++) isIn[link[i]!] = 1;
    let at = 0;
    for (let l = 0; at < count; l++) {
      if (isIn[l] === 0) continue;
      isIn[l] = 0;
      link[at++] = l;
    }
    return link.length >> 2;
  }
}
