// Reads the columns that Python serves: `GTC1`, header length, JSON header, aligned little-endian arrays.
// The form is that of docs/decisions/0001-the-house.md, the encodings those of mapping/encoding.py. A plain column is
// a view on the buffer; any other is put together in one pass.
(() => {
  "use strict";

  const MAGIC = "GTC1";
  const HEADER_START = 8;

  /**
   * @type {Record<string, {
   *   new (buffer: ArrayBuffer, offset: number, length: number): GtNumberArray, BYTES_PER_ELEMENT: number }>}
   */
  const TYPES = {
    int8: Int8Array,
    uint8: Uint8Array,
    int16: Int16Array,
    uint16: Uint16Array,
    int32: Int32Array,
    uint32: Uint32Array,
    float32: Float32Array,
    float64: Float64Array,
  };

  const NEEDED = "start end lon lat radius kind evidence place lane flags event missiles".split(" ");

  /**
   * @param {ArrayBuffer} buffer
   * @returns {GtData}
   */
  function decodeColumns(buffer) {
    const bytes = new Uint8Array(buffer);
    const magic = String.fromCharCode(...bytes.subarray(0, MAGIC.length));
    if (magic !== MAGIC) {
      throw new Error(`columns: begin with '${magic}', not '${MAGIC}'; reload the page`);
    }
    const length = new DataView(buffer).getUint32(MAGIC.length, true);
    const text = new TextDecoder().decode(bytes.subarray(HEADER_START, HEADER_START + length));
    const header = /** @type {GtHeader} */ (JSON.parse(text));
    const first = HEADER_START + length;

    /** @type {Record<string, GtNumberArray>} */
    const columns = {};
    for (const described of header.columns) {
      columns[described.name] = decode(buffer, first + described.offset, described, columns);
    }
    for (const name of NEEDED) {
      if (!columns[name] || columns[name].length !== header.n) {
        throw new Error(`columns: '${name}' is missing or not ${header.n} long; reload the page`);
      }
    }
    const { n, kinds, domains, lanes, evidence, place, extent, cutoff } = header;
    const words = { n, kinds, domains, lanes, extent, cutoff: cutoff || {}, dataVersion: header.data_version };
    const lists = { evidenceLevels: evidence, placeLevels: place };
    return /** @type {GtData} */ (/** @type {unknown} */ ({ ...columns, ...words, ...lists }));
  }

  /**
   * @param {ArrayBuffer} buffer
   * @param {number} offset
   * @param {GtHeader["columns"][number]} described
   * @param {Record<string, GtNumberArray>} known columns that came before
   * @returns {GtNumberArray}
   */
  function decode(buffer, offset, { name, dtype, length, constant, planes, delta, minus }, known) {
    const Type = TYPES[dtype];
    if (!Type) {
      throw new Error(`columns: '${name}' has the unknown type '${dtype}'; reload the page`);
    }
    if (constant) {
      return new Type(new ArrayBuffer(length * Type.BYTES_PER_ELEMENT), 0, length).fill(new Type(buffer, offset, 1)[0]);
    }
    if (!planes) {
      return new Type(buffer, offset, length);
    }
    const bytes = new Uint8Array(buffer, offset, length * Type.BYTES_PER_ELEMENT);
    const words = Type.BYTES_PER_ELEMENT === 4 ? joined4(bytes, length) : joined2(bytes, length);
    if (delta) {
      sumUp(words);
    } else if (minus) {
      addTo(words, known[minus]);
    }
    return new Type(/** @type {ArrayBuffer} */ (words.buffer), 0, length);
  }

  /** @param {Uint8Array} bytes planes, lowest bytes first @param {number} n */
  function joined4(bytes, n) {
    const words = new Int32Array(n);
    for (let at = 0, b = n, c = 2 * n, d = 3 * n; at < n; at++, b++, c++, d++) {
      words[at] = bytes[at] | (bytes[b] << 8) | (bytes[c] << 16) | (bytes[d] << 24);
    }
    return words;
  }

  /** @param {Uint8Array} bytes @param {number} n */
  function joined2(bytes, n) {
    const words = new Uint16Array(n);
    for (let at = 0, b = n; at < n; at++, b++) {
      words[at] = bytes[at] | (bytes[b] << 8);
    }
    return words;
  }

  /** Differences to the row before become values; both wrap around. @param {Int32Array | Uint16Array} words */
  function sumUp(words) {
    let sum = 0;
    for (let at = 0; at < words.length; at++) {
      sum = (sum + words[at]) | 0;
      words[at] = sum;
    }
  }

  /** @param {Int32Array | Uint16Array} words @param {GtNumberArray} base */
  function addTo(words, base) {
    for (let at = 0; at < words.length; at++) {
      words[at] = (words[at] + base[at]) | 0;
    }
  }

  GeoTensions.decodeColumns = decodeColumns;
})();
